import { expect, it } from 'vitest';
import { SequenceGaps } from '../../../../src/main/monitor/linux/sequence-gaps';

/** What is missing before each of the numbers of one core. */
function missingIn(...sequence: readonly number[]): readonly number[] {
  const gaps = new SequenceGaps();
  return sequence.map((number) => gaps.take({ core: 0, sequence: number }));
}

it('finds nothing missing before the first, nor between neighbours', () => {
  expect(missingIn(4711, 4712, 4713)).toEqual([0, 0, 0]);
});

it('counts what is missing between two', () => {
  expect(missingIn(1, 2, 10, 11, 111)).toEqual([0, 0, 7, 0, 99]);
});

it('goes on at 0 after the highest number', () => {
  expect(missingIn(0xffff_ffff, 0, 1)).toEqual([0, 0, 0]);
  expect(missingIn(0xffff_fffe, 2)).toEqual([0, 3]);
});

it('takes a number that was passed already for none missing', () => {
  expect(missingIn(10, 12, 11, 12)).toEqual([0, 1, 0, 0]);
});

it('counts each core alone', () => {
  const gaps = new SequenceGaps();
  gaps.take({ core: 0, sequence: 5 });
  expect(gaps.take({ core: 1, sequence: 500 })).toBe(0);
  expect(gaps.take({ core: 0, sequence: 6 })).toBe(0);
  expect(gaps.take({ core: 1, sequence: 502 })).toBe(1);
});
