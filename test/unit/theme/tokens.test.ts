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

/** Red, green and blue in proportion to their light, 0 to 1 (IEC 61966-2-1). */
function lightOf(colour: string): readonly [number, number, number] {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return [red, green, blue];
}

/** WCAG 2.2, relative luminance. */
function luminanceOf(colour: string): number {
  const [red, green, blue] = lightOf(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

type Row = readonly [number, number, number];

/** How eyes that lack one kind of cone see, fully (Machado, Oliveira and Fernandes 2009, table 1), and all three. */
const EYES: Readonly<Record<string, readonly [Row, Row, Row]>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  'three kinds of cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
};

const times = (row: Row, light: Row): number => row[0] * light[0] + row[1] * light[1] + row[2] * light[2];

/** A colour as these eyes see it, in CIE L*a*b* of daylight. */
function seenBy(eyes: string, colour: string): Row {
  const light = (EYES[eyes] ?? []).map((row) =>
    Math.min(1, Math.max(0, times(row, lightOf(colour)))),
  ) as unknown as Row;
  const [x, y, z] = (
    [
      [0.4339, 0.3762, 0.1899],
      [0.2126, 0.7152, 0.0722],
      [0.0177, 0.1095, 0.8728],
    ] satisfies Row[]
  ).map((row) => {
    const share = times(row, light);
    return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116;
  }) as unknown as Row;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (one: Row, other: Row): number => Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);

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

  // 2.3 is what an eye can just tell side by side; processes lie apart.
  it.each(Object.keys(EYES))('tells any two processes apart to eyes with %s', (eyes) => {
    const seen = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map((name) => seenBy(eyes, theme.get(name) ?? ''));
    const distances = seen.flatMap((one, place) => seen.slice(place + 1).map((other) => distance(one, other)));
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(10);
  });
});
