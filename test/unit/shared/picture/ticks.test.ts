import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTicks, timeTicks, valueTicks } from '../../../../src/shared/picture/ticks';

const labels = (from: number, to: number, most = 6) => timeTicks({ from, to }, most).map(({ label }) => label);

describe('ticks', () => {
  it.each([
    [0, 12_000, ['0 s', '2 s', '4 s', '6 s', '8 s', '10 s', '12 s']],
    [0, 900, ['0 ms', '200 ms', '400 ms', '600 ms', '800 ms']],
    [3000, 5000, ['3.0 s', '3.5 s', '4.0 s', '4.5 s', '5.0 s']],
    [0, 86_400_000, ['0 h', '4 h', '8 h', '12 h', '16 h', '20 h', '24 h']],
    [7_200_000, 7_320_000, ['2:00:00', '2:00:30', '2:01:00', '2:01:30', '2:02:00']],
    [0, 300_000, ['0:00', '1:00', '2:00', '3:00', '4:00', '5:00']],
  ])('are round moments from %i to %i', (from, to, expected) => {
    expect(labels(from, to)).toEqual(expected);
  });

  it('of values start at 0, reach the peak, and are round', () => {
    expect(valueTicks(3.4, 4)).toEqual([0, 1, 2, 3, 4]);
    expect(valueTicks(287, 4)).toEqual([0, 100, 200, 300]);
  });

  it('of counts are never halves', () => {
    expect(countTicks(1, 4)).toEqual([0, 1]);
    expect(countTicks(0, 4)).toEqual([0, 1]);
    expect(countTicks(3, 4).every(Number.isInteger)).toBe(true);
  });

  it('are never more than fit, and never leave the window', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        fc.double({ min: 5, max: 1e7, noNaN: true }),
        (from, span) => {
          const ticks = timeTicks({ from, to: from + span }, 8);
          expect(ticks.length).toBeLessThanOrEqual(9);
          expect(ticks.every(({ t }) => t >= from - 1e-6 * span && t <= from + span)).toBe(true);
        },
      ),
    );
  });
});
