import type { RunModel } from '../model/run-model';
import type { Readings } from '../model/columns';
import { type ChartData, type ChartRow, type ChartSeries, momentsOf, readerOf, thinned, timesOf } from './chart-data';
import type { ChartLimits } from './process-chart';

/** Queues drawn on their own: a line more is not told apart. */
const MAX_QUEUES = 6;
const QUEUE_HUES = 6;

interface Depth {
  readonly series: ChartSeries;
  readonly readings: Readings;
}

/** Whether the run has anything that queues. */
export function hasQueues(model: RunModel): boolean {
  return model.pools.size + model.queues.size > 0;
}

/** Items waiting in each pool and queue over time, and tasks in flight. */
export function selectDepthChart(model: RunModel, { window, most }: ChartLimits): ChartData {
  const depths = depthsOf(model).map(({ series, readings }) => ({
    series,
    readings: thinned(readings, window, { most, merge: 'max' }),
  }));
  const moments = thinnedMoments(
    momentsOf([...timesOf(...depths.map(({ readings }) => readings)), window.from, window.to], window),
    most,
  );
  const readers = depths.map(({ series, readings }) => ({ key: series.key, read: readerOf(readings, 'hold') }));
  return {
    between: 'hold',
    series: depths.map(({ series }) => series),
    rows: moments.map((t): ChartRow => {
      const row: Record<string, number> = { t };
      for (const { key, read } of readers) row[key] = read(t);
      return row;
    }),
  };
}

function depthsOf(model: RunModel): readonly Depth[] {
  const pools = [...model.pools.values()];
  const isOnly = pools.length === 1;
  return [
    ...pools.slice(0, MAX_QUEUES).map((pool, place) => ({
      series: series({ kind: 'pool', name: isOnly ? '' : pool.pool }, `pool${place}`, poolColour(place)),
      readings: pool.queuedSeries,
    })),
    ...[...model.queues.values()].slice(0, MAX_QUEUES).map((queue, place) => ({
      // From the second hue on: the first is too near to the accent of the pool's own queue.
      series: series({ kind: 'queue', name: queue.queue }, `queue${place}`, hue(place + 1)),
      readings: queue.series,
    })),
    ...pools.slice(0, 1).map((pool) => ({
      series: series({ kind: 'in-flight', name: '' }, 'inFlight', 'var(--js-dim)'),
      readings: pool.inFlightSeries,
    })),
  ];
}

const hue = (place: number): string => `var(--js-p${(place % QUEUE_HUES) + 1})`;
const poolColour = (place: number): string => (place === 0 ? 'var(--js-accent)' : hue(place + 3));

function series(what: Pick<ChartSeries, 'kind' | 'name'>, key: string, colour: string): ChartSeries {
  return { ...what, key, index: undefined, colour };
}

/** Keeps the first and the last. */
function thinnedMoments(moments: readonly number[], most: number): readonly number[] {
  const stride = Math.ceil(moments.length / most);
  return stride <= 1 ? moments : moments.filter((_, place) => place % stride === 0 || place === moments.length - 1);
}
