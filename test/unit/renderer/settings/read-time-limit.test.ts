import { expect, it } from 'vitest';
import { readTimeLimit } from '../../../../src/renderer/settings/read-time-limit';

it.each([
  ['', null],
  [' 90 ', 90],
  ['0.5', 0.5],
  ['0', undefined],
  ['-1', undefined],
  ['1e9', undefined],
  ['soon', undefined],
])('reads the limit %o as %o', (typed, seconds) => {
  expect(readTimeLimit(typed)).toBe(seconds);
});
