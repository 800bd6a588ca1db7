/** CPU and memory by process, for the stacked charts. */
import { hasEnded, livedOf, type ProcessRow } from '../model/process-row';
import type { RunModel } from '../model/run-model';
import { Columns, firstPlace, type Readings } from '../model/columns';
import type { Milliseconds } from '../units';
import { cssColourOf } from './process-colour';
import { type ChartData, type ChartRow, type ChartSeries, momentsOf, readerOf, thinned, timesOf } from './chart-data';
import type { TimeWindow } from './time-window';

/** Processes with a series of their own; the rest is summed up as others. */
const MAX_SERIES = 12;
/** An end is drawn as a drop: two moments this far apart. */
const INSTANT: Milliseconds = 0.001;

export interface ChartLimits {
  readonly window: TimeWindow;
  /** Most moments. */
  readonly most: number;
}

/** Use of the cores by each process over time, in cores: 1 is one core saturated. */
export function selectCpuChart(model: RunModel, limits: ChartLimits): ChartData {
  return stackOf(model, limits, {
    weightOf: (row) => row.cpuMs ?? 0,
    readingsOf: cpuReadingsOf,
    merge: 'mean',
    scale: 0.01,
  });
}

/** Resident memory of each process over time, in bytes. Shared pages count in each. */
export function selectMemoryChart(model: RunModel, limits: ChartLimits): ChartData {
  return stackOf(model, limits, {
    weightOf: (row) => row.peakRss ?? 0,
    readingsOf: (row) => row.rssSeries,
    merge: 'max',
    scale: 1,
  });
}

/**
 * Readings of a process's load. One that lived too short to be sampled twice shows its
 * CPU time over its life, which the system told at its end.
 */
function cpuReadingsOf(row: ProcessRow): Readings {
  const { cpuSeries, startedMs, exitedMs, cpuMs } = row;
  if (exitedMs === undefined) return cpuSeries;
  if (cpuSeries.length > 1 || cpuMs === undefined) return withoutLast(cpuSeries);
  const life = Math.max(livedOf(row, exitedMs), 1);
  return Columns.of([{ t: startedMs, value: (cpuMs / life) * 100 }]);
}

/** The last says that it ended. */
function withoutLast(readings: Readings): Readings {
  return {
    length: Math.max(0, readings.length - 1),
    tAt: (place) => readings.tAt(place),
    valueAt: (place) => readings.valueAt(place),
  };
}

interface Measure {
  /** Who gets a series of its own. */
  readonly weightOf: (row: ProcessRow) => number;
  readonly readingsOf: (row: ProcessRow) => Readings;
  readonly merge: 'mean' | 'max';
  /** From the unit of the readings to that of the chart: applied to what was thinned. */
  readonly scale: number;
}

interface Measured {
  readonly row: ProcessRow;
  readonly readings: Readings;
}

function stackOf(model: RunModel, limits: ChartLimits, measure: Measure): ChartData {
  const { window, most } = limits;
  const measured = model.processes
    .filter((row) => row.startedMs <= window.to && (row.exitedMs ?? Infinity) >= window.from)
    .map((row): Measured => ({ row, readings: measure.readingsOf(row) }))
    .filter(({ readings }) => readings.length > 0);
  // A launcher's helpers would take the place of the program's own processes: they are among the others.
  const heaviest = measured
    .filter(({ row }) => !row.isPrelude)
    .sort((a, b) => measure.weightOf(b.row) - measure.weightOf(a.row));
  const hasOthers = heaviest.length < measured.length || measured.length > MAX_SERIES + 1;
  const chosen = new Set(heaviest.slice(0, hasOthers ? MAX_SERIES : MAX_SERIES + 1));
  const own = measured.filter((one) => chosen.has(one));
  const others = measured.filter((one) => !chosen.has(one));
  const readers = own.map(({ row, readings }) => ({
    key: keyOf(row),
    read: livingReader(row, thinned(readings, window, { most, merge: measure.merge }), measure.scale),
  }));
  const moments = gridOf(model, own, limits);
  const sums = others.length > 0 ? sumsAt(moments, others, { ...measure, ...limits }) : undefined;
  const rows = moments.map((t, place): ChartRow => {
    const row: Record<string, number> = { t };
    for (const { key, read } of readers) row[key] = read(t);
    if (sums !== undefined) row[OTHERS.key] = sums[place] ?? 0;
    return row;
  });
  const names = countedNames(own.map(({ row }) => row.name));
  return {
    between: 'line',
    series: [
      ...own.map(({ row }) => seriesOf(row, (names.get(row.name) ?? 0) > 1)),
      ...(others.length > 0 ? [OTHERS] : []),
    ],
    rows,
  };
}

/** What many processes make together at each moment: added up in place, because a thousand of them have a million readings. */
function sumsAt(
  moments: readonly Milliseconds[],
  rows: readonly Measured[],
  { window, most, merge, scale }: Measure & ChartLimits,
): Float64Array {
  const sums = new Float64Array(moments.length);
  const into = new Columns();
  for (const { row, readings } of rows) {
    const read = readerOf(thinned(readings, window, { most, merge, into }), 'line');
    const to = row.exitedMs ?? Infinity;
    for (let place = firstPlace(moments.length, (one) => (moments[one] ?? 0) >= row.startedMs); ; place += 1) {
      const t = moments[place];
      if (t === undefined || t > to) break;
      sums[place] = (sums[place] ?? 0) + read(t) * scale;
    }
  }
  return sums;
}

const OTHERS: ChartSeries = { key: 'others', kind: 'others', name: '', index: undefined, colour: 'var(--js-faint)' };

const keyOf = (row: ProcessRow): string => `p${row.index}`;

/** @param isShared several bear its name: its pid tells it from them. */
function seriesOf(row: ProcessRow, isShared: boolean): ChartSeries {
  const name = isShared ? `${row.name} ${row.pid}` : row.name;
  return { key: keyOf(row), kind: 'process', name, index: row.index, colour: cssColourOf(row.index) };
}

function countedNames(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Nothing before the start, nothing after the end. */
function livingReader(row: ProcessRow, readings: Readings, scale: number): (t: Milliseconds) => number {
  const read = readerOf(readings, 'line');
  const to = row.exitedMs ?? Infinity;
  return (t) => {
    const value = read(t) * scale;
    return t >= row.startedMs && t <= to ? value : 0;
  };
}

/** The moments of the samples, thinned, and the starts and ends of the processes drawn on their own. */
function gridOf(
  model: RunModel,
  own: readonly { readonly row: ProcessRow }[],
  { window, most }: ChartLimits,
): readonly Milliseconds[] {
  const samples = timesOf(thinned(model.cpuSeries, window, { most, merge: 'mean' }));
  const edges = own.flatMap(({ row }) => [
    row.startedMs - INSTANT,
    row.startedMs,
    ...(hasEnded(row) ? [row.exitedMs ?? 0, (row.exitedMs ?? 0) + INSTANT] : []),
  ]);
  const lastSample = model.cpuSeries.last?.t ?? 0;
  // Up to the window's edge, but no further than was measured.
  const bounds = [window.from, Math.min(window.to, lastSample)];
  return momentsOf([...samples, ...edges.filter((t) => t >= 0), ...bounds], window);
}
