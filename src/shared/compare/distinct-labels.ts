/** Names by which runs are told apart, also where the same command ran twice. Pure. */
import type { EpochMilliseconds } from '../units';

interface Labelled {
  readonly label: string;
  readonly startedAt: EpochMilliseconds | undefined;
}

/**
 * The label alone where it is the only one; else with the time of the start, and where that is
 * the same too, with a number.
 *
 * @param timeOf how a moment is written.
 */
export function distinctLabels(
  runs: readonly Labelled[],
  timeOf: (moment: EpochMilliseconds) => string,
): readonly string[] {
  const timed = twiceIn(runs.map(({ label }) => label)).map((isTwice, place) => {
    const { label = '', startedAt } = runs[place] ?? {};
    return isTwice && startedAt !== undefined ? `${label} · ${timeOf(startedAt)}` : label;
  });
  const seen = new Map<string, number>();
  const isTwice = twiceIn(timed);
  return timed.map((label, place) => {
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return isTwice[place] === true ? `${label} #${count}` : label;
  });
}

function twiceIn(labels: readonly string[]): readonly boolean[] {
  return labels.map((label) => labels.indexOf(label) !== labels.lastIndexOf(label));
}
