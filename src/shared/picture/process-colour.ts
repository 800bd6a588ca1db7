/**
 * The colour of a process, the same in every picture.
 *
 * Chosen by its position in order of start. The first process, the command itself, is
 * neutral, because it mostly waits for the others. Six hues follow (Okabe and Ito), then
 * the same six a step towards the colour of text, which keeps its contrast on a dark and
 * on a light ground; a mark in the square tells the two steps apart without colour.
 */

const HUES = 6;
/** Share of the hue in the second step, in percent. */
const SECOND_STEP = 58;

/** What a process's colour is made of: a theme variable, plain or a step towards text. */
export interface ProcessHue {
  readonly token: `--js-${string}`;
  readonly isSecondStep: boolean;
}

/** @param index position in order of start, 0 is the command itself. */
export function hueOf(index: number): ProcessHue {
  if (index === 0) return { token: '--js-dim', isSecondStep: false };
  const place = (index - 1) % (HUES * 2);
  return { token: `--js-p${(place % HUES) + 1}`, isSecondStep: place >= HUES };
}

/** The colour for CSS and SVG; follows the theme by itself. */
export function cssColourOf(index: number): string {
  const { token, isSecondStep } = hueOf(index);
  return isSecondStep ? `color-mix(in srgb, var(${token}) ${SECOND_STEP}%, var(--js-text))` : `var(${token})`;
}

/** The colour for a canvas, which knows no variables. */
export function canvasColourOf(index: number, valueOf: (token: string) => string): string {
  const { token, isSecondStep } = hueOf(index);
  return isSecondStep ? mix(valueOf(token), valueOf('--js-text'), SECOND_STEP / 100) : valueOf(token);
}

/** Mixes two `#rrggbb` colours; gives the first back where either is written otherwise. */
export function mix(first: string, second: string, share: number): string {
  const one = channelsOf(first);
  const other = channelsOf(second);
  if (one === undefined || other === undefined) return first;
  const mixed = one.map((channel, place) => Math.round(channel * share + (other[place] ?? channel) * (1 - share)));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function channelsOf(colour: string): readonly number[] | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return match?.slice(1).map((channel) => Number.parseInt(channel, 16));
}
