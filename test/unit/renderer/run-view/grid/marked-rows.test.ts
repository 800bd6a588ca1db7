import { describe, expect, it } from 'vitest';
import {
  all,
  goTo,
  type Marking,
  nothingMarked,
  stepOf,
  stretched,
  toggled,
} from '../../../../../src/renderer/run-view/grid/marked-rows';

const KEYS = ['a', 'b', 'c', 'd', 'e'];
const marksOf = ({ marked }: Marking): readonly unknown[] => [...marked];

describe('marking rows', () => {
  it('stretches from where one went last, either way', () => {
    const { anchor } = goTo('c');
    expect(marksOf(stretched(KEYS, anchor, 'e'))).toEqual(['c', 'd', 'e']);
    expect(marksOf(stretched(KEYS, anchor, 'a'))).toEqual(['a', 'b', 'c']);
  });

  it('begins at the row itself where the anchor is gone', () => {
    expect(marksOf(stretched(KEYS, 'gone', 'b'))).toEqual(['b']);
  });

  it('adds one row to that which was gone to, and takes it away again', () => {
    const two = toggled(goTo('b'), 'd', 'b');
    expect(marksOf(two)).toEqual(['b', 'd']);
    expect(marksOf(toggled(two, 'b', 'd'))).toEqual(['d']);
    expect(marksOf(toggled(nothingMarked, 'a', undefined))).toEqual(['a']);
  });

  it('marks all', () => {
    expect(marksOf(all(KEYS))).toEqual(KEYS);
  });

  it('moves by rows, pages and to the ends', () => {
    expect(['ArrowUp', 'PageDown', 'End', 'x'].map((key) => stepOf(key, 10))).toEqual([-1, 10, Infinity, undefined]);
  });
});
