/** The figures of a comparison as text, the same for terminal and page. */
import { formatDuration, significant } from '../format';
import type { Milliseconds } from '../units';
import { type AmdahlFit, timeAtWorkers } from './amdahl';
import type { ComparedRun, Comparison } from './comparison';

export interface ComparisonFigure {
  /** Key below `report:compare.column` of the locales. */
  readonly key: string;
  /** Of each run in their order; `undefined` where it is not known. */
  readonly values: readonly (string | undefined)[];
}

const percent = (share: number | undefined) => (share === undefined ? undefined : `${significant(share * 100)} %`);
const time = (value: Milliseconds | undefined) => (value === undefined ? undefined : formatDuration(value));
const pair = (low: Milliseconds | undefined, high: Milliseconds | undefined) =>
  low === undefined || high === undefined ? undefined : `${formatDuration(low)} / ${formatDuration(high)}`;

const FIGURES: readonly (readonly [key: string, of: (run: ComparedRun) => string | undefined])[] = [
  ['workers', ({ facts }) => facts.workers?.toString()],
  ['wall', ({ facts }) => formatDuration(facts.wallMs)],
  ['speedUp', ({ speedUp }) => `${speedUp.toFixed(2)}×`],
  ['efficiency', ({ efficiency }) => percent(efficiency)],
  ['utilisation', ({ facts }) => percent(facts.utilisation)],
  [
    'throughput',
    ({ facts }) => (facts.tasksPerSecond === undefined ? undefined : `${significant(facts.tasksPerSecond)}/s`),
  ],
  ['run', ({ facts }) => pair(facts.runP50, facts.runP99)],
  ['wait', ({ facts }) => pair(facts.waitP50, facts.waitP99)],
  ['chunk', ({ facts }) => (facts.chunk === undefined || facts.chunk === 1 ? undefined : significant(facts.chunk))],
  ['cpu', ({ facts }) => time(facts.cpuMs)],
  ['coreWait', ({ facts }) => (facts.coreWaitMs === 0 ? undefined : formatDuration(facts.coreWaitMs))],
  ['start', ({ facts }) => (facts.startMethods.length === 0 ? undefined : facts.startMethods.join(' '))],
  ['early', ({ facts }) => String(facts.endedEarly)],
];

/** Those that at least one run has. */
export function figuresOfComparison({ runs }: Comparison): readonly ComparisonFigure[] {
  return FIGURES.map(([key, of]) => ({ key, values: runs.map(of) })).filter(({ values }) =>
    values.some((value) => value !== undefined),
  );
}

/** What goes into the sentence `report:compare.amdahl`. */
export function amdahlValues(fit: AmdahlFit, { runs }: Comparison): Readonly<Record<string, string | number>> {
  const twice = 2 * Math.max(...runs.map(({ facts }) => facts.workers ?? 1));
  return {
    serial: significant(fit.serialFraction * 100),
    limit: Number.isFinite(fit.maxSpeedUp) ? significant(fit.maxSpeedUp) : '∞',
    fit: significant(fit.rSquared * 100),
    twice,
    time: formatDuration(timeAtWorkers(fit, twice)),
  };
}
