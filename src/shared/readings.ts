/** What is read of one process, or of one of its threads, at one moment. */
import { z } from 'zod';

const pid = z.int().min(0).max(4_194_304);
const count = z.int().min(0);
const amount = z.number().min(0);

/** Figures that a system may keep from a user: `io` the bytes read and written, `pss` the shared memory. */
const deniable = ['io', 'pss'] as const;
export type Denied = (typeof deniable)[number];

export const sampleRow = z.strictObject({
  pid,
  /** Percent of one core since the last sample; left out in a process's first sample. */
  cpu: amount.optional(),
  /** User plus system time so far. */
  cpuMs: amount.optional(),
  rss: amount.optional(),
  threads: count.optional(),
  /** The letter of proc_pid_stat(5): R running, S sleeping, D disk, T stopped, Z zombie. */
  state: z.string().max(4).optional(),
  /** Runnable, but waiting for a core, so far (schedstat). */
  coreWaitMs: amount.optional(),
  /** Switches to another process: it gave up its core to wait, or had it taken away. All threads, so far. */
  voluntary: count.optional(),
  involuntary: count.optional(),
  /** Through read(2), write(2) and their like, so far: files, pipes and terminals (proc_pid_io(5)). */
  readBytes: amount.optional(),
  writtenBytes: amount.optional(),
  /** Why figures are left out: this user may not read them. */
  denied: z.array(z.enum(deniable)).optional(),
});
/** One process at one sampling. */
export type SampleRow = Readonly<z.infer<typeof sampleRow>>;

/** Grows whenever any thread of the process ran: CPU time may be counted in ticks of 10 ms, switches are counted one by one. */
export function effortOf({ cpuMs, voluntary, involuntary }: SampleRow): string {
  return `${cpuMs ?? '-'} ${voluntary ?? '-'} ${involuntary ?? '-'}`;
}

export const threadWait = z.strictObject({
  /** What the thread waits in: a group of system calls. `run` is none, or one that is not known. */
  call: z.enum(['read', 'write', 'child', 'lock', 'poll', 'timer', 'accept', 'other', 'run']),
  /** What it waits for, as the kernel calls it: `pipe:[4711]`, a file, the inode of a shared lock. */
  object: z.string().max(256).optional(),
  /**
   * The processes of the run that could end the wait; its own pid where another thread of it
   * could. Left out where anybody else could: a clock, the network, a terminal, or not known.
   */
  wakers: z.array(pid).max(1000).optional(),
});
export type ThreadWait = Readonly<z.infer<typeof threadWait>>;
