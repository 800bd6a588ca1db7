import { expect, it } from 'vitest';
import { readAmount } from '../../../../src/renderer/settings/read-amount';

it.each([
  ['', null],
  [' 90 ', 90],
  ['0.5', 0.5],
  ['1e6', 1e6],
  ['0', undefined],
  ['-1', undefined],
  ['1000001', undefined],
  ['Infinity', undefined],
  ['soon', undefined],
])('reads the amount %o as %o', (typed, amount) => {
  expect(readAmount(typed, 1e6)).toBe(amount);
});
