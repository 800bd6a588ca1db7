import { expect, it } from 'vitest';
import { newRunId } from '../../../src/main/record/run-id';

it('reads as a local time and ends with four characters of chance', () => {
  const now = new Date(2026, 10, 5, 9, 7, 3).getTime();
  expect(newRunId(now, () => 0)).toBe('20261105-090703-aaaa');
  expect(newRunId(now, () => 0.999)).toBe('20261105-090703-9999');
});
