import type { Bytes, Milliseconds, MonotonicMilliseconds, Pid } from '../../../shared/units';
import type { UsageReading } from '../monitor';
import { parseIo, parseSchedStat, parseStatus, type SchedStat, type Status } from './parse-counters';
import { parseStat, type Stat } from './parse-stat';
import { closeProcFile, openProcFile, type ProcFile, readProcFile } from './proc-file';
import { ThreadCounters } from './thread-counters';

/** USER_HZ, which the kernel fixes at 100 for every user of /proc on the architectures we ship for. */
const MS_PER_TICK: Milliseconds = 10;
/** Of so many readings one reads all, whether it seems to have run or not. */
const FULL_READING = 4;

/** How many descriptors one process takes: stat, schedstat, status, io. */
export const DESCRIPTORS_OF_ONE = 4;

type Reading = Omit<UsageReading, 'at'>;
type Figures = Pick<Reading, 'peakRss' | 'coreWaitMs' | 'voluntary' | 'involuntary' | 'readBytes' | 'writtenBytes'>;

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
  #last: Reading | undefined;
  #lastSched: SchedStat | undefined;
  #lastStat = '';
  #figures: Figures = {};
  #ioIsDenied = false;
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
    this.#last = this.#readingOf(parsed, sched);
    return { ...this.#last, at };
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
    const bytes = readProcFile(this.#schedstat);
    return typeof bytes === 'string' ? undefined : parseSchedStat(bytes);
  }

  #readStat(): { readonly parsed: Stat; readonly hasChanged: boolean } | undefined {
    const bytes = readProcFile(this.#stat);
    if (typeof bytes === 'string') return undefined;
    const text = bytes.toString('latin1');
    const parsed = parseStat(bytes);
    const hasChanged = text !== this.#lastStat;
    this.#lastStat = text;
    return parsed && { parsed, hasChanged };
  }

  #readFigures(stat: Stat, sched: SchedStat | undefined): Figures {
    if (stat.threads > 1) this.#threads ??= new ThreadCounters();
    const threads = this.#threads?.update(this.#pid);
    const status = this.#readStatus();
    const { voluntary, involuntary } = threads ?? status;
    return {
      // A zombie has none any more: its highest stays the last that was read.
      ...defined('peakRss', status.peakRss ?? this.#figures.peakRss),
      ...defined('coreWaitMs', (threads ?? sched)?.waitedMs),
      ...defined('voluntary', voluntary),
      ...defined('involuntary', involuntary),
      ...this.#readIo(),
    };
  }

  #readStatus(): Partial<Status> {
    const bytes = readProcFile(this.#status);
    return typeof bytes === 'string' ? {} : parseStatus(bytes);
  }

  #readIo(): Pick<Figures, 'readBytes' | 'writtenBytes'> {
    const bytes = readProcFile(this.#io);
    this.#ioIsDenied = bytes === 'denied';
    return (typeof bytes === 'string' ? undefined : parseIo(bytes)) ?? {};
  }

  #readingOf(stat: Stat, sched: SchedStat | undefined): Reading {
    // The first thread's in nanoseconds, the whole group's, ended threads included, in whole ticks.
    const cpuMs = Math.max(stat.cpuTicks * MS_PER_TICK, sched?.ranMs ?? 0);
    return {
      pid: this.#pid,
      startTicks: stat.startTicks,
      cpuMs,
      // A zombie has given its memory back: 0 would read as a measurement of a living process.
      ...(stat.state !== 'Z' && { rss: stat.rssPages * this.#pageSize }),
      threads: stat.threads,
      state: stat.state,
      ...this.#figures,
      ...(this.#ioIsDenied && { denied: ['io'] as const }),
    };
  }
}

function defined<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}
