import { describe, expect, it } from 'vitest';
import { type Comparison, compareRuns } from '../../../../src/shared/compare/comparison';
import { figuresOfComparison, lawOf } from '../../../../src/shared/compare/comparison-figures';
import { factsOf, type RunFacts } from '../../../../src/shared/compare/run-facts';
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

describe("Amdahl's law in a comparison", () => {
  it('is fitted, has nothing to fit, or has nothing to say', () => {
    const times = (one: number, four: number) =>
      lawOf(compareRuns([run({ workers: 1, wallMs: one }), run({ workers: 4, wallMs: four })]));
    expect(times(1000, 400)).toMatchObject({ key: 'amdahl', values: { serial: '20', limit: '5' } });
    expect(times(400, 1000)).toEqual({ key: 'noFit', values: {} });
    expect(lawOf(compareRuns([run({ workers: 2 }), run({ workers: 2 })]))).toBeUndefined();
  });
});
