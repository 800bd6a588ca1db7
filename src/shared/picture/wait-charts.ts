/** Who waits, over time: for each other, and for a core. */
import type { RunModel } from '../model/run-model';
import { type WaitSort, waitSorts } from '../model/wait-curves';
import { type ChartData, type ChartRow, type ChartSeries, momentsOf, readerOf, thinned, timesOf } from './chart-data';
import type { ChartLimits } from './process-chart';

const COLOURS: Readonly<Record<WaitSort, string>> = {
  join: 'var(--js-p2)',
  queue: 'var(--js-p3)',
  lock: 'var(--js-p4)',
};

/** How many waits go on, by what is waited for; a sort that never came is left out. */
export function selectWaitsChart(model: RunModel, { window, most }: ChartLimits): ChartData {
  const { series } = model.waitCurves;
  const sorts = waitSorts.filter((sort) => series[sort].length > 0);
  const curves = sorts.map((sort) => ({ sort, readings: thinned(series[sort], window, { most, merge: 'max' }) }));
  const to = Math.min(window.to, model.ended?.t ?? model.now);
  const moments =
    curves.length === 0
      ? []
      : momentsOf([...timesOf(...curves.map(({ readings }) => readings)), window.from, to], window);
  const readers = curves.map(({ sort, readings }) => ({ sort, read: readerOf(readings, 'hold') }));
  return {
    between: 'hold',
    series: sorts.map((sort) => plain(`wait-${sort}`, sort, COLOURS[sort])),
    rows: moments.map((t): ChartRow => {
      const row: Record<string, number> = { t };
      for (const { sort, read } of readers) row[sort] = read(t);
      return row;
    }),
  };
}

/** Seconds a second that the watched processes waited for a core: 1 is one process that always waits. */
export function selectCoreWaitChart({ coreWaitSeries }: RunModel, { window, most }: ChartLimits): ChartData {
  const readings = thinned(coreWaitSeries, window, { most, merge: 'mean' });
  const read = readerOf(readings, 'line');
  return {
    between: 'line',
    series: readings.length === 0 ? [] : [plain('core-wait', 'coreWait', 'var(--js-accent)')],
    rows: momentsOf(timesOf(readings), window).map((t) => ({ t, coreWait: read(t) })),
  };
}

function plain(kind: ChartSeries['kind'], key: string, colour: string): ChartSeries {
  return { kind, key, colour, name: '', index: undefined };
}
