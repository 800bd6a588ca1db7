import { describe, expect, it } from 'vitest';
import { comparableOf } from '../../../../src/shared/compare/comparable-run';
import { commonTimeOf, comparisonChart } from '../../../../src/shared/compare/comparison-chart';
import { compareRuns } from '../../../../src/shared/compare/comparison';
import { distinctLabels } from '../../../../src/shared/compare/distinct-labels';
import { speedUpOf } from '../../../../src/shared/compare/speed-up';
import { modelFrom } from '../../../support/renderer/recording-from';

/** Two samples and one task; ends at `end`. */
const runOf = (label: string, end: number, workers: number) =>
  comparableOf(
    modelFrom(`
      0       run python3 pool.py
      1       start 100 main
      2       pool P 100 ${workers}
      3       start 101 w <100
      5       submit P 1
      10      task P 1 101 20
      50      sample 100 cpu=60 rss=1000000 ms=50
      ${end}  sample 100 cpu=80 rss=3000000 ms=80
      ${end}  end 0
    `),
    label,
  );

describe('runs over a common time', () => {
  const runs = [runOf('one', 400, 1), runOf('four', 120, 4)];

  it('reaches as far as the longest', () => {
    expect(commonTimeOf(runs)).toBe(400);
    expect(commonTimeOf([])).toBe(1);
  });

  it('ends each curve where its run ends', () => {
    const { series, rows } = comparisonChart(runs, 'memory', { from: 0, to: 400 });
    expect(series.map(({ name, index }) => [name, index])).toEqual([
      ['one', 1],
      ['four', 2],
    ]);
    const known = (key: string) => rows.flatMap((row) => (row[key] === undefined ? [] : [row['t'] ?? 0]));
    expect(Math.max(...known('run0'))).toBe(400);
    expect(Math.max(...known('run1'))).toBe(120);
    expect(rows.find(({ t }) => t === 120)).toMatchObject({ run1: 3_000_000 });
  });

  it('counts cores, not percent', () => {
    const { rows } = comparisonChart(runs, 'cpu', { from: 0, to: 400 });
    expect(Math.max(...rows.map((row) => row['run0'] ?? 0))).toBeLessThanOrEqual(1);
    expect(Math.max(...rows.map((row) => row['run0'] ?? 0))).toBeGreaterThan(0.5);
  });

  it('leaves out who has nothing of it', () => {
    const idle = comparableOf(modelFrom(`0 run true\n1 start 9 true\n50 end 0`), 'idle');
    expect(comparisonChart([idle, ...runs], 'queued', { from: 0, to: 400 }).series.map(({ index }) => index)).toEqual([
      2, 3,
    ]);
    expect(comparisonChart([idle], 'queued', { from: 0, to: 400 })).toMatchObject({ series: [] });
  });

  it('stays small for many runs with many readings', () => {
    const long = Array.from({ length: 12 }, (_, place) => {
      const samples = Array.from(
        { length: 1000 },
        (_one, at) => `${at * 7 + place} sample 100 cpu=${at % 90} rss=1000 ms=${at}`,
      ).join('\n');
      return comparableOf(modelFrom(`0 run x\n0 start 100 x\n${samples}\n7100 end 0`), `run ${place}`);
    });
    const { rows } = comparisonChart(long, 'cpu', { from: 0, to: 7100 });
    expect(rows.length).toBeLessThanOrEqual(601);
    expect(rows[0]).toHaveProperty('t', 0);
    expect(rows.at(-1)).toHaveProperty('t', 7100);
  });

  it('draws speed-up only where two numbers of workers are known', () => {
    const factsOf = (all: typeof runs) => compareRuns(all.map(({ facts }) => facts));
    const curves = speedUpOf(factsOf(runs));
    expect(curves).toMatchObject({ least: 1, most: 4 });
    expect(curves?.measured.map(({ workers, place }) => [workers, place])).toEqual([
      [1, 0],
      [4, 1],
    ]);
    expect(curves?.ideal.at(-1)).toEqual({ workers: 4, speedUp: 4 });
    expect(speedUpOf(factsOf(runs.slice(0, 1)))).toBeUndefined();
  });
});

describe('names of compared runs', () => {
  const timeOf = (moment: number) => `at ${moment}`;
  const label = (text: string, startedAt?: number) => ({ label: text, startedAt });

  it('adds the time, and then a number, only where names are alike', () => {
    expect(distinctLabels([label('a', 1), label('b', 2)], timeOf)).toEqual(['a', 'b']);
    expect(distinctLabels([label('a', 1), label('b', 2), label('a', 3)], timeOf)).toEqual([
      'a · at 1',
      'b',
      'a · at 3',
    ]);
    expect(distinctLabels([label('a', 1), label('a', 1), label('a')], timeOf)).toEqual([
      'a · at 1 #1',
      'a · at 1 #2',
      'a',
    ]);
  });
});
