/**
 * How many columns of a terminal a text takes.
 *
 * Wide are the blocks that Unicode gives to East Asian scripts and to emoji (UAX #11, EastAsianWidth.txt
 * of Unicode 16: W and F); marks that are drawn on the character before them, and
 * format characters, take none. A package for this exists and knows every exception, but it
 * takes 10 ms to load, which is more than a whole short run should notice.
 */
const WIDE: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x2614, 0x2615],
  [0x26a1, 0x26a1],
  [0x2705, 0x2705],
  [0x274c, 0x274c],
  [0x2753, 0x2755],
  [0x2795, 0x2797],
  [0x2b1b, 0x2b1c],
  [0x2b50, 0x2b50],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];
const PLAIN = /^[\u0020-\u007E]*$/;
const WITHOUT_WIDTH = /^[\p{Mark}\p{Format}\p{Control}]$/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function columnWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  // A grapheme is as wide as its first character: what follows is drawn into the same place.
  for (const { segment } of graphemes.segment(text)) width += widthOfCharacter(segment);
  return width;
}

function widthOfCharacter(grapheme: string): number {
  const code = grapheme.codePointAt(0) ?? 0;
  if (WITHOUT_WIDTH.test(String.fromCodePoint(code))) return 0;
  // Variation selector 16 asks for the picture, which is wide.
  return grapheme.includes('\uFE0F') || WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}
