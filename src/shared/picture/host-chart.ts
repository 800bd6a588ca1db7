import type { RunModel } from '../model/run-model';
import { type ChartData, type ChartSeries, momentsOf, readerOf, thinned, timesOf } from './chart-data';
import type { ChartLimits } from './process-chart';

/** The machine over time: cores in use, threads that run or wait for one, and how many cores there are. */
export function selectHostChart({ host }: RunModel, { window, most }: ChartLimits): ChartData {
  const busy = thinned(host.busySeries, window, { most, merge: 'mean' });
  const runnable = thinned(host.runnableSeries, window, { most, merge: 'max' });
  const first = busy.length > 0 ? busy.tAt(0) : 0;
  // Before the first sample nothing is known, and 0 would be a lie.
  const known = { from: Math.max(window.from, first), to: window.to };
  const moments = momentsOf(timesOf(busy, runnable), known);
  const [readBusy, readRunnable] = [readerOf(busy, 'hold'), readerOf(runnable, 'hold')];
  const cores = host.last?.cpu.length ?? 0;
  const hasRunnable = runnable.length > 0;
  return {
    between: 'hold',
    series: [
      series('host-busy', 'busy', 'var(--js-accent)'),
      ...(hasRunnable ? [series('host-runnable', 'runnable', 'var(--js-p3)')] : []),
      series('host-cores', 'cores', 'var(--js-dim)'),
    ],
    rows: moments.map((t) => ({
      t,
      busy: readBusy(t),
      ...(hasRunnable && { runnable: readRunnable(t) }),
      cores,
    })),
  };
}

function series(kind: ChartSeries['kind'], key: string, colour: string): ChartSeries {
  return { kind, key, colour, name: '', index: undefined };
}
