/** Queues into which more goes than comes out, at the moment that is shown. Pure. */
import { placeAfter, type Readings } from '../../../shared/model/columns';
import type { QueueRow } from '../../../shared/model/pool-row';
import type { RunModel } from '../../../shared/model/run-model';
import type { Milliseconds } from '../../../shared/units';

/** How far back is looked, and at least how far. */
const LOOK_BACK: Milliseconds = 10_000;
const LEAST: Milliseconds = 3000;
/** Fewer items more than at the begin are no trend. */
const LEAST_GROWTH = 10;
/** Each third of the time has to bring this part of the growth: a burst that waits to be worked off is none. */
const LEAST_OF_THIRD = 0.15;

export interface GrowingQueue {
  readonly queue: string;
  readonly depth: number;
  readonly producers: number | undefined;
  readonly consumers: number | undefined;
  /** What was looked at, and per second of it. */
  readonly time: Milliseconds;
  readonly puts: number;
  readonly gets: number;
}

/** The fastest first. */
export function growingQueues({ queues, now, ended }: RunModel): readonly GrowingQueue[] {
  if (ended !== undefined) return [];
  return [...queues.values()]
    .flatMap((row) => growthOf(row, now) ?? [])
    .sort((a, b) => b.puts - b.gets - (a.puts - a.gets));
}

function growthOf(row: QueueRow, now: Milliseconds): GrowingQueue | undefined {
  const { queue, series, getsSeries, depth, producers, consumers } = row;
  if (series.length === 0) return undefined;
  const from = Math.max(series.tAt(0), now - LOOK_BACK);
  const time = now - from;
  const growth = valueAt(series, now) - valueAt(series, from);
  if (time < LEAST || growth < LEAST_GROWTH) return undefined;
  const depths = [0, 1, 2, 3].map((third) => valueAt(series, from + (time * third) / 3));
  const isSteady = depths.slice(1).every((value, third) => value - (depths[third] ?? 0) >= growth * LEAST_OF_THIRD);
  if (!isSteady) return undefined;
  const gets = ((valueAt(getsSeries, now) - valueAt(getsSeries, from)) / time) * 1000;
  return { queue, depth, producers, consumers, time, puts: gets + (growth / time) * 1000, gets };
}

/** The last reading at or before a moment. */
function valueAt(readings: Readings, t: Milliseconds): number {
  return readings.valueAt(Math.max(0, placeAfter(readings, t) - 1));
}
