/** A run in the few numbers that it is compared by: small enough to be sent and kept. */
import type { RunModel } from '../model/run-model';
import { type Point, pointsOf } from '../model/columns';
import { type ChartData, type ChartRow, thinned } from '../picture/chart-data';
import { selectDepthChart } from '../picture/depth-chart';
import { selectMemoryChart } from '../picture/process-chart';
import { selectThroughputChart } from '../picture/task-charts';
import type { EpochMilliseconds } from '../units';
import { factsOf, type RunFacts } from './run-facts';

/** Cores used, resident bytes, tasks ended a second, items waiting: of the whole run. */
export const curveNames = ['cpu', 'memory', 'throughput', 'queued'] as const;
export type CurveName = (typeof curveNames)[number];

export interface ComparableRun {
  /** `undefined` where the recording does not tell. */
  readonly startedAt: EpochMilliseconds | undefined;
  readonly facts: RunFacts;
  /** Each from the run's own begin; empty where the run had none of it. */
  readonly curves: Readonly<Record<CurveName, readonly Point[]>>;
}

/** Points of one curve: what a person sees after zooming in some steps. */
const MOST = 1200;

/** A rate is counted in slices: with more of them, curves of several runs hide each other. */
const RATE_SLICES = 80;

/** @param workers outranks what the run itself tells. */
export function comparableOf(model: RunModel, label: string, workers?: number): ComparableRun {
  const facts = factsOf(model, label, workers);
  const limits = { window: { from: 0, to: Math.max(facts.wallMs, 1) }, most: MOST };
  const depth = selectDepthChart(model, limits);
  const waiting = { ...depth, series: depth.series.filter(({ kind }) => kind !== 'in-flight') };
  return {
    startedAt: model.started?.startedAt,
    facts,
    curves: {
      cpu: pointsOf(thinned(model.cpuSeries, limits.window, { most: MOST, merge: 'mean' })).map(({ t, value }) => ({
        t,
        value: value / 100,
      })),
      memory: sumOf(selectMemoryChart(model, limits)),
      throughput: sumOf(selectThroughputChart(model, { ...limits, most: RATE_SLICES })),
      queued: sumOf(waiting),
    },
  };
}

/** All series together. */
function sumOf({ series, rows }: ChartData): readonly Point[] {
  if (series.length === 0) return [];
  const total = (row: ChartRow) => series.reduce((sum, { key }) => sum + (row[key] ?? 0), 0);
  return rows.map((row) => ({ t: row['t'] ?? 0, value: total(row) }));
}
