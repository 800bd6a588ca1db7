import { expect, it } from 'vitest';
import { modelFrom } from '../../../support/renderer/recording-from';
import { exitMarkAt, exitNames, quietEnds } from '../../../../src/shared/picture/exit-marks';

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

it('names the first end, and each later one that has room before the next', () => {
  const named = (right: number, ...places: readonly number[]) =>
    exitNames(places.map(mark), right, () => 80).map(({ mark: { x }, isLeft }) => (isLeft ? -x : x));
  expect(named(400, 10, 110, 150, 290)).toEqual([10, 150, 290]);
  expect(named(400, 10, 60, 160)).toEqual([10, 160]);
  expect(named(400, 10, 310, 350)).toEqual([10]);
  expect(named(400, 300, 390)).toEqual([-300]);
  expect(named(900, 10, 110, 210, 310, 410, 510, 610)).toEqual([]);
});
