import { describe, expect, it } from 'vitest';
import { SamplePace } from '../../../src/main/companion/sample-pace';

describe('the pace of samples', () => {
  it('stays as asked for while they cost less than a tenth of a core', () => {
    const pace = new SamplePace(500);
    for (let count = 0; count < 9; count += 1) expect(pace.took(49)).toBeUndefined();
    expect(pace.interval).toBe(500);
  });

  it('slows after three costly ones in a row, and not for one', () => {
    const pace = new SamplePace(500);
    expect([120, 120, 10, 120, 120, 120].map((cost) => pace.took(cost))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      'slowed',
    ]);
    expect(pace.interval).toBe(1200);
  });

  it('comes back when the processes have gone, never faster than asked for, and tells when it is there', () => {
    const pace = new SamplePace(500);
    for (const cost of [120, 120, 120]) pace.took(cost);
    expect([1, 1, 1].map((cost) => [pace.took(cost), pace.interval])).toEqual([
      [undefined, 600],
      ['restored', 500],
      [undefined, 500],
    ]);
  });
});
