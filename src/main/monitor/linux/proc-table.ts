import { readdirSync, readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import type { ThreadWait } from '../../../shared/readings';
import type { Bytes, Milliseconds, MonotonicMilliseconds, Pid, StartTicks } from '../../../shared/units';
import type { MemoryReading, ProcessEntry, ProcessTable, Relative, UsageReading } from '../monitor';
import { parseLimits } from './limits';
import { parseSmapsRollup } from './parse-counters';
import { parseStat } from './parse-stat';
import { readProcPath } from './proc-file';
import { DESCRIPTORS_OF_ONE, ProcessFiles } from './process-files';
import { readText } from './read-text';
import { readStandstill } from './standstill/read-standstill';

/** Of more processes than this the files are opened anew for each reading that needs them. */
const MAX_KEPT = 6000;
/** At most this part of the descriptors that this process may have is for files of /proc. */
const DESCRIPTOR_SHARE = 1 / 2;
/** USER_HZ is 100 on every architecture that Linux runs on today. */
const TICK: Milliseconds = 10;

/**
 * The process table of Linux, from /proc.
 *
 * All calls are synchronous: a file of /proc is made by the kernel on reading and waits for no
 * disk.
 */
export class ProcTable implements ProcessTable {
  readonly #clock: () => MonotonicMilliseconds;
  readonly #pageSize: Bytes;
  readonly #maxKept: number;
  readonly #known = new Map<Pid, ProcessFiles>();
  /** How many of them have their files open. */
  #kept = 0;

  /**
   * @param options.pageSize bytes of a page: 4096 on x86-64, 4096 to 65536 on arm64.
   * @param options.maxKept of how many processes the files stay open.
   */
  constructor(
    clock: () => MonotonicMilliseconds,
    { pageSize = pageSizeFromAuxv(), maxKept = maxKeptHere() }: ProcTableOptions = {},
  ) {
    this.#clock = clock;
    this.#pageSize = pageSize;
    this.#maxKept = maxKept;
  }

  // The interface is asynchronous for the systems that must ask a helper.
  // eslint-disable-next-line @typescript-eslint/require-await
  async list(): Promise<readonly ProcessEntry[]> {
    return readdirSync('/proc').flatMap((name) => (/^\d/.test(name) ? (this.find(Number(name)) ?? []) : []));
  }

  find(pid: Pid): ProcessEntry | undefined {
    const bytes = readProcPath(`/proc/${pid}/stat`);
    const stat = typeof bytes === 'string' ? undefined : parseStat(bytes);
    if (stat === undefined) return undefined;
    const { ppid, startTicks, name, state } = stat;
    return { pid, ppid, startTicks, name, ...(isOver(state) && { hasEnded: true }) };
  }

  argvOf(pid: Pid): readonly string[] | undefined {
    const line = readText(`/proc/${pid}/cmdline`);
    return line === undefined || line === '' ? undefined : line.replace(/\0$/, '').split('\0');
  }

  ageOf(startTicks: StartTicks): Milliseconds {
    return Math.max(0, uptime() * 1000 - startTicks * TICK);
  }

  measure(pid: Pid): MemoryReading | 'denied' | 'unsupported' | undefined {
    const bytes = readProcPath(`/proc/${pid}/smaps_rollup`);
    if (bytes === 'gone') return this.find(pid) === undefined ? undefined : 'unsupported';
    return bytes === 'denied' ? bytes : parseSmapsRollup(bytes);
  }

  read(pids: readonly Pid[]): readonly UsageReading[] {
    if (this.#known.size > 0) this.#dropOthers(new Set(pids));
    const readings: UsageReading[] = [];
    for (const pid of pids) {
      const reading = this.#readOne(pid);
      if (reading !== undefined) readings.push(reading);
    }
    return readings;
  }

  readLast(pid: Pid): UsageReading | undefined {
    const files = this.#known.get(pid) ?? this.#filesOf(pid, { isKeptOpen: false });
    const reading = files.readAll(this.#clock());
    this.#drop(pid);
    return reading;
  }

  waitsOf(pids: readonly Pid[], family: readonly Relative[]): ReadonlyMap<Pid, readonly ThreadWait[]> {
    return readStandstill(pids, family);
  }

  close(): void {
    this.#dropOthers(new Set());
  }

  #readOne(pid: Pid): UsageReading | undefined {
    const reading = (this.#known.get(pid) ?? this.#add(pid)).read(this.#clock());
    if (reading === undefined) this.#drop(pid);
    return reading;
  }

  #add(pid: Pid): ProcessFiles {
    const files = this.#filesOf(pid, { isKeptOpen: this.#kept < this.#maxKept });
    this.#known.set(pid, files);
    if (files.isKeptOpen) this.#kept += 1;
    return files;
  }

  #filesOf(pid: Pid, { isKeptOpen }: { readonly isKeptOpen: boolean }): ProcessFiles {
    return new ProcessFiles(pid, { pageSize: this.#pageSize, isKeptOpen });
  }

  #dropOthers(wanted: ReadonlySet<Pid>): void {
    for (const pid of this.#known.keys()) if (!wanted.has(pid)) this.#drop(pid);
  }

  #drop(pid: Pid): void {
    const files = this.#known.get(pid);
    if (files === undefined) return;
    files.close();
    this.#known.delete(pid);
    if (files.isKeptOpen) this.#kept -= 1;
  }
}

interface ProcTableOptions {
  readonly pageSize?: Bytes;
  readonly maxKept?: number;
}

/** Ended, but not yet collected (Z), or about to vanish (X). */
function isOver(state: string): boolean {
  return state === 'Z' || state === 'X';
}

function maxKeptHere(): number {
  const [soft] = parseLimits(readText('/proc/self/limits') ?? '').openFiles ?? [];
  return Math.min(MAX_KEPT, Math.floor(((soft ?? Infinity) * DESCRIPTOR_SHARE) / DESCRIPTORS_OF_ONE));
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
