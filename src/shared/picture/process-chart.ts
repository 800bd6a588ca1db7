/** CPU and memory by process, for the stacked charts. */
import { hasEnded, type ProcessRow } from '../model/process-row';
import type { RunModel } from '../model/run-model';
import type { Point } from '../model/series';
import type { Milliseconds } from '../units';
import { cssColourOf } from './process-colour';
import { type ChartData, type ChartSeries, momentsOf, readerOf, thinned } from './chart-data';
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
    pointsOf: cpuPointsOf,
    merge: 'mean',
    scale: 0.01,
  });
}

/** Resident memory of each process over time, in bytes. Shared pages count in each. */
export function selectMemoryChart(model: RunModel, limits: ChartLimits): ChartData {
  return stackOf(model, limits, {
    weightOf: (row) => row.peakRss ?? 0,
    pointsOf: (row) => row.rssSeries.points,
    merge: 'max',
    scale: 1,
  });
}

/**
 * Readings of a process's load. One that lived too short to be sampled twice shows its
 * CPU time over its life, which the system told at its end.
 */
function cpuPointsOf(row: ProcessRow): readonly Point[] {
  const points = row.exitedMs === undefined ? row.cpuSeries.points : row.cpuSeries.points.slice(0, -1);
  if (points.length > 0 || row.exitedMs === undefined || row.cpuMs === undefined) return points;
  const life = Math.max(row.exitedMs - row.startedMs, 1);
  return [{ t: row.startedMs, value: (row.cpuMs / life) * 100 }];
}

interface Measure {
  /** Who gets a series of its own. */
  readonly weightOf: (row: ProcessRow) => number;
  readonly pointsOf: (row: ProcessRow) => readonly Point[];
  readonly merge: 'mean' | 'max';
  /** From the unit of the points to that of the chart: applied to what was thinned. */
  readonly scale: number;
}

function stackOf(model: RunModel, { window, most }: ChartLimits, measure: Measure): ChartData {
  const measured = model.processes
    .filter((row) => row.startedMs <= window.to && (row.exitedMs ?? Infinity) >= window.from)
    .map((row) => ({ row, points: thinned(measure.pointsOf(row), window, { most, merge: measure.merge }) }))
    .filter(({ points }) => points.length > 0);
  const heaviest = [...measured].sort((a, b) => measure.weightOf(b.row) - measure.weightOf(a.row));
  const chosen = new Set(heaviest.slice(0, measured.length > MAX_SERIES + 1 ? MAX_SERIES : MAX_SERIES + 1));
  const own = measured.filter((one) => chosen.has(one));
  const others = measured.filter((one) => !chosen.has(one));
  const readers = own.map(({ row, points }) => ({ key: keyOf(row), read: livingReader(row, points, measure.scale) }));
  const otherReaders = others.map(({ row, points }) => livingReader(row, points, measure.scale));
  const rows = gridOf(model, own, { window, most }).map((t) => ({
    t,
    ...Object.fromEntries(readers.map(({ key, read }) => [key, read(t)])),
    ...(others.length > 0 && { others: otherReaders.reduce((sum, read) => sum + read(t), 0) }),
  }));
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
function livingReader(row: ProcessRow, points: readonly Point[], scale: number): (t: Milliseconds) => number {
  const read = readerOf(points, 'line');
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
  const samples = thinned(model.cpuSeries.points, window, { most, merge: 'mean' }).map(({ t }) => t);
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
