/**
 * Compares ours with several others in one run: as `compare.mjs`, but with any number of sides
 * and of goals. The sides take turns, and who comes first moves on by one each round.
 *
 * @typedef {object} Side
 * @property {string} name
 * @property {'ours' | 'process' | 'thread'} kind who sets a goal: threads are shown beside, and set none
 * @property {() => Promise<{ value: number } & Record<string, unknown>>} sample throws when a result is wrong
 *
 * @typedef {object} Goal
 * @property {string} text
 * @property {number} least ratio to reach; above 1 where ours is the better
 * @property {(figures: Figures) => { against: string, ratio: number } | undefined} reached
 *
 * @typedef {Readonly<Record<string, { kind: string, median: number, min: number, max: number, samples: readonly any[] }>>} Figures
 */
import { round, summarise } from './compare.mjs';

/** @param {{ sides: readonly Side[], repeats: number, warmUps: number, goals: readonly Goal[] }} line */
export async function compareMany(line, onSample = () => undefined) {
  const taken = new Map(line.sides.map(({ name }) => [name, []]));
  for (let turn = -line.warmUps; turn < line.repeats; turn += 1) {
    for (const { name, sample } of rotated(line.sides, turn + line.warmUps)) {
      const outcome = await sample();
      if (turn >= 0) taken.get(name).push(outcome);
      onSample(name, outcome);
    }
  }
  const figures = Object.fromEntries(
    line.sides.map(({ name, kind }) => {
      const samples = taken.get(name);
      return [name, { kind, samples, ...summarise(samples.map(({ value }) => value)) }];
    }),
  );
  return { line, figures, goals: line.goals.map((goal) => ({ ...goal, ...goal.reached(figures) })) };
}

function rotated(sides, by) {
  const at = by % sides.length;
  return [...sides.slice(at), ...sides.slice(0, at)];
}

/** How much better ours is than another, by the medians: above 1 is better, whichever way the unit goes. */
export function ratioTo(name, { better }, figures) {
  const { ours } = figures;
  const other = figures[name];
  return better === 'lower' ? other.median / ours.median : ours.median / other.median;
}

/** The goal to be so many times as good as one side; nothing is said when that side did not run. */
export const against = (name, least, line) => ({
  text: `${least}x ${name}`,
  least,
  reached: (figures) => (name in figures ? { against: name, ratio: ratioTo(name, line, figures) } : undefined),
});

/** The goal to be so many times as good as the best of the sides that `mayLead` lets in. */
export const againstBest = (what, mayLead, least, line) => ({
  text: `${least}x the best ${what}`,
  least,
  reached: (figures) => {
    const ratios = Object.entries(figures)
      .filter(([name, { kind }]) => name !== 'ours' && mayLead(name, kind))
      .map(([name]) => ({ against: name, ratio: ratioTo(name, line, figures) }));
    return ratios.sort((one, other) => one.ratio - other.ratio)[0];
  },
});

/** The goal to keep a figure of ours at or above `least`, or at or below `most`. */
export const own = (text, valueOf, { least, most }) => ({
  text,
  least: 1,
  reached: ({ ours }) => {
    const value = summarise(ours.samples.map(valueOf)).median;
    // A figure at or below zero is as far below a bound as one can be.
    const ratio = least === undefined ? (value <= 0 ? Infinity : most / value) : value / least;
    return { against: 'itself', ratio, value };
  },
});

/** Lines of `--json`, one a goal, in the shape of `compare.mjs` and with all sides besides. */
export function toJsonLines({ line, figures, goals }) {
  const sides = Object.fromEntries(
    Object.entries(figures).map(([name, { median, min, max }]) => [
      name,
      { median: round(median), min: round(min), max: round(max) },
    ]),
  );
  const { name, unit } = line;
  const told = goals.filter(({ ratio }) => ratio !== undefined);
  return (told.length === 0 ? [{}] : told).map(({ text, least, against: peerName, ratio }) => ({
    name,
    ours: sides.ours?.median,
    ...(peerName in sides && { peer: sides[peerName].median }),
    peerName,
    unit,
    ratio: ratio === undefined ? undefined : round(Math.min(ratio, 1e6)),
    goal: least,
    goalText: text,
    sides,
  }));
}
