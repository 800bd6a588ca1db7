import { expect, it } from 'vitest';
import { CrashBudget } from '../../../src/main/app/crash-budget';

const MINUTE = 60_000;

it('gives up at the third death within five minutes', () => {
  const budget = new CrashBudget();
  expect([0, 1, 4].map((minute) => budget.mayReload(minute * MINUTE))).toEqual([true, true, false]);
});

it('forgets deaths that are long past', () => {
  const budget = new CrashBudget();
  expect([0, 3, 6, 9, 12].map((minute) => budget.mayReload(minute * MINUTE))).toEqual([true, true, true, true, true]);
});
