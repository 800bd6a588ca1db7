/** The figures of a run now, of a run that is over, or of a stretch that was selected. */
import { figuresOf, workersOf } from '../model/figures';
import { hasEnded, type ProcessRow } from '../model/process-row';
import type { RunModel } from '../model/run-model';
import type { Milliseconds } from '../units';
import { needsLook } from '../model/needs-look';
import type { Cause } from '../verdict';
import { meanOfIntervals, meanOfSteps, peakOfSteps } from './series-stats';
import { taskStatsOf } from './task-stats';
import type { TimeWindow } from './time-window';

/** Half of the durations are at most `p50`, 99 of 100 at most `p99`. */
export interface Percentiles {
  readonly p50: Milliseconds;
  readonly p99: Milliseconds;
}

/** What cannot be known is `undefined`. */
export interface RunFigures {
  /** Workers where there is a pool, else processes. */
  readonly alive: { readonly kind: 'workers' | 'alive'; readonly now: number; readonly total: number };
  readonly coresUsed: number | undefined;
  readonly queueDepth: number | undefined;
  readonly inFlight: number | undefined;
  readonly tasksPerSecond: number | undefined;
  readonly run: Percentiles | undefined;
  readonly wait: Percentiles | undefined;
  /** Share of the workers' time in which they held a task. */
  readonly utilisation: number | undefined;
  /** Share of the workers' time in which they computed. */
  readonly efficiency: number | undefined;
  /** Seconds a second. */
  readonly coreWait: number | undefined;
  /** Ends that need a look, by cause, the most frequent first. */
  readonly early: readonly { readonly cause: Cause; readonly count: number }[];
  readonly total: number;
}

/** @param span a stretch that was selected; else the run as it is now, or as it was when it is over. */
export function runFiguresOf(model: RunModel, span: TimeWindow | undefined): RunFigures {
  const now = figuresOf(model);
  const window = span ?? (model.ended === undefined ? undefined : { from: 0, to: model.ended.t });
  const stats = taskStatsOf(model, span ?? { from: 0, to: model.now });
  const common = {
    alive: aliveOf(model, span),
    run: percentilesOf(stats?.runTimes),
    wait: percentilesOf(stats?.waitTimes),
    utilisation: utilisationOf(model, span),
    efficiency: span === undefined ? now.efficiency : efficiencyIn(model, span),
    early: earlyByCause(model, span),
    total: model.processes.filter((row) => span === undefined || livesIn(row, span)).length,
  };
  if (span !== undefined) {
    return {
      ...common,
      coresUsed: scaled(meanOfIntervals(model.cpuSeries, span)),
      queueDepth: peakSum(model, span),
      inFlight: flightIn(model, span),
      tasksPerSecond: stats?.perSecond,
      coreWait: meanOfIntervals(model.coreWaitSeries, span),
    };
  }
  return {
    ...common,
    coresUsed: window === undefined ? scaled(now.cpu) : coresOverRun(model),
    queueDepth: now.queueDepth,
    inFlight: now.inFlight,
    tasksPerSecond: now.tasksPerSecond,
    coreWait: window === undefined ? model.coreWaitSeries.last?.value : meanOfIntervals(model.coreWaitSeries, window),
  };
}

const scaled = (percent: number | undefined): number | undefined => (percent === undefined ? undefined : percent / 100);

const livesIn = (row: ProcessRow, { from, to }: TimeWindow): boolean =>
  row.startedMs <= to && (row.exitedMs ?? Infinity) >= from;

function aliveOf(model: RunModel, span: TimeWindow | undefined): RunFigures['alive'] {
  const lives = (row: ProcessRow): boolean => (span === undefined ? !hasEnded(row) : livesIn(row, span));
  const pools = [...model.pools.values()];
  if (pools.length === 0) {
    return { kind: 'alive', now: model.processes.filter(lives).length, total: model.processes.length };
  }
  return {
    kind: 'workers',
    now: pools.reduce((sum, pool) => sum + workersOf(model, pool).filter(lives).length, 0),
    total: pools.reduce((sum, pool) => sum + pool.size, 0),
  };
}

/** CPU time that the system told at each end, over the run's time: exact also for short lives. */
function coresOverRun(model: RunModel): number | undefined {
  const used = model.processes.reduce((sum, row) => sum + (row.cpuMs ?? 0), 0);
  const lasted = model.ended?.t ?? 0;
  return used > 0 && lasted > 0 ? used / lasted : undefined;
}

function percentilesOf(times: { percentile(share: number): number | undefined } | undefined): Percentiles | undefined {
  const [p50, p99] = [times?.percentile(0.5), times?.percentile(0.99)];
  return p50 === undefined || p99 === undefined ? undefined : { p50, p99 };
}

function peakSum(model: RunModel, span: TimeWindow): number | undefined {
  const series = [
    ...[...model.pools.values()].map((pool) => pool.queuedSeries),
    ...[...model.queues.values()].map((queue) => queue.series),
  ];
  return series.length === 0 ? undefined : series.reduce((sum, one) => sum + (peakOfSteps(one, span) ?? 0), 0);
}

function flightIn(model: RunModel, span: TimeWindow): number | undefined {
  const pools = [...model.pools.values()];
  return pools.length === 0
    ? undefined
    : pools.reduce((sum, pool) => sum + (meanOfSteps(pool.inFlightSeries, span) ?? 0), 0);
}

/** From the first task to the last, or to now while there are some. */
function workingTime(model: RunModel, span: TimeWindow | undefined): TimeWindow | undefined {
  if (span !== undefined) return span;
  const pools = [...model.pools.values()];
  const from = Math.min(...pools.map((pool) => pool.firstStartMs ?? Infinity));
  const isOver = pools.every((pool) => pool.queued + pool.inFlight === 0);
  const to = isOver ? Math.max(...pools.map((pool) => pool.lastEndMs ?? 0)) : model.now;
  return to > from ? { from, to } : undefined;
}

function utilisationOf(model: RunModel, span: TimeWindow | undefined): number | undefined {
  const window = workingTime(model, span);
  const size = [...model.pools.values()].reduce((sum, pool) => sum + pool.size, 0);
  if (window === undefined || size === 0) return undefined;
  const held = flightIn(model, window);
  return held === undefined ? undefined : Math.min(1, held / size);
}

function efficiencyIn(model: RunModel, span: TimeWindow): number | undefined {
  const [pool] = model.pools.values();
  if (pool === undefined || pool.size === 0) return undefined;
  const loads = workersOf(model, pool).flatMap((row) => meanOfIntervals(row.cpuSeries, span) ?? []);
  if (loads.length === 0) return undefined;
  return Math.min(1, loads.reduce((sum, load) => sum + load, 0) / 100 / pool.size);
}

function earlyByCause(model: RunModel, span: TimeWindow | undefined): RunFigures['early'] {
  const counts = new Map<Cause, number>();
  for (const row of model.processes) {
    if (!needsLook(row)) continue;
    const { verdict, exitedMs = 0 } = row;
    if (span !== undefined && (exitedMs < span.from || exitedMs > span.to)) continue;
    counts.set(verdict.cause, (counts.get(verdict.cause) ?? 0) + 1);
  }
  return [...counts].map(([cause, count]) => ({ cause, count })).sort((a, b) => b.count - a.count);
}
