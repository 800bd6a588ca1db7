import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/shared/theme/tokens.css', import.meta.url), 'utf8');
const [lightPart = '', darkPart = ''] = css.split('@media (prefers-color-scheme: dark)');

function coloursIn(part: string): Map<string, string> {
  return new Map(
    [...part.matchAll(/--js-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}
const themes = { light: coloursIn(lightPart), dark: coloursIn(darkPart) };

/** WCAG 2.2, relative luminance. */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(Object.entries(themes))('%s theme', (_, theme) => {
  const contrast = (one: string, other: string) => contrastOf(theme.get(one) ?? '', theme.get(other) ?? '');

  it('has every colour of the other theme', () => {
    expect([...theme.keys()].sort()).toEqual([...themes.light.keys()].sort());
  });

  it.each(['text', 'dim', 'accent-text', 'ok-text', 'warn-text', 'bad-text'])('can be read: %s', (ink) => {
    for (const ground of ['bg', 'panel', 'raised']) {
      expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('can be read on the accent, and on its soft form', () => {
    expect(contrast('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5);
    expect(contrast('text', 'accent-soft')).toBeGreaterThanOrEqual(4.5);
    expect(contrast('accent-text', 'accent-soft')).toBeGreaterThanOrEqual(4.5);
    expect(contrast('bad-text', 'bad-soft')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'accent', 'ok', 'warn', 'bad'])('can be seen as a mark: %s', (mark) => {
    for (const ground of ['bg', 'panel']) {
      expect(contrast(mark, ground), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  });
});
