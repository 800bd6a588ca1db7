import { describe, expect, it } from 'vitest';
import { windowPlace, windowStateSchema } from '../../../src/main/app/window-place';

const primary = { x: 0, y: 25, width: 1920, height: 1055 };
const left = { x: 2000, y: 100, width: 1000, height: 700 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };

describe('windowPlace', () => {
  it('is left to the system at the first start', () => {
    expect(windowPlace(undefined, [primary])).toEqual({ width: 1280, height: 800 });
  });

  it('is where the window was left', () => {
    expect(windowPlace(left, [primary, second])).toEqual(left);
  });

  it('is left to the system when its display is gone', () => {
    expect(windowPlace(left, [primary])).toEqual({ width: 1000, height: 700 });
  });

  it.each([
    ['above the display', { ...left, x: 100, y: -500 }],
    ['with a sliver at the right edge', { ...left, x: 1915, y: 100 }],
    ['below the display', { ...left, x: 100, y: 1079 }],
  ])('is not %s', (_where, bounds) => {
    expect(windowPlace(bounds, [primary])).not.toHaveProperty('x');
  });

  it('fits a display that is smaller than the window was', () => {
    const small = { x: 0, y: 0, width: 800, height: 600 };
    expect(windowPlace({ ...small, width: 3000, height: 2000 }, [small])).toMatchObject({ width: 800, height: 600 });
  });
});

describe('windowStateSchema', () => {
  it('takes a file that somebody edited as none', () => {
    expect(windowStateSchema.parse({ bounds: { x: 'left' }, isMaximized: 7 })).toEqual({ isMaximized: false });
  });
});
