import type { Readings } from '../model/columns';
import type { RunModel } from '../model/run-model';
import { type ChartData, type ChartRow, type ChartSeries, momentsOf, readerOf, thinned, timesOf } from './chart-data';
import type { ChartLimits } from './process-chart';

/** Curves told apart; of more cores, neighbours share one. */
const MAX_CURVES = 16;
const HUES = 6;

/** Each core of the machine over time, 0 to 1; with more than {@link MAX_CURVES}, the mean of neighbours. */
export function selectCoresChart({ host }: RunModel, { window, most }: ChartLimits): ChartData {
  const together = Math.ceil(host.coreSeries.length / MAX_CURVES);
  const groups = Array.from({ length: Math.ceil(host.coreSeries.length / Math.max(1, together)) }, (_, place) => {
    const cores = host.coreSeries.slice(place * together, (place + 1) * together);
    return { series: seriesOf(place, { first: place * together, count: cores.length }), cores };
  });
  const readers = groups.map(({ series, cores }) => ({
    key: series.key,
    read: meanOf(cores.map((one) => thinned(one, window, { most, merge: 'mean' }))),
  }));
  const [first] = host.coreSeries;
  const grid = first === undefined ? undefined : thinned(first, window, { most, merge: 'mean' });
  const moments = grid === undefined ? [] : momentsOf(timesOf(grid), window);
  return {
    between: 'hold',
    series: groups.map(({ series }) => series),
    rows: moments.map((t): ChartRow => {
      const row: Record<string, number> = { t };
      for (const { key, read } of readers) row[key] = read(t);
      return row;
    }),
  };
}

function meanOf(cores: readonly Readings[]): (t: number) => number {
  const readers = cores.map((one) => readerOf(one, 'hold'));
  return (t) => readers.reduce((sum, read) => sum + read(t), 0) / readers.length / 100;
}

function seriesOf(place: number, { first, count }: { first: number; count: number }): ChartSeries {
  const name = count > 1 ? `${first}–${first + count - 1}` : String(first);
  return { kind: 'core', key: `core${place}`, name, index: undefined, colour: `var(--js-p${(place % HUES) + 1})` };
}
