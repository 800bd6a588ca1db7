/**
 * What an operating system tells of its processes: one interface, one folder a platform.
 *
 * A {@link LifecycleSource} says that processes start and end, a {@link ProcessTable} what
 * they are and use. The companion joins the two; it does not know the platform.
 */
import type { Denied, ThreadWait } from '../../shared/readings';
import type { Bytes, Milliseconds, MonotonicMilliseconds, Pid, StartTicks } from '../../shared/units';

/** Raw end of a process, from the wait status (wait(2)). */
export interface ExitStatus {
  readonly code: number | null;
  /** Name such as `SIGKILL`. */
  readonly signal: string | null;
  readonly coreDumped: boolean;
}

export type LifecycleEvent =
  | { readonly type: 'fork'; readonly pid: Pid; readonly ppid: Pid; readonly at: MonotonicMilliseconds }
  | { readonly type: 'exec'; readonly pid: Pid; readonly at: MonotonicMilliseconds }
  | { readonly type: 'rename'; readonly pid: Pid; readonly name: string; readonly at: MonotonicMilliseconds }
  /** `status` is left out where only the absence of the process was seen. */
  | { readonly type: 'exit'; readonly pid: Pid; readonly status?: ExitStatus; readonly at: MonotonicMilliseconds }
  /** Some events were lost; the listener must scan the table. */
  | { readonly type: 'overflow'; readonly at: MonotonicMilliseconds }
  /** How many were lost, of the whole machine: known a moment after, when the next event of the same core has come. */
  | { readonly type: 'missed'; readonly count: number; readonly at: MonotonicMilliseconds };

/** Starts and ends of every process of the machine, or of as many as a scan sees. */
export interface LifecycleSource {
  /** `kernel` misses nothing; `polling` misses what lives shorter than its interval. */
  readonly kind: 'kernel' | 'polling';
  /** Why it is polling, as `shared/reason-text.ts` reads it: `scan-silent`. */
  readonly reason?: string;
  /** Resolves once events flow: nothing that starts afterwards is missed. */
  start(listener: (event: LifecycleEvent) => void): Promise<void>;
  stop(): void;
  /**
   * From now on only these processes matter, this very process, and whoever they start: of others
   * nothing is told. Called again whenever processes were found otherwise than by an event.
   */
  follow?(pids: readonly Pid[]): void;
  /**
   * From now on, children of this very process that end are not collected: they stay readable,
   * with their last figures and limits, until the result is called. Linux kernel events only.
   *
   * @returns what lets them go.
   */
  holdChildren?(): () => void;
}

/** A process as a table lists it. */
export interface ProcessEntry {
  readonly pid: Pid;
  readonly ppid: Pid;
  readonly startTicks?: StartTicks;
  /** The program's own name (comm), possibly cut by the system. */
  readonly name: string;
  /** A zombie: only its status is left. */
  readonly hasEnded?: boolean;
}

/** Memory with its part of what several processes share (proportional set size). */
export interface MemoryReading {
  readonly pssBytes: Bytes;
  /** Nobody else's. */
  readonly privateBytes: Bytes;
  readonly swapBytes: Bytes;
}

/** What a process uses at one moment. What the system does not show, or refuses, is left out. */
export interface UsageReading {
  readonly pid: Pid;
  readonly startTicks?: StartTicks;
  readonly at: MonotonicMilliseconds;
  readonly cpuMs?: Milliseconds;
  readonly rss?: Bytes;
  readonly threads?: number;
  /** Letter of proc_pid_stat(5). */
  readonly state?: string;
  readonly coreWaitMs?: Milliseconds;
  /** Highest resident memory so far, where the system keeps it. */
  readonly peakRss?: Bytes;
  /** Gave up its core by itself, to wait for something; all threads, so far. */
  readonly voluntary?: number;
  /** Had its core taken away for another. */
  readonly involuntary?: number;
  /** Through read(2), write(2) and their like, so far. */
  readonly readBytes?: Bytes;
  readonly writtenBytes?: Bytes;
  /** Figures that the system keeps from this user, left out for that reason. */
  readonly denied?: readonly Denied[];
}

/** A living process of the run. */
export type Relative = Pick<ProcessEntry, 'pid' | 'ppid'>;

/** The whole machine at one moment. What the system does not show is left out. */
export interface HostReading {
  /** Time of each core since the start of the machine, in any unit. */
  readonly cores: readonly { readonly core: number; readonly busy: number; readonly total: number }[];
  /** Threads that run or wait for a core. */
  readonly runnable?: number;
  /** Mean of the last minute. */
  readonly load1?: number;
  readonly availableBytes?: Bytes;
  readonly swapUsedBytes?: Bytes;
  /** Percent of the last 10 s in which somebody waited for it. */
  readonly pressure?: { readonly cpu?: number; readonly memory?: number; readonly io?: number };
}

export interface ProcessTable {
  /** Every process of the machine that may be seen. */
  list(): Promise<readonly ProcessEntry[]>;
  /** @returns `undefined` when there is no such process any more. */
  find(pid: Pid): ProcessEntry | undefined | Promise<ProcessEntry | undefined>;
  /** The arguments it was started with; `undefined` where they cannot be had. */
  argvOf(pid: Pid): readonly string[] | undefined | Promise<readonly string[] | undefined>;
  /** How long ago a process began that has this start. Not on systems that do not tell exactly. */
  ageOf?(startTicks: StartTicks): Milliseconds;
  /**
   * Memory of one process with its part of what it shares; `undefined` once it has gone. Not on
   * systems that do not tell.
   */
  measure?(pid: Pid): MemoryReading | 'denied' | 'unsupported' | undefined;
  /**
   * Processes that have gone are left out. Of one that has not run since, it may be the object of the
   * reading before, with another `at`: then nothing else has changed.
   */
  read(pids: readonly Pid[]): readonly UsageReading[] | Promise<readonly UsageReading[]>;
  /**
   * One more reading of a process that is ending, after which nothing of it is kept. Waits for
   * nothing: `undefined` when it has gone, and where an answer would take time.
   */
  readLast(pid: Pid): UsageReading | undefined;
  /**
   * What each thread of these processes waits for, the main thread first, and which of the
   * `family`, all living processes of the run, could end the wait. Linux only.
   */
  waitsOf?(pids: readonly Pid[], family: readonly Relative[]): ReadonlyMap<Pid, readonly ThreadWait[]>;
  /** Releases kept descriptors and helpers. */
  close(): void;
}
