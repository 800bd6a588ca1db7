import type { Milliseconds, Pid } from '../../../shared/units';
import { monotonicNow } from '../monotonic-clock';
import type { PoolState } from '../state/pool-state';
import type { DurationSummary, PoolCounters } from './counters';
import type { Worker } from './workers';

/** One worker of now. */
export interface WorkerStatistics {
  readonly name: string;
  /** 0 until it is started. */
  readonly pid: Pid;
  readonly isReady: boolean;
  /** Tasks that it ended. */
  readonly tasks: number;
  /** Time that it spent in them. */
  readonly runMs: Milliseconds;
  /** Tasks that it holds: the one that it runs and those behind it. */
  readonly held: number;
}

/** What a pool did so far. A chunk of a map is one task. */
export interface PoolStatistics {
  readonly submitted: number;
  readonly finished: number;
  /** Threw, or could not be sent. */
  readonly failed: number;
  /** Their worker ended. */
  readonly lost: number;
  readonly timedOut: number;
  readonly cancelled: number;
  /** Runs that were begun over again. */
  readonly retried: number;
  /** Tasks that wait for a worker. */
  readonly queueDepth: number;
  /** Tasks that workers hold. */
  readonly inFlight: number;
  /** From submission to start. */
  readonly waitMs: DurationSummary;
  /** From start to end, in the worker. */
  readonly runMs: DurationSummary;
  /** Tasks that ended, a second, over the last ten seconds. */
  readonly throughput: number;
  /** Share of the workers' time that they spent in tasks, from 0 to 1. */
  readonly utilisation: number;
  readonly workers: readonly WorkerStatistics[];
}

/** Puts together what the books, the workers and the state say. */
export function poolStatistics(counters: PoolCounters, workers: readonly Worker[], state: PoolState): PoolStatistics {
  const now = monotonicNow();
  const rows = workers.map((worker) => ({
    name: worker.name,
    pid: worker.pid,
    isReady: worker.readyAt !== undefined,
    tasks: worker.tasks,
    runMs: worker.runMs,
    held: state.lineOf(worker.id),
  }));
  const summary = counters.summary(now);
  const readyMs = workers.reduce((sum, { readyAt = now }) => sum + now - readyAt, counters.goneReadyMs);
  return {
    ...summary,
    queueDepth: state.backlog,
    inFlight: rows.reduce((sum, { held }) => sum + held, 0),
    utilisation: readyMs > 0 ? Math.min(1, (summary.runMs.count * summary.runMs.mean) / readyMs) : 0,
    workers: rows,
  };
}
