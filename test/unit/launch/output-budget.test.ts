import { expect, it } from 'vitest';
import { OutputBudget } from '../../../src/main/launch/output-budget';

it('lets so many lines a second pass and no more', () => {
  const budget = new OutputBudget({ lines: 2, characters: 100 });
  expect([0, 10, 20].map((now) => budget.mayPass(1, now))).toEqual([true, true, false]);
  expect(budget.mayPass(1, 1000)).toBe(true);
});

it('lets so many characters a second pass and no more', () => {
  const budget = new OutputBudget({ lines: 100, characters: 10 });
  expect([8, 3, 2].map((length) => budget.mayPass(length, 0))).toEqual([true, false, true]);
});
