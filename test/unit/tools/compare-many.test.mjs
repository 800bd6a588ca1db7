import { describe, expect, it } from 'vitest';
import { against, againstBest, compareMany, own, toJsonLines } from '../../../scripts/bench/compare-many.mjs';

const base = { name: 'group/one', title: 'one', unit: 'tasks/s', better: 'higher', warmUps: 0, extras: [] };

/** A line whose sides give these values one after the other. */
function lineOf(values, { goals = () => [], turns = [], ...more } = {}) {
  const sides = Object.entries(values).map(([name, given]) => {
    const left = [...given];
    const sample = () => {
      turns.push(name);
      return Promise.resolve({ value: left.shift() });
    };
    return { name, kind: name === 'ours' ? 'ours' : name === 'threads' ? 'thread' : 'process', sample };
  });
  const line = { ...base, sides, repeats: values.ours.length, ...more };
  return { ...line, goals: goals(line) };
}

describe('compareMany', () => {
  it('lets another side begin each round', async () => {
    const turns = [];
    await compareMany(lineOf({ ours: [1, 1, 1], a: [1, 1, 1], b: [1, 1, 1] }, { turns }));
    expect(turns).toEqual(['ours', 'a', 'b', 'a', 'b', 'ours', 'b', 'ours', 'a']);
  });

  it('throws the warm-ups away', async () => {
    const line = lineOf({ ours: [900, 10], a: [900, 5] }, { warmUps: 1, repeats: 1 });
    const { figures } = await compareMany(line);
    expect([figures.ours.median, figures.a.median]).toEqual([10, 5]);
  });

  it('measures against the best of those that may lead, whichever way the unit goes', async () => {
    const goals = (line) => [againstBest('process', (_, kind) => kind === 'process', 2, line)];
    const values = { ours: [10], slow: [20], quick: [12], threads: [1] };
    const lower = await compareMany(lineOf(values, { goals, better: 'lower' }));
    expect(lower.goals[0]).toMatchObject({ against: 'quick', ratio: 1.2, least: 2 });
    const higher = await compareMany(lineOf(values, { goals, better: 'higher' }));
    expect(higher.goals[0]).toMatchObject({ against: 'slow', ratio: 0.5 });
  });

  it('says nothing against a side that did not run', async () => {
    const { goals } = await compareMany(lineOf({ ours: [10] }, { goals: (line) => [against('absent', 1, line)] }));
    expect(goals[0].ratio).toBeUndefined();
  });

  it('holds a figure of ours against a bound, from below and from above', async () => {
    const valueOf = ({ value }) => value;
    const goals = () => [
      own('at least', valueOf, { least: 20 }),
      own('at most', valueOf, { most: 20 }),
      own('at most, and it shrank', () => -3, { most: 20 }),
    ];
    const outcome = await compareMany(lineOf({ ours: [10] }, { goals }));
    expect(outcome.goals.map(({ ratio }) => ratio)).toEqual([0.5, 2, Infinity]);
  });

  it('keeps one line of JSON a goal, with the spread of every side', async () => {
    const goals = (line) => [against('a', 2, line), own('at least', ({ value }) => value, { least: 1 })];
    const lines = toJsonLines(await compareMany(lineOf({ ours: [10, 30, 20], a: [4, 5, 6] }, { goals })));
    expect(lines).toMatchObject([
      { name: 'group/one', ours: 20, peer: 5, peerName: 'a', ratio: 4, goal: 2, unit: 'tasks/s' },
      { name: 'group/one', ours: 20, ratio: 20, goal: 1, sides: { a: { median: 5, min: 4, max: 6 } } },
    ]);
  });
});
