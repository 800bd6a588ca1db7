import { describe, expect, it } from 'vitest';
import { placeCard } from '../../../../src/renderer/tour/place-card';

const window = { width: 900, height: 600 };
const card = { width: 380, height: 200 };
const target = (...[left, top, width, height]: readonly [number, number, number, number]) => ({
  left,
  top,
  width,
  height,
});

describe('the card of the tour', () => {
  it('stands below what it points at', () => {
    expect(placeCard(target(300, 50, 400, 60), card, window)).toEqual({ left: 310, top: 122 });
  });

  it('stands above where below is no room', () => {
    expect(placeCard(target(300, 400, 400, 190), card, window)).toEqual({ left: 310, top: 188 });
  });

  it('stands within what leaves room on neither side', () => {
    expect(placeCard(target(0, 50, 900, 540), card, window)).toEqual({ left: 260, top: 378 });
  });

  it('is never cut', () => {
    expect(placeCard(target(860, 10, 30, 30), card, window)).toEqual({ left: 508, top: 52 });
    expect(placeCard(target(0, 10, 30, 30), card, { width: 300, height: 150 })).toEqual({ left: 12, top: 12 });
  });

  it('stands in the middle where there is nothing to point at', () => {
    expect(placeCard(undefined, card, window)).toEqual({ left: 254, top: 194 });
  });
});
