/** Throughput and latency over time, from the pools' timelines. */
import { sumOf } from '../model/histogram';
import type { RunModel } from '../model/run-model';
import type { TaskBucket, TaskTimeline } from '../model/task-timeline';
import type { ChartData, ChartRow, ChartSeries } from './chart-data';
import type { ChartLimits } from './process-chart';
import type { TimeWindow } from './time-window';

const plain = (kind: ChartSeries['kind'], key: string, colour: string): ChartSeries => ({
  kind,
  key,
  colour,
  name: '',
  index: undefined,
});

/** The pool with the most tasks: latencies of different pools do not add up. */
function busiest(model: RunModel): TaskTimeline | undefined {
  const [pool] = [...model.pools.values()].sort((a, b) => b.runTimes.count - a.runTimes.count);
  return pool !== undefined && pool.runTimes.count > 0 ? pool.timeline : undefined;
}

/** Slices side by side until there are at most `most`; none is wider. */
function stepOf(timeline: TaskTimeline, { window, most }: ChartLimits): number {
  const width = timeline.widthAt(window.from);
  return 2 ** Math.max(0, Math.ceil(Math.log2((window.to - window.from) / width / most))) * width;
}

/** Ended tasks a second of all pools, in steps. */
export function selectThroughputChart(model: RunModel, limits: ChartLimits): ChartData {
  const { window } = limits;
  const series = [plain('rate', 'rate', 'var(--js-accent)')];
  const timelines = [...model.pools.values()].map((pool) => pool.timeline);
  if (busiest(model) === undefined) return { between: 'hold', series, rows: [] };
  const step = Math.max(...timelines.map((one) => stepOf(one, limits)));
  const counts = new Map<number, number>();
  for (const { from, ended } of timelines.flatMap((one) => one.within(window))) {
    const place = Math.floor(from / step);
    counts.set(place, (counts.get(place) ?? 0) + ended);
  }
  const rows: ChartRow[] = [];
  const last = Math.floor(Math.min(window.to, model.now) / step);
  for (let place = Math.floor(window.from / step); place <= last; place += 1) {
    // The last slice is not over: it counts what it had so far.
    const width = Math.min((place + 1) * step, Math.max(model.now, place * step + step / 4)) - place * step;
    rows.push({ t: place * step, rate: ((counts.get(place) ?? 0) * 1000) / width });
  }
  return { between: 'hold', series, rows: closed(rows, window) };
}

/** The last value holds until the end of the window: a step needs a moment where it ends. */
function closed(rows: ChartRow[], { to }: TimeWindow): readonly ChartRow[] {
  const last = rows.at(-1);
  if (last !== undefined && (last['t'] ?? 0) < to) rows.push({ ...last, t: to });
  return rows;
}

/** Median and 99th percentile of run and wait times of the busiest pool, in steps; one without an end is a gap. */
export function selectLatencyChart(model: RunModel, limits: ChartLimits): ChartData {
  const series = [
    plain('run-p50', 'run50', 'var(--js-p1)'),
    plain('run-p99', 'run99', 'var(--js-p2)'),
    plain('wait-p50', 'wait50', 'var(--js-p3)'),
    plain('wait-p99', 'wait99', 'var(--js-p4)'),
  ];
  const timeline = busiest(model);
  const rows = timeline === undefined ? [] : stepsOf(timeline, limits).map(latencyRow);
  return { between: 'line', series: series.filter(({ key }) => rows.some((row) => row[key] !== undefined)), rows };
}

/** Slices that lie in one step are one: none is left out. */
function stepsOf(timeline: TaskTimeline, limits: ChartLimits): readonly TaskBucket[] {
  const step = stepOf(timeline, limits);
  const steps = new Map<number, TaskBucket[]>();
  for (const slice of timeline.within(limits.window)) {
    const place = Math.floor(slice.from / step);
    const known = steps.get(place);
    if (known === undefined) steps.set(place, [slice]);
    else known.push(slice);
  }
  return [...steps].map(([place, slices]) => ({ ...together(slices), from: place * step, to: (place + 1) * step }));
}

function together(slices: readonly TaskBucket[]): Pick<TaskBucket, 'ended' | 'runTimes' | 'waitTimes'> {
  const [only] = slices;
  if (only !== undefined && slices.length === 1) return only;
  return {
    ended: slices.reduce((sum, { ended }) => sum + ended, 0),
    runTimes: sumOf(slices.map(({ runTimes }) => runTimes)),
    waitTimes: sumOf(slices.map(({ waitTimes }) => waitTimes)),
  };
}

function latencyRow({ from, to, runTimes, waitTimes }: TaskBucket): ChartRow {
  const values = {
    run50: runTimes.percentile(0.5),
    run99: runTimes.percentile(0.99),
    wait50: waitTimes.percentile(0.5),
    wait99: waitTimes.percentile(0.99),
  };
  const known = Object.entries(values).filter((one): one is [string, number] => one[1] !== undefined);
  return { t: (from + to) / 2, ...Object.fromEntries(known) };
}
