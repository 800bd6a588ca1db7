import { describe, expect, it } from 'vitest';
import { canvasColourOf, cssColourOf, hueOf, mix } from '../../../../src/shared/picture/process-colour';

describe('the colour of a process', () => {
  it('is neutral for the command, then one of six hues, then a second step of each', () => {
    expect(hueOf(0)).toEqual({ token: '--js-dim', isSecondStep: false });
    expect(hueOf(1)).toEqual({ token: '--js-p1', isSecondStep: false });
    expect(hueOf(6)).toEqual({ token: '--js-p6', isSecondStep: false });
    expect(hueOf(7)).toEqual({ token: '--js-p1', isSecondStep: true });
    expect(hueOf(13)).toEqual(hueOf(1));
  });

  it('is the same on a canvas as in CSS', () => {
    const values: Readonly<Record<string, string>> = { '--js-p1': '#000000', '--js-text': '#ffffff' };
    expect(cssColourOf(7)).toBe('color-mix(in srgb, var(--js-p1) 58%, var(--js-text))');
    expect(canvasColourOf(7, (token) => values[token] ?? '')).toBe('#6b6b6b');
  });

  it('is left alone where it cannot be mixed', () => {
    expect(mix('red', '#ffffff', 0.5)).toBe('red');
  });
});
