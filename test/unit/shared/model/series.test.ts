import { describe, expect, it } from 'vitest';
import { pointsOf } from '../../../../src/shared/model/columns';
import { Series } from '../../../../src/shared/model/series';

function seriesOf(count: number, capacity: number): Series {
  const series = new Series(capacity);
  for (let t = 0; t < count; t += 1) series.push(t, t * 10);
  return series;
}

describe('Series', () => {
  it('keeps every reading while there is room', () => {
    expect(pointsOf(seriesOf(3, 4))).toEqual([
      { t: 0, value: 0 },
      { t: 1, value: 10 },
      { t: 2, value: 20 },
    ]);
  });

  it('merges the older half in pairs when it is full: mean value, later time', () => {
    expect(pointsOf(seriesOf(4, 4))).toEqual([
      { t: 1, value: 5 },
      { t: 2, value: 20 },
      { t: 3, value: 30 },
    ]);
  });

  it('merges what is older still again', () => {
    expect(pointsOf(seriesOf(10, 4))).toEqual([
      { t: 3, value: 15 },
      { t: 5, value: 45 },
      { t: 7, value: 65 },
      { t: 8, value: 80 },
      { t: 9, value: 90 },
    ]);
  });

  it('tells its last reading, and up to when its points stand for several', () => {
    expect(seriesOf(5, 4).last).toEqual({ t: 4, value: 40 });
    expect(seriesOf(3, 4).mergedUntil).toBe(-Infinity);
    expect(seriesOf(10, 4).mergedUntil).toBe(7);
  });

  it('spans a run of any length in bounded memory, its last minutes as they were read', () => {
    const points = pointsOf(seriesOf(100_000, 600));
    expect(points.length).toBeLessThan(600 * 9);
    expect(points.slice(-300).map(({ t }) => t)).toEqual(Array.from({ length: 300 }, (_, place) => 99_700 + place));
    expect(points.every((point, index) => index === 0 || point.t > (points[index - 1]?.t ?? 0))).toBe(true);
    expect(points.filter(({ t }) => t < 50_000).length).toBeGreaterThan(200);
    for (const one of points) expect(one.value).toBeGreaterThan(one.t * 10 - 5200);
  });

  it('is empty at first', () => {
    expect(pointsOf(new Series())).toEqual([]);
    expect(new Series().last).toBeUndefined();
  });
});
