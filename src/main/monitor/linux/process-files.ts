import type { Bytes, Milliseconds, MonotonicMilliseconds, Pid } from '../../../shared/units';
import type { UsageReading } from '../monitor';
import { type IoCounters, parseIo, parseSchedStat, parseStatus, type Status } from './parse-counters';
import { groupClockOf } from './group-clock';
import { parseStatFigures, type StatFigures } from './parse-stat';
import { closeProcFile, openProcFile, procBytes, type ProcFile, readProcFile, readProcLength } from './proc-file';
import { ThreadCounters } from './thread-counters';

/** USER_HZ, which the kernel fixes at 100 for every user of /proc on the architectures we ship for. */
const MS_PER_TICK: Milliseconds = 10;
/** What others may change of one that rests is read anew when this has passed. */
const FULL_EVERY: Milliseconds = 8000;

/** How many descriptors one process takes: stat, schedstat, status, io. */
export const DESCRIPTORS_OF_ONE = 4;

/** What is read anew only of a process that has run. */
interface Figures {
  /** Of the first thread alone. */
  readonly ranMs: Milliseconds;
  readonly peakRss: Bytes | undefined;
  readonly coreWaitMs: Milliseconds | undefined;
  readonly voluntary: number | undefined;
  readonly involuntary: number | undefined;
  readonly io: IoCounters | undefined;
  readonly ioIsDenied: boolean;
}

type Mutable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

interface OpenFiles {
  readonly stat: ProcFile;
  readonly schedstat: ProcFile;
  readonly status: ProcFile;
  readonly io: ProcFile;
}

/**
 * What /proc tells of one process, from files that are kept open.
 *
 * A kept descriptor belongs to one process for ever: once that has been reaped, reading it
 * fails with ESRCH, even when the pid was given to another. Most processes sleep: one whose clock
 * stands still has changed nothing of itself, so one system call tells of it. What others may
 * change of it, its memory and that it waits for a core, is read anew every few seconds.
 *
 * Where there are more processes than descriptors, the files are opened anew for each reading that
 * needs them, and the start time tells whether it still is the same process.
 */
export class ProcessFiles {
  readonly #pid: Pid;
  readonly #pageSize: Bytes;
  readonly isKeptOpen: boolean;
  #files: OpenFiles | undefined;
  #threads: ThreadCounters | undefined;
  #last: Mutable<UsageReading> | undefined;
  #lastClock: Milliseconds | undefined;
  #lastStat = Buffer.alloc(0);
  #figures: Figures | undefined;
  #fullAt: MonotonicMilliseconds = -Infinity;

  /** Opens nothing before it is read. */
  constructor(pid: Pid, { pageSize, isKeptOpen }: { readonly pageSize: Bytes; readonly isKeptOpen: boolean }) {
    this.#pid = pid;
    this.#pageSize = pageSize;
    this.isKeptOpen = isKeptOpen;
  }

  close(): void {
    if (this.#files === undefined) return;
    const { stat, schedstat, status, io } = this.#files;
    this.#files = undefined;
    for (const file of [stat, schedstat, status, io]) closeProcFile(file);
  }

  /**
   * @returns `undefined` once it was reaped. While it rests it is the object of the reading before,
   *   with another `at`.
   */
  read(at: MonotonicMilliseconds): UsageReading | undefined {
    const clock = groupClockOf(this.#pid);
    const hasRested = clock !== undefined && clock === this.#lastClock;
    if (hasRested && this.#last !== undefined && at < this.#fullAt) {
      this.#last.at = at;
      return this.#last;
    }
    return this.readAll(at, { clock, hasRested });
  }

  /** As {@link ProcessFiles.read}, even of one that seems to rest. */
  readAll(
    at: MonotonicMilliseconds,
    { clock = groupClockOf(this.#pid), hasRested = false } = {},
  ): UsageReading | undefined {
    this.#files ??= openFiles(this.#pid);
    try {
      return this.#readFrom(this.#files, { at, clock, hasRested });
    } finally {
      if (!this.isKeptOpen) this.close();
    }
  }

  #readFrom(files: OpenFiles, { at, clock, hasRested }: Moment): UsageReading | undefined {
    const stat = this.#readStat(files.stat);
    if (stat === undefined) return undefined;
    if (this.#last !== undefined && this.#last.startTicks !== stat.parsed.startTicks) this.#forget();
    // Not all in the same sample: the cost is spread.
    this.#fullAt = at + (this.#last === undefined ? (FULL_EVERY * (this.#pid % 16)) / 16 : FULL_EVERY);
    this.#lastClock = clock;
    if (hasRested && !stat.hasChanged && this.#last !== undefined) {
      this.#last.at = at;
      return this.#last;
    }
    if (!hasRested || this.#figures === undefined) this.#figures = this.#readFigures(stat.parsed, files);
    this.#last = this.#readingOf(stat.parsed, { clock, figures: this.#figures, at });
    return this.#last;
  }

  /** The pid was given to another process: only files that were opened anew can show that. */
  #forget(): void {
    this.#last = undefined;
    this.#figures = undefined;
    this.#threads = undefined;
  }

  #readStat(file: ProcFile): { readonly parsed: StatFigures; readonly hasChanged: boolean } | undefined {
    const bytes = readProcFile(file);
    if (typeof bytes === 'string') return undefined;
    const parsed = parseStatFigures(bytes);
    const hasChanged = !bytes.equals(this.#lastStat);
    if (hasChanged) this.#lastStat = Buffer.from(bytes);
    return parsed && { parsed, hasChanged };
  }

  #readFigures(stat: StatFigures, files: OpenFiles): Figures {
    const sched = parseSchedStat(procBytes, readProcLength(files.schedstat));
    if (stat.threads > 1) this.#threads ??= new ThreadCounters();
    const threads = this.#threads?.update(this.#pid);
    const status = readStatus(files.status);
    const { voluntary, involuntary } = threads ?? status;
    const io = readProcFile(files.io);
    return {
      // A zombie has none any more: its highest stays the last that was read.
      peakRss: status.peakRss ?? this.#figures?.peakRss,
      ranMs: sched?.ranMs ?? 0,
      coreWaitMs: (threads ?? sched)?.waitedMs,
      voluntary,
      involuntary,
      io: typeof io === 'string' ? undefined : parseIo(io),
      ioIsDenied: io === 'denied',
    };
  }

  /** Field by field, in one order: a thousand objects of one shape are made and sent in half the time. */
  #readingOf(stat: StatFigures, { clock, figures, at }: Known): Mutable<UsageReading> {
    // Without the clock: the first thread's in nanoseconds, the whole group's in whole ticks.
    const cpuMs = clock ?? Math.max(stat.cpuTicks * MS_PER_TICK, figures.ranMs);
    const { startTicks, threads, state } = stat;
    const reading: Mutable<UsageReading> = { pid: this.#pid, startTicks, at, cpuMs, threads, state };
    // A zombie has given its memory back: 0 would read as a measurement of a living process.
    if (state !== 'Z') reading.rss = stat.rssPages * this.#pageSize;
    add(reading, figures);
    return reading;
  }
}

/**
 * The next reading of `stat` proves that all are of one process: it fails if that was reaped
 * before the others were opened, and only then could the pid belong to another.
 */
function openFiles(pid: Pid): OpenFiles {
  return {
    stat: openProcFile(`/proc/${pid}/stat`),
    schedstat: openProcFile(`/proc/${pid}/schedstat`),
    status: openProcFile(`/proc/${pid}/status`),
    io: openProcFile(`/proc/${pid}/io`),
  };
}

function readStatus(file: ProcFile): Partial<Status> {
  const bytes = readProcFile(file);
  return typeof bytes === 'string' ? {} : parseStatus(bytes);
}

function add(reading: Mutable<UsageReading>, figures: Figures): void {
  const { peakRss, coreWaitMs, voluntary, involuntary, io, ioIsDenied } = figures;
  if (peakRss !== undefined) reading.peakRss = peakRss;
  if (coreWaitMs !== undefined) reading.coreWaitMs = coreWaitMs;
  if (voluntary !== undefined) reading.voluntary = voluntary;
  if (involuntary !== undefined) reading.involuntary = involuntary;
  if (io !== undefined) Object.assign(reading, io);
  if (ioIsDenied) reading.denied = IO_DENIED;
}

interface Moment {
  readonly at: MonotonicMilliseconds;
  readonly clock: Milliseconds | undefined;
  /** Its clock stood still since the reading before. */
  readonly hasRested: boolean;
}

interface Known {
  readonly clock: Milliseconds | undefined;
  readonly figures: Figures;
  readonly at: MonotonicMilliseconds;
}

const IO_DENIED = ['io'] as const;
