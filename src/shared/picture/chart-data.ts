/** What a chart draws: series that share one column of moments, already thinned out. */
import type { Point } from '../model/series';
import type { Milliseconds } from '../units';
import type { TimeWindow } from './time-window';

/** More than a pane of usual width has moments to tell apart. */
export const MAX_POINTS = 300;

export interface ChartSeries {
  /** Name of its column in the rows. */
  readonly key: string;
  readonly kind:
    | 'process'
    | 'others'
    | 'pool'
    | 'queue'
    | 'in-flight'
    | 'rate'
    | 'run-p50'
    | 'run-p99'
    | 'wait-p50'
    | 'wait-p99'
    | 'host-busy'
    | 'host-runnable'
    | 'host-cores';
  /** Of the process, pool or queue; `''` for others. */
  readonly name: string;
  /** Position of the process in order of start. */
  readonly index: number | undefined;
  /** For CSS. */
  readonly colour: string;
}

/** One moment: `t` and the value of each series by its key; a series without one has a gap there. */
export type ChartRow = Readonly<Record<string, number>>;

/** Between readings: a straight line, or the value of the last one. */
export type Between = 'line' | 'hold';

export interface ChartData {
  readonly between: Between;
  readonly series: readonly ChartSeries[];
  readonly rows: readonly ChartRow[];
}

/** How the readings of one bucket become one. */
export type Merge = 'mean' | 'max';

/**
 * The readings that matter for a window: those inside and one neighbour on each side,
 * merged in buckets where there are more than `most`.
 *
 * Buckets lie on multiples of their width, a power of two, so that a picture that moves
 * on with time does not flicker.
 */
export function thinned(points: readonly Point[], window: TimeWindow, limits: { most: number; merge: Merge }) {
  const inside = cut(points, window);
  if (inside.length <= limits.most) return inside;
  const width = 2 ** Math.ceil(Math.log2((window.to - window.from) / limits.most));
  const merged: Point[] = [];
  let bucket = emptyBucket(NaN);
  for (const { t, value } of inside) {
    const place = Math.floor(t / width);
    if (place !== bucket.place) {
      if (bucket.count > 0) merged.push(mergeBucket(bucket, limits.merge));
      bucket = emptyBucket(place);
    }
    bucket.t = t;
    bucket.count += 1;
    bucket.sum += value;
    if (value > bucket.peak) bucket.peak = value;
  }
  if (bucket.count > 0) merged.push(mergeBucket(bucket, limits.merge));
  return merged;
}

/** Sums and not a list of points: a chart of many processes merges a hundred thousand twice a second. */
interface Bucket {
  readonly place: number;
  /** Of the last reading. */
  t: Milliseconds;
  count: number;
  sum: number;
  peak: number;
}

const emptyBucket = (place: number): Bucket => ({ place, t: 0, count: 0, sum: 0, peak: -Infinity });

function mergeBucket({ t, count, sum, peak }: Bucket, merge: Merge): Point {
  return { t, value: merge === 'max' ? peak : sum / count };
}

function cut(points: readonly Point[], { from, to }: TimeWindow): readonly Point[] {
  const first = points.findIndex(({ t }) => t >= from);
  if (first < 0) return points.slice(-1);
  const last = points.findIndex(({ t }) => t > to);
  return points.slice(Math.max(0, first - 1), last < 0 ? undefined : last + 1);
}

/** Reads a series at moments that never go back; 0 before its first reading. */
export function readerOf(points: readonly Point[], between: Between): (t: Milliseconds) => number {
  let place = 0;
  return (t) => {
    while (place < points.length && (points[place]?.t ?? Infinity) <= t) place += 1;
    const before = points[place - 1];
    const after = points[place];
    if (before === undefined) return between === 'line' ? (after?.value ?? 0) : 0;
    if (after === undefined || between === 'hold') return before.value;
    return before.value + ((after.value - before.value) * (t - before.t)) / (after.t - before.t);
  };
}

/** Sorted, each once, inside the window. */
export function momentsOf(times: Iterable<Milliseconds>, { from, to }: TimeWindow): readonly Milliseconds[] {
  return [...new Set(times)].filter((t) => t >= from && t <= to).sort((a, b) => a - b);
}

/** Highest sum of the series named, over all rows. */
export function peakOf({ rows, series }: Pick<ChartData, 'rows' | 'series'>, isStacked: boolean): number {
  return rows.reduce((peak, row) => {
    const values = series.map(({ key }) => row[key] ?? 0);
    const value = isStacked ? values.reduce((sum, one) => sum + one, 0) : Math.max(0, ...values);
    return Math.max(peak, value);
  }, 0);
}

/** The row nearest to a moment. */
export function rowAt(rows: readonly ChartRow[], t: Milliseconds): ChartRow | undefined {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rows[middle]?.['t'] ?? 0) <= t) low = middle;
    else high = middle - 1;
  }
  const before = rows[low];
  const after = rows[low + 1];
  if (before === undefined || after === undefined) return before;
  return t - (before['t'] ?? 0) <= (after['t'] ?? 0) - t ? before : after;
}

/** Latest, mean and highest value of one series, for the table of a chart. */
export interface SeriesSummary {
  readonly series: ChartSeries;
  readonly latest: number;
  readonly mean: number;
  readonly peak: number;
}

/** The chart as a table. The mean is that of the curve, over time. */
export function summaryOf({ between, series, rows }: ChartData): readonly SeriesSummary[] {
  return series.map((one) => {
    const values = rows.map((row) => row[one.key] ?? 0);
    let area = 0;
    let time = 0;
    rows.forEach((row, place) => {
      const next = rows[place + 1];
      if (next === undefined) return;
      const step = (next['t'] ?? 0) - (row['t'] ?? 0);
      const value = row[one.key] ?? 0;
      area += (between === 'hold' ? value : (value + (next[one.key] ?? 0)) / 2) * step;
      time += step;
    });
    const latest = values.at(-1) ?? 0;
    return { series: one, latest, mean: time > 0 ? area / time : latest, peak: Math.max(0, ...values) };
  });
}
