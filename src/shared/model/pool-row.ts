/** What a run knows of one pool, and of one queue. */
import type { Bytes, Milliseconds, Pid, PoolId, TaskId } from '../units';
import { Histogram } from './histogram';
import { Series } from './series';
import type { TaskRow } from './task-row';
import { TaskTimeline } from './task-timeline';

/** How many tasks were told to have ended at one moment: one, or what a tally counts. */
export interface TaskEnds {
  readonly t: Milliseconds;
  readonly count: number;
}

export interface PoolRow {
  readonly pool: PoolId;
  /** The process that owns the pool. */
  readonly pid: Pid;
  readonly openedMs: Milliseconds;
  size: number;
  closedMs: Milliseconds | undefined;
  /** Why it gave up. */
  broken: string | undefined;
  submitted: number;
  /** Items of all tasks submitted: a chunk has several. */
  items: number;
  finished: number;
  failed: number;
  lost: number;
  /** Tasks that wait for a worker. */
  queued: number;
  peakQueued: number;
  /** Tasks that a worker holds. */
  inFlight: number;
  /** Tasks between their submission and their end. */
  readonly openTasks: Map<TaskId, TaskRow>;
  /** Tasks that were counted and not told one by one. */
  untold: number;
  readonly workerPids: Set<Pid>;
  firstStartMs: Milliseconds | undefined;
  lastEndMs: Milliseconds | undefined;
  readonly runTimes: Histogram;
  readonly waitTimes: Histogram;
  /** The last ends, for the throughput of now. */
  readonly recentEnds: TaskEnds[];
  /** Ends over time, for throughput and latency of any stretch. */
  readonly timeline: TaskTimeline;
  readonly queuedSeries: Series;
  readonly inFlightSeries: Series;
}

/** A pool that just opened. */
export function newPoolRow(given: Pick<PoolRow, 'pool' | 'pid' | 'openedMs' | 'size'>): PoolRow {
  return {
    ...given,
    closedMs: undefined,
    broken: undefined,
    submitted: 0,
    items: 0,
    finished: 0,
    failed: 0,
    lost: 0,
    queued: 0,
    peakQueued: 0,
    inFlight: 0,
    openTasks: new Map(),
    untold: 0,
    workerPids: new Set(),
    firstStartMs: undefined,
    lastEndMs: undefined,
    runTimes: new Histogram(),
    waitTimes: new Histogram(),
    recentEnds: [],
    timeline: new TaskTimeline(),
    queuedSeries: new Series(),
    inFlightSeries: new Series(),
  };
}

export interface QueueRow {
  readonly queue: string;
  depth: number;
  peakDepth: number;
  puts: number;
  gets: number;
  producers: number | undefined;
  consumers: number | undefined;
  readonly series: Series;
  /** Items taken so far, over time. */
  readonly getsSeries: Series;
}

export function newQueueRow(queue: string): QueueRow {
  return {
    queue,
    depth: 0,
    peakDepth: 0,
    puts: 0,
    gets: 0,
    producers: undefined,
    consumers: undefined,
    series: new Series(),
    getsSeries: new Series(),
  };
}

/** Host facts of the run's first event. */
export interface HostFacts {
  readonly os: string;
  readonly release: string;
  readonly arch: string;
  readonly cores: number;
  readonly memoryBytes: Bytes;
}
