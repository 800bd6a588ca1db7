import { expect, it } from 'vitest';
import { modelFrom } from '../../../support/renderer/recording-from';
import { exitMarkAt, quietEnds } from '../../../../src/shared/picture/exit-marks';

const mark = (x: number) => ({ index: x, name: String(x), t: x * 10, x });

it('finds the mark that is pointed at: the nearest of those near, and none elsewhere', () => {
  const marks = [mark(10), mark(16), mark(40)];
  expect(exitMarkAt(marks, 14)?.x).toBe(16);
  expect(exitMarkAt(marks, 12)?.x).toBe(10);
  expect(exitMarkAt(marks, 46)?.x).toBe(40);
  expect(exitMarkAt(marks, 47)).toBeUndefined();
  expect(exitMarkAt([], 10)).toBeUndefined();
});

it('tells where processes ended as they should, each place once, and no other end', () => {
  const model = modelFrom(`
    0   run python3 pool.py
    0   start 100 main
    1   start 101 one <100
    1   start 102 two <100
    1   start 103 bad <100
    300 exit 101 0
    303 exit 102 0
    500 exit 103 1
    900 exit 100 0
  `);
  expect(quietEnds(model, { from: 0, to: 1000, left: 0, width: 100 })).toEqual([90, 30]);
  expect(quietEnds(model, { from: 400, to: 800, left: 0, width: 100 })).toEqual([]);
});
