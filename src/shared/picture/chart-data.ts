/** What a chart draws: series that share one column of moments, already thinned out. */
import { Columns, placeAfter, placeFrom, type Readings } from '../model/columns';
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
    | 'host-cores'
    | 'core'
    | 'core-wait'
    | 'wait-join'
    | 'wait-queue'
    | 'wait-lock';
  /** Of the process, pool or queue, number of a core or of the first and last of several; `''` for others. */
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

/** How far readings are thinned out. */
export interface Thinning {
  /** Most of them. */
  readonly most: number;
  readonly merge: Merge;
  /** Emptied and filled: who thins a thousand curves needs no thousand lists. */
  readonly into?: Columns;
}

/**
 * The readings that matter for a window: those inside and one neighbour on each side,
 * merged in buckets where there are more than `most`.
 *
 * Buckets lie on multiples of their width, a power of two, so that a picture that moves
 * on with time does not flicker.
 */
export function thinned(readings: Readings, window: TimeWindow, thinning: Thinning): Columns {
  const { most, merge, into = new Columns() } = thinning;
  into.clear();
  const [first, end] = placesOf(readings, window);
  if (end - first > most) {
    const width = 2 ** Math.ceil(Math.log2((window.to - window.from) / most));
    mergeBuckets(into, readings, { first, end, width, merge });
    return into;
  }
  for (let place = first; place < end; place += 1) into.push(readings.tAt(place), readings.valueAt(place));
  return into;
}

/** Inside, with a neighbour on each side; the last one where all lie before. */
function placesOf(readings: Readings, { from, to }: TimeWindow): readonly [number, number] {
  const first = placeFrom(readings, from);
  return [Math.max(0, first - 1), Math.min(readings.length, placeAfter(readings, to) + 1)];
}

interface Buckets {
  readonly first: number;
  readonly end: number;
  readonly width: Milliseconds;
  readonly merge: Merge;
}

/** One reading a bucket, at the time of its last. */
function mergeBuckets(into: Columns, readings: Readings, { first, end, width, merge }: Buckets): void {
  let bucket = NaN;
  let count = 0;
  let sum = 0;
  let peak = -Infinity;
  for (let place = first; place < end; place += 1) {
    const here = Math.floor(readings.tAt(place) / width);
    if (here !== bucket) {
      if (count > 0) into.push(readings.tAt(place - 1), merge === 'max' ? peak : sum / count);
      bucket = here;
      count = 0;
      sum = 0;
      peak = -Infinity;
    }
    const value = readings.valueAt(place);
    count += 1;
    sum += value;
    if (value > peak) peak = value;
  }
  if (count > 0) into.push(readings.tAt(end - 1), merge === 'max' ? peak : sum / count);
}

/** Reads a series at moments that never go back; 0 before its first reading. */
export function readerOf(readings: Readings, between: Between): (t: Milliseconds) => number {
  let place = 0;
  const { length } = readings;
  return (t) => {
    while (place < length && readings.tAt(place) <= t) place += 1;
    if (place === 0) return between === 'line' && length > 0 ? readings.valueAt(0) : 0;
    const before = readings.valueAt(place - 1);
    if (place === length || between === 'hold') return before;
    const since = readings.tAt(place - 1);
    return before + ((readings.valueAt(place) - before) * (t - since)) / (readings.tAt(place) - since);
  };
}

/** The moments of several readings, one after the other. */
export function timesOf(...all: readonly Readings[]): Milliseconds[] {
  const times: Milliseconds[] = [];
  for (const one of all) for (let place = 0; place < one.length; place += 1) times.push(one.tAt(place));
  return times;
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
  /** When it was first so high; `undefined` where it is 0 throughout. */
  readonly peakMs: Milliseconds | undefined;
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
    const peak = Math.max(0, ...values);
    const peakMs = peak === 0 ? undefined : rows[values.indexOf(peak)]?.['t'];
    return { series: one, latest, mean: time > 0 ? area / time : latest, peak, peakMs };
  });
}
