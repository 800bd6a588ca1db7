/** Several runs side by side. */
import type { Cause } from '../verdict';
import { type AmdahlFit, fitAmdahl, type Measured } from './amdahl';
import type { RunFacts, WaitOf } from './run-facts';

export interface ComparedRun {
  readonly facts: RunFacts;
  /** Wall time of the base over its own; `undefined` where another command ran, or no two ran the base's. */
  readonly speedUp: number | undefined;
  /** Speed-up over how many times more workers; `undefined` where either is not known. */
  readonly efficiency: number | undefined;
}

export interface VerdictDifference {
  readonly name: string;
  /** Causes in each run, in the order of the runs; empty where no process had that name. */
  readonly causes: readonly (readonly Cause[])[];
}

export interface Comparison {
  /** In the order in which they were given. */
  readonly runs: readonly ComparedRun[];
  /** Position of the run that the others are measured against: of the command that most ran, the one with fewest workers, of equals the first. */
  readonly base: number;
  readonly amdahl: AmdahlFit | undefined;
  /** Kinds of waits that any run had, the longest first. */
  readonly waits: readonly WaitOf[];
  readonly verdicts: readonly VerdictDifference[];
}

/** @param all at least one. */
export function compareRuns(all: readonly RunFacts[]): Comparison {
  const base = baseOf(all);
  const first = all[base];
  if (first === undefined) throw new RangeError('Expected at least one run');
  const alike = all.filter(({ work }) => work === first.work);
  const areComparable = (facts: RunFacts): boolean => alike.includes(facts) && (alike.length > 1 || all.length === 1);
  return {
    runs: all.map((facts) => comparedWith(facts, first, areComparable(facts))),
    base,
    amdahl: fitAmdahl(all.filter(areComparable).flatMap(measuredOf)),
    waits: waitsOf(all),
    verdicts: differencesOf(all),
  };
}

/** Stands for a number that is not known: behind all that are. */
const MANY = Number.MAX_SAFE_INTEGER;

function baseOf(all: readonly RunFacts[]): number {
  const sizes = all.map(({ work }) => all.filter((other) => other.work === work).length);
  const most = Math.max(...sizes);
  const workers = all.map((facts, place) => (sizes[place] === most ? (facts.workers ?? MANY) : Infinity));
  return Math.max(0, workers.indexOf(Math.min(...workers)));
}

function comparedWith(facts: RunFacts, base: RunFacts, isComparable: boolean): ComparedRun {
  if (!isComparable) return { facts, speedUp: undefined, efficiency: undefined };
  const speedUp = base.wallMs / facts.wallMs;
  const times = facts.workers === undefined || base.workers === undefined ? undefined : facts.workers / base.workers;
  return { facts, speedUp, efficiency: times === undefined ? undefined : speedUp / times };
}

function measuredOf({ workers, wallMs }: RunFacts): readonly Measured[] {
  return workers === undefined ? [] : [{ workers, wallMs }];
}

function waitsOf(all: readonly RunFacts[]): readonly WaitOf[] {
  const totals = new Map<WaitOf, number>();
  for (const { waits } of all) for (const [kind, time] of waits) totals.set(kind, (totals.get(kind) ?? 0) + time);
  return [...totals]
    .filter(([, time]) => time > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([kind]) => kind);
}

/** Names whose processes did not end alike in all runs. */
function differencesOf(all: readonly RunFacts[]): readonly VerdictDifference[] {
  const names = new Set(all.flatMap(({ causesByName }) => [...causesByName.keys()]));
  return [...names].flatMap((name) => {
    const causes = all.map(({ causesByName }) => [...new Set(causesByName.get(name) ?? [])].sort());
    // A run with fewer workers lacks names, which is no difference in how they ended.
    const kinds = new Set(causes.filter((one) => one.length > 0).map((one) => one.join(' ')));
    return kinds.size > 1 ? [{ name, causes }] : [];
  });
}
