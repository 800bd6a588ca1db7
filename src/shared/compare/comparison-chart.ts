/** One quantity of several runs over a common time, each from its own begin. */
import { Columns } from '../model/columns';
import type { Milliseconds } from '../units';
import {
  type Between,
  type ChartData,
  type ChartSeries,
  MAX_POINTS,
  momentsOf,
  readerOf,
  thinned,
  timesOf,
} from '../picture/chart-data';
import { cssColourOf } from '../picture/process-colour';
import type { TimeWindow } from '../picture/time-window';
import type { ComparableRun, CurveName } from './comparable-run';

/** Moments of one picture, whatever the number of runs. */
const MOST_MOMENTS = 2 * MAX_POINTS;

const BETWEEN: Readonly<Record<CurveName, Between>> = {
  cpu: 'line',
  memory: 'line',
  throughput: 'hold',
  queued: 'hold',
};

/** The colour and the position of a run in legends and pictures; the first process's grey is no run's. */
export const seriesIndexOf = (place: number): number => place + 1;

/** The longest of the runs; at least 1 ms, so that there is an axis. */
export function commonTimeOf(runs: readonly ComparableRun[]): Milliseconds {
  return Math.max(1, ...runs.map(({ facts }) => facts.wallMs));
}

/** Runs that have nothing of the quantity are left out; a curve ends where its run does. */
export function comparisonChart(runs: readonly ComparableRun[], name: CurveName, window: TimeWindow): ChartData {
  const between = BETWEEN[name];
  const curves = runs.flatMap(({ facts, curves: all }, place) => {
    if (all[name].length === 0) return [];
    const merge = between === 'line' ? 'mean' : 'max';
    const readings = thinned(Columns.of(all[name]), window, { most: MAX_POINTS, merge });
    const index = seriesIndexOf(place);
    const series: ChartSeries = {
      key: `run${place}`,
      kind: 'process',
      name: facts.label,
      index,
      colour: cssColourOf(index),
    };
    return [{ series, readings, end: facts.wallMs, read: readerOf(readings, between) }];
  });
  const times = curves.flatMap(({ readings, end }) => [...timesOf(readings), end]);
  const moments = fewer(momentsOf([...times, window.from, window.to], window));
  return {
    between,
    series: curves.map(({ series }) => series),
    rows: moments.map((t) => ({
      t,
      ...Object.fromEntries(curves.flatMap(({ series, end, read }) => (t > end ? [] : [[series.key, read(t)]]))),
    })),
  };
}

/** Keeps the first and the last. */
function fewer(moments: readonly Milliseconds[]): readonly Milliseconds[] {
  const stride = Math.ceil(moments.length / MOST_MOMENTS);
  return stride <= 1 ? moments : moments.filter((_, place) => place % stride === 0 || place === moments.length - 1);
}
