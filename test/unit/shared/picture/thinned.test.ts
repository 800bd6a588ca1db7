import { describe, expect, it } from 'vitest';
import { thinned } from '../../../../src/shared/picture/chart-data';

const points = Array.from({ length: 16 }, (_, t) => ({ t, value: t % 4 }));
const window = { from: 0, to: 16 };

describe('readings that are more than a picture has room for', () => {
  it('become one a bucket, at the last moment of each: their mean', () => {
    expect(thinned(points, window, { most: 4, merge: 'mean' })).toEqual([3, 7, 11, 15].map((t) => ({ t, value: 1.5 })));
  });

  it('or their peak, below zero too', () => {
    const below = points.map(({ t, value }) => ({ t, value: value - 10 }));
    expect(thinned(below, window, { most: 4, merge: 'max' })).toEqual([3, 7, 11, 15].map((t) => ({ t, value: -7 })));
  });

  it('stay as they are where there is room', () => {
    expect(thinned(points, window, { most: 16, merge: 'mean' })).toEqual(points);
  });
});
