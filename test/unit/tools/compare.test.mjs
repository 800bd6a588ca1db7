import { describe, expect, it } from 'vitest';
import { compare, round, summarise, timed, toJson, WrongResultError } from '../../../scripts/bench/compare.mjs';

/** A side that returns these values one after the other and notes its turn. */
function side(name, turns, values) {
  const left = [...values];
  return () => {
    turns.push(name);
    return Promise.resolve({ value: left.shift(), result: 'right' });
  };
}

function benchmarkOf({ ours, peer, turns = [], ...more }) {
  return {
    name: 'group/one',
    title: 'one',
    unit: 'ms',
    better: 'lower',
    peerName: 'the peer',
    goal: 1.5,
    repeats: ours.length,
    warmUps: 0,
    ours: side('ours', turns, ours),
    peer: side('peer', turns, peer),
    isCorrect: (result) => result === 'right',
    ...more,
  };
}

describe('compare', () => {
  it('lets the two sides take turns', async () => {
    const turns = [];
    await compare(benchmarkOf({ ours: [1, 2], peer: [3, 4], turns }));
    expect(turns).toEqual(['ours', 'peer', 'ours', 'peer']);
  });

  it('throws the warm-ups away', async () => {
    const outcome = await compare(
      benchmarkOf({ ours: [900, 10, 20, 30], peer: [900, 1, 2, 3], repeats: 3, warmUps: 1 }),
    );
    expect(outcome.ours).toEqual({ median: 20, min: 10, max: 30 });
    expect(outcome.peer).toEqual({ median: 2, min: 1, max: 3 });
  });

  it('has a ratio above 1 where ours is better: shorter, or more', async () => {
    expect((await compare(benchmarkOf({ ours: [10], peer: [30] }))).ratio).toBe(3);
    expect((await compare(benchmarkOf({ ours: [30], peer: [10], better: 'higher' }))).ratio).toBe(3);
  });

  it('takes a goal that depends on the peer', async () => {
    const goal = ({ peer }) => peer / (peer + 200);
    expect((await compare(benchmarkOf({ ours: [10], peer: [100], goal }))).goal).toBeCloseTo(1 / 3);
  });

  it('stops at a wrong result, whoever returned it', async () => {
    const wrong = benchmarkOf({ ours: [1], peer: [1], isCorrect: (_result, which) => which === 'ours' });
    await expect(compare(wrong)).rejects.toThrow(WrongResultError);
    await expect(compare(wrong)).rejects.toThrow('group/one: peer returned a wrong result: "right"');
  });

  it('writes the agreed line', async () => {
    const outcome = await compare(benchmarkOf({ ours: [3], peer: [10] }));
    expect(toJson(outcome)).toEqual({
      name: 'group/one',
      ours: 3,
      peer: 10,
      peerName: 'the peer',
      unit: 'ms',
      ratio: 3.333,
      goal: 1.5,
    });
  });
});

describe('figures', () => {
  it('has the mean of the middle two as median of an even number', () => {
    expect(summarise([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
  });

  it('sorts numbers as numbers', () => {
    expect(summarise([10, 9, 100]).median).toBe(10);
  });

  it('times work on the clock it is given', async () => {
    const readings = [5, 12];
    const sample = await timed(
      () => Promise.resolve('done'),
      () => readings.shift(),
    )();
    expect(sample).toEqual({ value: 7, result: 'done' });
  });

  it('keeps four digits', () => {
    expect(round(0.00123456)).toBe(0.001235);
    expect(round(123456)).toBe(123500);
  });
});
