/** The figures on top of a run, from the fold. */
import type { Milliseconds, PercentOfCore } from '../units';
import { needsLook } from './needs-look';
import type { PoolRow, TaskEnds } from './pool-row';
import { hasEnded, type ProcessRow } from './process-row';
import type { RunModel } from './run-model';

/** How far back the throughput of now looks. */
const THROUGHPUT_WINDOW: Milliseconds = 2000;

export interface Figures {
  readonly processesAlive: number;
  readonly processesTotal: number;
  /** Living workers and size of the pools; both `undefined` where the run has no pool. */
  readonly workersAlive: number | undefined;
  readonly workersTotal: number | undefined;
  /** Percent of one core, all watched processes together; `undefined` before the second sample. */
  readonly cpu: PercentOfCore | undefined;
  readonly queueDepth: number | undefined;
  readonly inFlight: number | undefined;
  /** Ended tasks a second: now while the run lives, over the whole run after it. */
  readonly tasksPerSecond: number | undefined;
  readonly tasksEnded: number;
  /** Of the tasks' run times. */
  readonly p50: Milliseconds | undefined;
  readonly p99: Milliseconds | undefined;
  /**
   * Speed-up over workers, 0 to 1: CPU time that the workers used, over workers times wall
   * time from the first task to the last. `undefined` where the run has no pool.
   */
  readonly efficiency: number | undefined;
  /** Processes whose end needs a look: not ok and not stopped by the user. */
  readonly endedEarly: number;
}

export function figuresOf(model: RunModel): Figures {
  const pools = [...model.pools.values()];
  const hasPool = pools.length > 0;
  const alive = model.processes.filter((row) => !hasEnded(row));
  const queues = [...model.queues.values()];
  const sumOf = (pick: (pool: PoolRow) => number): number => pools.reduce((sum, pool) => sum + pick(pool), 0);
  const [slowest] = [...pools].sort((a, b) => b.runTimes.count - a.runTimes.count);
  return {
    processesAlive: alive.length,
    processesTotal: model.processes.length,
    workersAlive: hasPool ? sumOf((pool) => workersOf(model, pool).filter((row) => !hasEnded(row)).length) : undefined,
    workersTotal: hasPool ? sumOf((pool) => pool.size) : undefined,
    cpu: model.ended === undefined ? model.cpuSeries.last?.value : undefined,
    queueDepth:
      hasPool || queues.length > 0
        ? sumOf((pool) => pool.queued) + queues.reduce((sum, queue) => sum + queue.depth, 0)
        : undefined,
    inFlight: hasPool ? sumOf((pool) => pool.inFlight) : undefined,
    tasksPerSecond: hasPool ? throughputOf(model, pools) : undefined,
    tasksEnded: sumOf((pool) => pool.finished + pool.failed + pool.lost),
    p50: slowest?.runTimes.percentile(0.5),
    p99: slowest?.runTimes.percentile(0.99),
    efficiency: efficiencyOf(model, pools),
    endedEarly: model.processes.filter(needsLook).length,
  };
}

/** The rows of the processes that ran tasks of the pool. */
export function workersOf(model: RunModel, pool: PoolRow): readonly ProcessRow[] {
  return [...pool.workerPids].flatMap((pid) => model.findProcess(pid) ?? []);
}

function throughputOf(model: RunModel, pools: readonly PoolRow[]): number | undefined {
  const from = Math.min(...pools.map((pool) => pool.firstStartMs ?? Infinity));
  if (from === Infinity) return undefined;
  if (model.ended !== undefined) {
    const to = Math.max(...pools.map((pool) => pool.lastEndMs ?? 0));
    const ended = pools.reduce((sum, pool) => sum + pool.finished + pool.failed, 0);
    return to > from ? (ended * 1000) / (to - from) : undefined;
  }
  const since = Math.max(from, model.now - THROUGHPUT_WINDOW);
  const ended = pools.reduce((sum, pool) => sum + countAfter(pool.recentEnds, since), 0);
  return model.now > since ? (ended * 1000) / (model.now - since) : undefined;
}

function countAfter(ends: readonly TaskEnds[], since: Milliseconds): number {
  let sum = 0;
  for (let index = ends.length - 1; index >= 0; index -= 1) {
    const end = ends[index];
    if (end === undefined || end.t < since) break;
    sum += end.count;
  }
  return sum;
}

function efficiencyOf(model: RunModel, pools: readonly PoolRow[]): number | undefined {
  const [pool] = pools;
  if (pool?.firstStartMs === undefined || pool.size === 0) return undefined;
  const isOver = pool.queued + pool.inFlight === 0;
  const wall = (isOver ? (pool.lastEndMs ?? model.now) : model.now) - pool.firstStartMs;
  const used = workersOf(model, pool).reduce((sum, row) => sum + (row.cpuMs ?? 0), 0);
  return wall <= 0 || used === 0 ? undefined : Math.min(1, used / (wall * pool.size));
}
