import { describe, expect, it } from 'vitest';
import { Columns, pointsOf } from '../../../../src/shared/model/columns';
import { thinned, type Thinning } from '../../../../src/shared/picture/chart-data';

const points = Array.from({ length: 16 }, (_, t) => ({ t, value: t % 4 }));
const window = { from: 0, to: 16 };

const thin = (of: typeof points, thinning: Thinning) => pointsOf(thinned(Columns.of(of), window, thinning));

describe('readings that are more than a picture has room for', () => {
  it('become one a bucket, at the last moment of each: their mean', () => {
    expect(thin(points, { most: 4, merge: 'mean' })).toEqual([3, 7, 11, 15].map((t) => ({ t, value: 1.5 })));
  });

  it('or their peak, below zero too', () => {
    const below = points.map(({ t, value }) => ({ t, value: value - 10 }));
    expect(thin(below, { most: 4, merge: 'max' })).toEqual([3, 7, 11, 15].map((t) => ({ t, value: -7 })));
  });

  it('stay as they are where there is room', () => {
    expect(thin(points, { most: 16, merge: 'mean' })).toEqual(points);
  });
});
