/** The small curves below the figures. */
import type { RunModel } from '../model/run-model';
import type { Point, Readings } from '../model/columns';
import type { TaskBucket } from '../model/task-timeline';
import { exitOf } from './exit';
import { readerOf } from './chart-data';
import type { TimeWindow } from './time-window';

/** Points of a small curve. */
const CURVE_POINTS = 60;

type Curve = readonly Point[];

/** @param value of each moment, asked in order of time. */
function sampled({ from, to }: TimeWindow, value: (t: number) => number): Curve {
  return Array.from({ length: CURVE_POINTS }, (_, place) => {
    const t = from + ((to - from) * (place + 1)) / CURVE_POINTS;
    return { t, value: value(t) };
  });
}

function sumOf(series: readonly Readings[], window: TimeWindow, between: 'line' | 'hold'): Curve {
  const filled = series.filter(({ length }) => length > 0);
  if (filled.length === 0) return [];
  const readers = filled.map((one) => readerOf(one, between));
  return sampled(window, (t) => readers.reduce((sum, read) => sum + read(t), 0));
}

export const loadCurve = ({ cpuSeries }: RunModel, window: TimeWindow): Curve => sumOf([cpuSeries], window, 'line');

export const coreWaitCurve = ({ coreWaitSeries }: RunModel, window: TimeWindow): Curve =>
  sumOf([coreWaitSeries], window, 'line');

export const runnableCurve = ({ runnableSeries }: RunModel['host'], window: TimeWindow): Curve =>
  sumOf([runnableSeries], window, 'hold');

export const queueCurve = ({ pools, queues }: RunModel, window: TimeWindow): Curve =>
  sumOf(
    [...[...pools.values()].map((pool) => pool.queuedSeries), ...[...queues.values()].map((queue) => queue.series)],
    window,
    'hold',
  );

export const flightCurve = ({ pools }: RunModel, window: TimeWindow): Curve =>
  sumOf(
    [...pools.values()].map((pool) => pool.inFlightSeries),
    window,
    'hold',
  );

/** How many of the moments lie at or before each point. */
function countsOf(times: readonly number[], window: TimeWindow): Curve {
  const sorted = [...times].sort((a, b) => a - b);
  let place = 0;
  return sampled(window, (t) => {
    while (place < sorted.length && (sorted[place] ?? Infinity) <= t) place += 1;
    return place;
  });
}

/** Living processes, or those among them that the pools' workers are. */
export function aliveCurve(model: RunModel, window: TimeWindow): Curve {
  const workers = new Set([...model.pools.values()].flatMap((pool) => [...pool.workerPids]));
  const rows = workers.size === 0 ? model.processes : model.processes.filter(({ pid }) => workers.has(pid));
  const starts = countsOf(
    rows.map((row) => row.startedMs),
    window,
  );
  const ends = countsOf(
    rows.flatMap((row) => row.exitedMs ?? []),
    window,
  );
  return starts.map(({ t, value }, place) => ({ t, value: value - (ends[place]?.value ?? 0) }));
}

/** Ends that need a look, so far. */
export function earlyCurve(model: RunModel, window: TimeWindow): Curve {
  const times = model.processes.flatMap((row) => (exitOf(row)?.tone === 'early' ? (row.exitedMs ?? []) : []));
  return times.length === 0 ? [] : countsOf(times, window);
}

/** Ended tasks a second, and the 99th percentile of their run and wait times, by slices. */
export function taskCurves({ pools }: RunModel, window: TimeWindow): TaskCurves {
  const [timeline] = [...pools.values()].map((pool) => pool.timeline);
  const buckets = timeline?.within(window) ?? [];
  if (timeline === undefined || buckets.length < 2) return { rate: [], run: [], wait: [] };
  const width = timeline.widthAt(window.from);
  const step = Math.max(1, Math.ceil((window.to - window.from) / width / CURVE_POINTS)) * width;
  const counts = new Map<number, number>();
  for (const { from, ended } of buckets) {
    const place = Math.floor(from / step);
    counts.set(place, (counts.get(place) ?? 0) + ended);
  }
  const [first, last] = [Math.floor(window.from / step), Math.floor(window.to / step)];
  const rate = Array.from({ length: last - first + 1 }, (_, offset) => ({
    t: (first + offset + 1) * step,
    value: ((counts.get(first + offset) ?? 0) * 1000) / step,
  }));
  const stride = Math.ceil(buckets.length / CURVE_POINTS);
  const some = buckets.filter((_, place) => place % stride === 0);
  return { rate, run: slowestOf(some, 'runTimes'), wait: slowestOf(some, 'waitTimes') };
}

/** Empty where nobody told any of these times. */
function slowestOf(buckets: readonly TaskBucket[], times: 'runTimes' | 'waitTimes'): Curve {
  if (buckets.every((bucket) => bucket[times].count === 0)) return [];
  return buckets.map((bucket) => ({ t: bucket.to, value: bucket[times].percentile(0.99) ?? 0 }));
}

interface TaskCurves {
  readonly rate: Curve;
  readonly run: Curve;
  readonly wait: Curve;
}
