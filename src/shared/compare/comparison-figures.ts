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
  ['speedUp', ({ speedUp }) => (speedUp === undefined ? undefined : `${speedUp.toFixed(2)}×`)],
  ['efficiency', ({ efficiency }) => percent(efficiency)],
  ['utilisation', ({ facts }) => percent(facts.utilisation)],
  [
    'throughput',
    ({ facts }) => (facts.tasksPerSecond === undefined ? undefined : `${significant(facts.tasksPerSecond)}/s`),
  ],
  ['run', ({ facts }) => pair(facts.runP50, facts.runP99)],
  ['wait', ({ facts }) => pair(facts.waitP50, facts.waitP99)],
  ['chunk', ({ facts }) => (facts.chunk === undefined ? undefined : significant(facts.chunk))],
  ['cpu', ({ facts }) => time(facts.cpuMs)],
  ['coreWait', ({ facts }) => (facts.coreWaitMs === 0 ? undefined : formatDuration(facts.coreWaitMs))],
  ['start', ({ facts }) => (facts.startMethods.length === 0 ? undefined : facts.startMethods.join(' '))],
  ['early', ({ facts }) => String(facts.endedEarly)],
];

/** A task of one item is the usual thing: chunks are worth a word where a run has others. */
const isUsual = (key: string, value: string | undefined): boolean =>
  value === undefined || (key === 'chunk' && value === '1');

/** Those that at least one run has. */
export function figuresOfComparison({ runs }: Comparison): readonly ComparisonFigure[] {
  return FIGURES.map(([key, of]) => ({ key, values: runs.map(of) })).filter(
    ({ key, values }) => !values.every((value) => isUsual(key, value)),
  );
}

/**
 * What Amdahl's law says, as a key below `report:compare` with its values: the fit, or that more workers took
 * longer; `undefined` where there are not two numbers of workers.
 */
export function lawOf(comparison: Comparison): { readonly key: string; readonly values: ComparisonValues } | undefined {
  const { amdahl, runs } = comparison;
  if (amdahl !== undefined) return { key: 'amdahl', values: amdahlValues(amdahl, comparison) };
  const workers = new Set(runs.flatMap(({ facts, speedUp }) => (speedUp === undefined ? [] : (facts.workers ?? []))));
  return workers.size < 2 ? undefined : { key: 'noFit', values: {} };
}

type ComparisonValues = Readonly<Record<string, string | number>>;

/** What goes into the sentence `report:compare.amdahl`. */
function amdahlValues(fit: AmdahlFit, { runs }: Comparison): ComparisonValues {
  const twice = 2 * Math.max(...runs.map(({ facts, speedUp }) => (speedUp === undefined ? 1 : (facts.workers ?? 1))));
  return {
    serial: significant(fit.serialFraction * 100),
    limit: Number.isFinite(fit.maxSpeedUp) ? significant(fit.maxSpeedUp) : '∞',
    fit: significant(fit.rSquared * 100),
    twice,
    time: formatDuration(timeAtWorkers(fit, twice)),
  };
}

/**
 * Why some runs have no speed-up, as a key below `report:compare` with its values: they ran another command than the
 * base, and a ratio of two different works says nothing. `undefined` where all ran the same.
 */
export function otherWorkOf({
  runs,
  base,
}: Comparison): { readonly key: string; readonly values: ComparisonValues } | undefined {
  const first = runs[base];
  const others = runs.filter(({ facts }) => facts.work !== first?.facts.work);
  if (first === undefined || others.length === 0) return undefined;
  if (first.speedUp === undefined) return { key: 'noSameWork', values: {} };
  return {
    key: 'otherWork',
    values: { base: first.facts.label, others: others.map(({ facts }) => facts.label).join(', ') },
  };
}
