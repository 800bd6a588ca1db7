import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import type { MonotonicMilliseconds, Pid } from '../../../shared/units';
import type { ProcessEntry, ProcessTable, UsageReading } from '../monitor';
import { parseLimits } from './limits';
import { parseStat, type Stat } from './parse-stat';
import { readText } from './read-text';

/** USER_HZ, which the kernel fixes at 100 for every user of /proc on the architectures we ship for. */
const TICKS_PER_SECOND = 100;
const MS_PER_TICK = 1000 / TICKS_PER_SECOND;
/** Beyond this many processes the files are opened anew for each reading. */
const MAX_KEPT = 2000;
/** `stat` and `schedstat`. */
const DESCRIPTORS_OF_ONE = 2;
/** At most this part of the descriptors that this process may have is for files of /proc. */
const DESCRIPTOR_SHARE = 1 / 4;

/** Files of one process, kept open: reading again costs a third of opening, reading and closing. */
interface Kept {
  readonly stat: number;
  readonly schedstat: number | undefined;
}

/**
 * The process table of Linux, from /proc.
 *
 * A kept descriptor belongs to one process for ever: once that has been reaped, reading it
 * fails with ESRCH, even when the pid was given to another. All calls are synchronous: a
 * file of /proc is made by the kernel on reading and waits for no disk.
 */
export class ProcTable implements ProcessTable {
  readonly #clock: () => MonotonicMilliseconds;
  readonly #pageSize: number;
  readonly #kept = new Map<Pid, Kept>();
  readonly #maxKept = maxKept();
  readonly #buffer = Buffer.alloc(2048);

  /** @param pageSize bytes of a page: 4096 on x86-64, 4096 to 65536 on arm64. */
  constructor(clock: () => MonotonicMilliseconds, pageSize = pageSizeFromAuxv()) {
    this.#clock = clock;
    this.#pageSize = pageSize;
  }

  // The interface is asynchronous for the systems that must ask a helper.
  // eslint-disable-next-line @typescript-eslint/require-await
  async list(): Promise<readonly ProcessEntry[]> {
    return readdirSync('/proc').flatMap((name) => (/^\d/.test(name) ? (this.find(Number(name)) ?? []) : []));
  }

  find(pid: Pid): ProcessEntry | undefined {
    const stat = this.#readStat(pid);
    return stat && { pid, ppid: stat.ppid, startTicks: stat.startTicks, name: stat.name };
  }

  argvOf(pid: Pid): readonly string[] | undefined {
    const line = readText(`/proc/${pid}/cmdline`);
    return line === undefined || line === '' ? undefined : line.replace(/\0$/, '').split('\0');
  }

  read(pids: readonly Pid[]): readonly UsageReading[] {
    this.#dropOthers(new Set(pids));
    return pids.flatMap((pid) => this.#readOne(pid) ?? []);
  }

  readLast(pid: Pid): UsageReading | undefined {
    const reading = this.#readOne(pid);
    this.#drop(pid);
    return reading;
  }

  close(): void {
    this.#dropOthers(new Set());
  }

  #readOne(pid: Pid): UsageReading | undefined {
    const kept = this.#kept.get(pid) ?? this.#keep(pid);
    const stat = kept === undefined ? this.#readStat(pid) : this.#statFrom(kept.stat);
    if (stat === undefined) {
      this.#drop(pid);
      return undefined;
    }
    const coreWait = kept?.schedstat === undefined ? undefined : this.#coreWaitFrom(kept.schedstat);
    return {
      pid,
      startTicks: stat.startTicks,
      at: this.#clock(),
      cpuMs: stat.cpuTicks * MS_PER_TICK,
      // A zombie has given its memory back: 0 would read as a measurement of a living process.
      ...(stat.state !== 'Z' && { rss: stat.rssPages * this.#pageSize }),
      threads: stat.threads,
      state: stat.state,
      ...(coreWait !== undefined && { coreWaitMs: coreWait }),
    };
  }

  #keep(pid: Pid): Kept | undefined {
    if (this.#kept.size >= this.#maxKept) return undefined;
    const stat = open(`/proc/${pid}/stat`);
    if (stat === undefined) return undefined;
    // The next reading of `stat` proves that both are of one process: it fails if that was reaped
    // before `schedstat` was opened, and only then could the pid belong to another.
    const kept = { stat, schedstat: open(`/proc/${pid}/schedstat`) };
    this.#kept.set(pid, kept);
    return kept;
  }

  #dropOthers(wanted: ReadonlySet<Pid>): void {
    for (const pid of this.#kept.keys()) if (!wanted.has(pid)) this.#drop(pid);
  }

  #drop(pid: Pid): void {
    const kept = this.#kept.get(pid);
    this.#kept.delete(pid);
    if (kept === undefined) return;
    closeSync(kept.stat);
    if (kept.schedstat !== undefined) closeSync(kept.schedstat);
  }

  #readStat(pid: Pid): Stat | undefined {
    const fd = open(`/proc/${pid}/stat`);
    if (fd === undefined) return undefined;
    try {
      return this.#statFrom(fd);
    } finally {
      closeSync(fd);
    }
  }

  #statFrom(fd: number): Stat | undefined {
    const bytes = this.#bytesFrom(fd);
    return bytes && parseStat(bytes);
  }

  /** proc_pid_schedstat: nanoseconds on a core, nanoseconds waiting for one, time slices. */
  #coreWaitFrom(fd: number): number | undefined {
    const waited = this.#bytesFrom(fd)?.toString('latin1').split(' ')[1];
    return waited === undefined ? undefined : Number(waited) / 1e6;
  }

  /** @returns a view into the one buffer, valid until the next reading. */
  #bytesFrom(fd: number): Buffer | undefined {
    try {
      return this.#buffer.subarray(0, readSync(fd, this.#buffer, 0, this.#buffer.length, 0));
    } catch {
      return undefined; // ESRCH: it was reaped.
    }
  }
}

function maxKept(): number {
  const [soft] = parseLimits(readText('/proc/self/limits') ?? '').openFiles ?? [];
  return Math.min(MAX_KEPT, Math.floor(((soft ?? Infinity) * DESCRIPTOR_SHARE) / DESCRIPTORS_OF_ONE));
}

function open(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined; // It ended, or may not be read.
  }
}

/**
 * The page size that the kernel told this process (getauxval(3), AT_PAGESZ), 4096 where it
 * cannot be read.
 */
function pageSizeFromAuxv(): number {
  const AT_PAGESZ = 6n;
  try {
    const auxv = readFileSync('/proc/self/auxv');
    for (let offset = 0; offset + 16 <= auxv.length; offset += 16) {
      if (auxv.readBigUInt64LE(offset) === AT_PAGESZ) return Number(auxv.readBigUInt64LE(offset + 8));
    }
  } catch {
    // An old kernel, or a 32-bit layout.
  }
  return 4096;
}
