import type { Bytes, Milliseconds, MonotonicMilliseconds, Pid } from '../../../shared/units';
import type { UsageReading } from '../monitor';
import { type IoCounters, parseIo, parseSchedStat, parseStatus, type SchedStat, type Status } from './parse-counters';
import { parseStatFigures, type StatFigures } from './parse-stat';
import { closeProcFile, openProcFile, procBytes, type ProcFile, readProcFile, readProcLength } from './proc-file';
import { ThreadCounters } from './thread-counters';

/** USER_HZ, which the kernel fixes at 100 for every user of /proc on the architectures we ship for. */
const MS_PER_TICK: Milliseconds = 10;
/** Of so many readings one reads all, whether it seems to have run or not. */
const FULL_READING = 4;

/** How many descriptors one process takes: stat, schedstat, status, io. */
export const DESCRIPTORS_OF_ONE = 4;

/** What is read anew only of a process that has run. */
interface Figures {
  readonly peakRss: Bytes | undefined;
  readonly coreWaitMs: Milliseconds | undefined;
  readonly voluntary: number | undefined;
  readonly involuntary: number | undefined;
  readonly io: IoCounters | undefined;
  readonly ioIsDenied: boolean;
}

type Mutable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/**
 * What /proc tells of one process, from files that are kept open.
 *
 * A kept descriptor belongs to one process for ever: once that has been reaped, reading it
 * fails with ESRCH, even when the pid was given to another. Most processes sleep: one of a
 * single thread whose time on a core has not grown cannot have changed anything, so one short
 * file tells of it. What others may change of it, its memory and that it waits for a core, is
 * read anew at each fourth reading.
 */
export class ProcessFiles {
  readonly #pid: Pid;
  readonly #pageSize: Bytes;
  readonly #stat: ProcFile;
  readonly #schedstat: ProcFile;
  readonly #status: ProcFile;
  readonly #io: ProcFile;
  #threads: ThreadCounters | undefined;
  #last: UsageReading | undefined;
  #lastSched: SchedStat | undefined;
  #lastStat = Buffer.alloc(0);
  #figures: Figures | undefined;
  #untilFull: number;

  /** Reads on when the process has gone: {@link ProcessFiles.read} then tells nothing. */
  constructor(pid: Pid, pageSize: Bytes) {
    this.#pid = pid;
    this.#pageSize = pageSize;
    // The next reading of `stat` proves that all are of one process: it fails if that was reaped
    // before the others were opened, and only then could the pid belong to another.
    this.#stat = openProcFile(`/proc/${pid}/stat`);
    this.#schedstat = openProcFile(`/proc/${pid}/schedstat`);
    this.#status = openProcFile(`/proc/${pid}/status`);
    this.#io = openProcFile(`/proc/${pid}/io`);
    // Not all at once: the cost is spread over the readings.
    this.#untilFull = pid % FULL_READING;
  }

  close(): void {
    for (const file of [this.#stat, this.#schedstat, this.#status, this.#io]) closeProcFile(file);
  }

  /** @returns `undefined` once it was reaped. */
  read(at: MonotonicMilliseconds): UsageReading | undefined {
    const sched = this.#readSched();
    if (this.#canSkip(sched)) return this.#last && { ...this.#last, at };
    const stat = this.#readStat();
    if (stat === undefined) return undefined;
    const { parsed, hasChanged } = stat;
    const hasRun = hasChanged || sched === undefined || sched.slices !== this.#lastSched?.slices;
    if (hasRun) this.#figures = this.#readFigures(parsed, sched);
    this.#lastSched = sched;
    this.#last = this.#readingOf(parsed, { sched, figures: this.#figures, at });
    return this.#last;
  }

  #canSkip(sched: SchedStat | undefined): boolean {
    this.#untilFull = this.#untilFull === 0 ? FULL_READING - 1 : this.#untilFull - 1;
    return (
      this.#untilFull !== 0 &&
      sched !== undefined &&
      this.#threads === undefined &&
      sched.slices === this.#lastSched?.slices &&
      sched.ranMs === this.#lastSched.ranMs
    );
  }

  #readSched(): SchedStat | undefined {
    return parseSchedStat(procBytes, readProcLength(this.#schedstat));
  }

  #readStat(): { readonly parsed: StatFigures; readonly hasChanged: boolean } | undefined {
    const bytes = readProcFile(this.#stat);
    if (typeof bytes === 'string') return undefined;
    const parsed = parseStatFigures(bytes);
    const hasChanged = !bytes.equals(this.#lastStat);
    if (hasChanged) this.#lastStat = Buffer.from(bytes);
    return parsed && { parsed, hasChanged };
  }

  #readFigures(stat: StatFigures, sched: SchedStat | undefined): Figures {
    if (stat.threads > 1) this.#threads ??= new ThreadCounters();
    const threads = this.#threads?.update(this.#pid);
    const status = this.#readStatus();
    const { voluntary, involuntary } = threads ?? status;
    const io = readProcFile(this.#io);
    return {
      // A zombie has none any more: its highest stays the last that was read.
      peakRss: status.peakRss ?? this.#figures?.peakRss,
      coreWaitMs: (threads ?? sched)?.waitedMs,
      voluntary,
      involuntary,
      io: typeof io === 'string' ? undefined : parseIo(io),
      ioIsDenied: io === 'denied',
    };
  }

  #readStatus(): Partial<Status> {
    const bytes = readProcFile(this.#status);
    return typeof bytes === 'string' ? {} : parseStatus(bytes);
  }

  /** Field by field, in one order: a thousand objects of one shape are made and sent in half the time. */
  #readingOf(stat: StatFigures, { sched, figures, at }: Known): UsageReading {
    // The first thread's in nanoseconds, the whole group's, ended threads included, in whole ticks.
    const cpuMs = Math.max(stat.cpuTicks * MS_PER_TICK, sched?.ranMs ?? 0);
    const { startTicks, threads, state } = stat;
    const reading: Mutable<UsageReading> = { pid: this.#pid, startTicks, at, cpuMs, threads, state };
    // A zombie has given its memory back: 0 would read as a measurement of a living process.
    if (state !== 'Z') reading.rss = stat.rssPages * this.#pageSize;
    if (figures !== undefined) add(reading, figures);
    return reading;
  }
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

interface Known {
  readonly sched: SchedStat | undefined;
  readonly figures: Figures | undefined;
  readonly at: MonotonicMilliseconds;
}

const IO_DENIED = ['io'] as const;
