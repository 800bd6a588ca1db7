import { describe, expect, it } from 'vitest';
import { Histogram } from '../../../../src/shared/model/histogram';

describe('Histogram', () => {
  it('has no percentile while it is empty', () => {
    expect(new Histogram().percentile(0.5)).toBeUndefined();
  });

  it('is off by at most 1 % at any scale', () => {
    for (const duration of [0.01, 0.3, 1, 41, 999, 3_600_000]) {
      const histogram = new Histogram();
      histogram.add(duration);
      const found = histogram.percentile(0.5) ?? 0;
      expect(Math.abs(found - duration) / duration).toBeLessThanOrEqual(0.0101);
    }
  });

  it('finds ranks as counting does', () => {
    const histogram = new Histogram();
    for (let duration = 1; duration <= 1000; duration += 1) histogram.add(duration);
    expect(histogram.percentile(0.5)).toBeCloseTo(500, -1);
    expect(histogram.percentile(0.99)).toBeCloseTo(990, -2);
    expect([histogram.count, histogram.sum]).toEqual([1000, 500_500]);
  });

  it('takes nothing and less than nothing as the smallest duration', () => {
    const histogram = new Histogram();
    histogram.add(0);
    histogram.add(-5);
    expect(histogram.percentile(1)).toBeLessThanOrEqual(0.001);
  });
});
