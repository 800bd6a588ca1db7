/** The figures on top: number, unit, label, and a small curve below each. */
import { formatDuration, significant } from '../format';
import type { RunModel } from '../model/run-model';
import type { Point } from '../model/columns';
import * as curves from './figure-curves';
import { type Percentiles, type RunFigures, runFiguresOf } from './run-figures';
import { peakOfSteps } from './series-stats';
import type { TimeWindow } from './time-window';

export interface FigureText {
  /** Key below `figure.unit.` of the locales. */
  readonly id: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface FigureCell {
  /** Key below `figure.` of the locales. */
  readonly id: string;
  /** `undefined` while it is not known: a dash, and the text `figure.ID.none` says why. */
  readonly value: string | undefined;
  /** After the value, smaller: `/ 4`, `of 4`, `ms`. */
  readonly unit: FigureText | undefined;
  readonly tone: 'plain' | 'bad';
  readonly curve: readonly Point[];
  /** What the value is made of, a line each, for the explanation. */
  readonly parts: readonly FigureText[];
}

/** All figures of a run, from left to right. @param span a stretch that was selected. */
export function figureCells(model: RunModel, span?: TimeWindow): readonly FigureCell[] {
  const figures = runFiguresOf(model, span);
  const window = span ?? { from: 0, to: Math.max(model.now, 1) };
  const tasks = curves.taskCurves(model, window);
  const { alive } = figures;
  return [
    cell(alive.kind, String(alive.now), {
      unit: unit('total', { total: alive.total }),
      curve: curves.aliveCurve(model, window),
    }),
    cell('cores', figures.coresUsed?.toFixed(2), {
      unit: unit('of', { total: model.started?.host.cores ?? 0 }),
      curve: curves.loadCurve(model, window),
    }),
    runnableCell(model, span),
    cell('queued', countOf(figures.queueDepth), { curve: curves.queueCurve(model, window) }),
    cell('inFlight', figures.inFlight === undefined ? undefined : significant(figures.inFlight), {
      curve: curves.flightCurve(model, window),
    }),
    cell('tasks', figures.tasksPerSecond === undefined ? undefined : significant(figures.tasksPerSecond), {
      unit: unit('perSecond'),
      curve: tasks.rate,
    }),
    { ...durationsCell('run', figures.run), curve: tasks.run },
    { ...durationsCell('wait', figures.wait), curve: tasks.wait },
    shareCell('utilisation', figures.utilisation, curves.flightCurve(model, window)),
    shareCell('efficiency', figures.efficiency, curves.loadCurve(model, window)),
    cell('coreWait', figures.coreWait === undefined ? undefined : significant(figures.coreWait), {
      unit: unit('secondsPerSecond'),
      curve: curves.coreWaitCurve(model, window),
    }),
    { ...earlyCell(figures), curve: curves.earlyCurve(model, window) },
  ];
}

/** Of the whole machine: more than its cores means that some wait for one. The highest of a run that is over, or of a span. */
function runnableCell({ host, ended, now }: RunModel, span: TimeWindow | undefined): FigureCell {
  const isPast = ended !== undefined || span !== undefined;
  const window = span ?? { from: 0, to: Math.max(now, 1) };
  const runnable = isPast ? peakOfSteps(host.runnableSeries, window) : host.last?.runnable;
  const cores = host.last?.cpu.length ?? 0;
  return cell('runnable', countOf(runnable === undefined ? undefined : Math.round(runnable)), {
    unit: unit('of', { total: cores }),
    tone: runnable !== undefined && runnable > cores ? 'bad' : 'plain',
    curve: curves.runnableCurve(host, window),
  });
}

function durationsCell(id: string, times: Percentiles | undefined): FigureCell {
  if (times === undefined) return cell(id, undefined);
  const [median, medianUnit] = splitUnit(formatDuration(times.p50));
  const [high, highUnit] = splitUnit(formatDuration(times.p99));
  const value = medianUnit === highUnit ? median : `${median} ${medianUnit}`;
  return cell(id, value, { unit: unit('total', { total: `${high} ${highUnit}` }) });
}

function splitUnit(text: string): readonly [string, string] {
  const [amount = text, ...rest] = text.split(' ');
  return [amount, rest.join(' ')];
}

function shareCell(id: string, share: number | undefined, curve: readonly Point[]): FigureCell {
  return cell(id, share === undefined ? undefined : significant(share * 100), { unit: unit('percent'), curve });
}

function earlyCell({ early, total }: RunFigures): FigureCell {
  const sum = early.reduce((count, one) => count + one.count, 0);
  return cell('early', String(sum), {
    tone: sum > 0 ? 'bad' : 'plain',
    unit: unit('total', { total }),
    parts: early.map(({ cause, count }) => unit(`cause.${cause}`, { count })),
  });
}

const countOf = (count: number | undefined): string | undefined =>
  count === undefined ? undefined : count.toLocaleString('en-US').replaceAll(',', ' ');

const unit = (id: string, values: FigureText['values'] = {}): FigureText => ({ id, values });

function cell(id: string, value: string | undefined, rest: Partial<FigureCell> = {}): FigureCell {
  return { id, value, unit: undefined, tone: 'plain', curve: [], parts: [], ...rest };
}
