import { expect, it } from 'vitest';
import { exitMarkAt } from '../../../../src/shared/picture/exit-marks';

const mark = (x: number) => ({ index: x, name: String(x), t: x * 10, x });

it('finds the mark that is pointed at: the nearest of those near, and none elsewhere', () => {
  const marks = [mark(10), mark(16), mark(40)];
  expect(exitMarkAt(marks, 14)?.x).toBe(16);
  expect(exitMarkAt(marks, 12)?.x).toBe(10);
  expect(exitMarkAt(marks, 46)?.x).toBe(40);
  expect(exitMarkAt(marks, 47)).toBeUndefined();
  expect(exitMarkAt([], 10)).toBeUndefined();
});
