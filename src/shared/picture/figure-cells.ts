/** The figures on top: number, unit, label, and a small curve where there is one. */
import { formatDuration, significant } from '../format';
import { figuresOf, type Figures } from '../model/figures';
import type { RunModel } from '../model/run-model';
import type { Point } from '../model/series';

export interface FigureCell {
  /** Key below `figure.` of the locales. */
  readonly id: string;
  /** `undefined` while it is not known: a dash, and the text `figure.ID.none` says why. */
  readonly value: string | undefined;
  /** After the value, smaller: `/ 4`, `of 4`, `ms`. A key below `figure.unit.` with values, or plain. */
  readonly unit: { readonly id: string; readonly values: Readonly<Record<string, string | number>> } | undefined;
  readonly tone: 'plain' | 'bad';
  readonly curve: readonly Point[];
}

/** Points of a small curve. */
const CURVE_POINTS = 40;

type Unit = FigureCell['unit'];

/** All figures of a run, from left to right. */
export function figureCells(model: RunModel): readonly FigureCell[] {
  const figures = figuresOf(model);
  return [
    aliveCell(figures),
    cell('cores', coresUsed(model, figures), {
      unit: unit('of', { total: model.started?.host.cores ?? 0 }),
      curve: curveOf(model.cpuSeries.points),
    }),
    runnableCell(model),
    cell('queued', countOf(figures.queueDepth), { curve: queueCurve(model) }),
    cell('inFlight', countOf(figures.inFlight), { curve: poolCurve(model) }),
    cell('tasks', figures.tasksPerSecond === undefined ? undefined : significant(figures.tasksPerSecond), {
      unit: unit('perSecond', {}),
      curve: throughputCurve(model),
    }),
    latencyCell(figures),
    cell('efficiency', figures.efficiency === undefined ? undefined : significant(figures.efficiency * 100), {
      unit: unit('percent', {}),
    }),
    cell('early', String(figures.endedEarly), {
      tone: figures.endedEarly > 0 ? 'bad' : 'plain',
      unit: unit('ofProcesses', { total: figures.processesTotal }),
    }),
  ];
}

function aliveCell(figures: Figures): FigureCell {
  return figures.workersTotal === undefined
    ? cell('alive', String(figures.processesAlive), { unit: unit('total', { total: figures.processesTotal }) })
    : cell('workers', String(figures.workersAlive ?? 0), { unit: unit('total', { total: figures.workersTotal }) });
}

/** Of the whole machine: more than its cores means that some wait for one. The highest of a run that is over. */
function runnableCell({ host, ended }: RunModel): FigureCell {
  const runnable = ended === undefined ? host.last?.runnable : host.peakRunnable;
  const cores = host.last?.cpu.length ?? 0;
  return cell('runnable', countOf(runnable), {
    unit: unit('of', { total: cores }),
    tone: runnable !== undefined && runnable > cores ? 'bad' : 'plain',
    curve: curveOf(host.runnableSeries.points),
  });
}

/** Now; of a run that is over, its mean. */
function coresUsed(model: RunModel, figures: Figures): string | undefined {
  if (model.ended === undefined) return figures.cpu === undefined ? undefined : (figures.cpu / 100).toFixed(2);
  const used = model.processes.reduce((sum, row) => sum + (row.cpuMs ?? 0), 0);
  return used > 0 && model.ended.t > 0 ? (used / model.ended.t).toFixed(2) : undefined;
}

function latencyCell({ p50, p99 }: Figures): FigureCell {
  if (p50 === undefined || p99 === undefined) return cell('latency', undefined, {});
  const [median, medianUnit] = splitUnit(formatDuration(p50));
  const [high, highUnit] = splitUnit(formatDuration(p99));
  const value = medianUnit === highUnit ? median : `${median} ${medianUnit}`;
  return cell('latency', value, { unit: unit('total', { total: `${high} ${highUnit}` }) });
}

function splitUnit(text: string): readonly [string, string] {
  const [amount = text, ...rest] = text.split(' ');
  return [amount, rest.join(' ')];
}

const countOf = (count: number | undefined): string | undefined =>
  count === undefined ? undefined : count.toLocaleString('en-US').replaceAll(',', ' ');

const unit = (id: string, values: Readonly<Record<string, string | number>>): Unit => ({ id, values });

function cell(id: string, value: string | undefined, rest: Partial<FigureCell>): FigureCell {
  return { id, value, unit: undefined, tone: 'plain', curve: [], ...rest };
}

function curveOf(points: readonly Point[]): readonly Point[] {
  const stride = Math.ceil(points.length / CURVE_POINTS);
  return stride <= 1 ? points : points.filter((_, place) => place % stride === 0 || place === points.length - 1);
}

/** One pool or one queue has a curve; the sum of several would need a common clock. */
function queueCurve(model: RunModel): readonly Point[] {
  const series = [
    ...[...model.pools.values()].map((pool) => pool.queuedSeries),
    ...[...model.queues.values()].map((queue) => queue.series),
  ];
  const [only] = series;
  return series.length === 1 && only !== undefined ? curveOf(only.points) : [];
}

function poolCurve(model: RunModel): readonly Point[] {
  const [pool] = model.pools.values();
  return model.pools.size === 1 && pool !== undefined ? curveOf(pool.inFlightSeries.points) : [];
}

/** Ended tasks in equal slices of time. */
function throughputCurve(model: RunModel): readonly Point[] {
  const ends = [...model.pools.values()].flatMap((pool) => pool.recentEnds);
  const from = ends.reduce((least, { t }) => Math.min(least, t), Infinity);
  const to = ends.reduce((most, { t }) => Math.max(most, t), 0);
  if (ends.length < CURVE_POINTS || to <= from) return [];
  const counts = new Array<number>(CURVE_POINTS).fill(0);
  for (const { t, count } of ends) {
    const place = Math.min(CURVE_POINTS - 1, Math.floor(((t - from) / (to - from)) * CURVE_POINTS));
    counts[place] = (counts[place] ?? 0) + count;
  }
  return counts.map((value, place) => ({ t: place, value }));
}
