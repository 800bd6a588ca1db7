import { describe, expect, it } from 'vitest';
import { Series } from '../../../../src/shared/model/series';

function seriesOf(count: number, capacity: number): Series {
  const series = new Series(capacity);
  for (let t = 0; t < count; t += 1) series.push(t, t * 10);
  return series;
}

describe('Series', () => {
  it('keeps every reading while there is room', () => {
    expect(seriesOf(3, 4).points).toEqual([
      { t: 0, value: 0 },
      { t: 1, value: 10 },
      { t: 2, value: 20 },
    ]);
  });

  it('merges neighbours when it is full: mean value, later time', () => {
    expect(seriesOf(4, 4).points).toEqual([
      { t: 1, value: 5 },
      { t: 3, value: 25 },
    ]);
  });

  it('shows readings that are not merged yet', () => {
    expect(seriesOf(5, 4).points.at(-1)).toEqual({ t: 4, value: 40 });
    expect(seriesOf(5, 4).last).toEqual({ t: 4, value: 40 });
  });

  it('spans a run of any length within its capacity', () => {
    const { points } = seriesOf(100_000, 1200);
    expect(points.length).toBeLessThanOrEqual(1201);
    expect(points.length).toBeGreaterThan(500);
    expect(points.at(-1)?.t).toBe(99_999);
    expect(points.every((point, index) => index === 0 || point.t > (points[index - 1]?.t ?? 0))).toBe(true);
  });

  it('is empty at first', () => {
    expect(new Series().points).toEqual([]);
    expect(new Series().last).toBeUndefined();
  });
});
