import { describe, expect, it } from 'vitest';
import { type Comparison, compareRuns } from '../../../../src/shared/compare/comparison';
import { figuresOfComparison, lawOf, otherWorkOf } from '../../../../src/shared/compare/comparison-figures';
import { factsOf, type RunFacts } from '../../../../src/shared/compare/run-facts';
import { speedUpOf } from '../../../../src/shared/compare/speed-up';
import { modelOf, runEnded } from '../../../support/run-events';

const run = (more: Partial<RunFacts>): RunFacts => ({ ...factsOf(modelOf(runEnded(1000)), 'run'), ...more });
const columns = (comparison: Comparison) =>
  Object.fromEntries(figuresOfComparison(comparison).map(({ key, values }) => [key, values]));

describe('figures of a comparison', () => {
  it('tell the chunk of each run where one has chunks, and else of none', () => {
    expect(columns(compareRuns([run({ chunk: 1 }), run({ chunk: 16 })]))['chunk']).toEqual(['1', '16']);
    expect(columns(compareRuns([run({ chunk: 1 }), run({ chunk: 1 }), run({})]))).not.toHaveProperty('chunk');
  });
});

describe('runs of different commands', () => {
  const sum = { work: 'sum', label: 'sum', workers: 1 };

  it('have no speed-up, which is said with their names, and are left out of the law', () => {
    const other = run({ work: 'make', label: 'make', workers: 8, wallMs: 5 });
    const comparison = compareRuns([run(sum), other, run({ ...sum, label: 'sum 4', workers: 4, wallMs: 400 })]);
    expect(columns(comparison)).toMatchObject({
      speedUp: ['1.00×', undefined, '2.50×'],
      efficiency: ['100 %', undefined, '62.5 %'],
    });
    expect(otherWorkOf(comparison)).toEqual({ key: 'otherWork', values: { base: 'sum', others: 'make' } });
    expect(lawOf(comparison)?.values).toMatchObject({ twice: 8, fit: '100' });
    expect(speedUpOf(comparison)?.measured.map(({ workers }) => workers)).toEqual([1, 4]);
  });

  it('are not the base where several ran another command, whatever their workers', () => {
    const alike = { ...sum, workers: undefined };
    const { base, runs } = compareRuns([run({ work: 'make', workers: 1 }), run(alike), run({ ...alike, wallMs: 500 })]);
    expect([base, ...runs.map(({ speedUp }) => speedUp)]).toEqual([1, undefined, 1, 2]);
  });

  it('have no such columns at all where no two are alike', () => {
    const comparison = compareRuns([run(sum), run({ ...sum, work: 'make', workers: 4 })]);
    expect(Object.keys(columns(comparison))).not.toContain('speedUp');
    expect(otherWorkOf(comparison)).toEqual({ key: 'noSameWork', values: {} });
    expect([lawOf(comparison), speedUpOf(comparison)]).toEqual([undefined, undefined]);
  });

  it('are none where all are of one command, or none tells', () => {
    expect(otherWorkOf(compareRuns([run(sum), run(sum)]))).toBeUndefined();
    expect(otherWorkOf(compareRuns([run({}), run({})]))).toBeUndefined();
  });
});

describe("Amdahl's law in a comparison", () => {
  it('is fitted, has nothing to fit, or has nothing to say', () => {
    const times = (one: number, four: number) =>
      lawOf(compareRuns([run({ workers: 1, wallMs: one }), run({ workers: 4, wallMs: four })]));
    expect(times(1000, 400)).toMatchObject({ key: 'amdahl', values: { serial: '20', limit: '5' } });
    expect(times(400, 1000)).toEqual({ key: 'noFit', values: {} });
    expect(lawOf(compareRuns([run({ workers: 2 }), run({ workers: 2 })]))).toBeUndefined();
  });
});
