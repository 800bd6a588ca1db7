/** Text with terminal escapes (ECMA-48) as pieces with a colour of the theme. */
export interface TextPiece {
  readonly text: string;
  /** Theme variable; `undefined` for the usual colour. */
  readonly token: string | undefined;
  readonly isBold: boolean;
}

/** Black to white: only those that carry words on either ground (contrast 4.5). */
const COLOURS: readonly (string | undefined)[] = [
  '--js-dim',
  '--js-bad-text',
  '--js-ok-text',
  '--js-warn-text',
  '--js-accent-text',
  '--js-p4',
  '--js-accent-text',
  undefined,
];

// CSI sequences, OSC sequences up to their end, two-character escapes, and other control characters but tab.

const ESCAPE =
  /\u001b\[([0-9;:]*)[ -/]*([@-~])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -~]?|[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Colours and bold are kept as far as the theme has them, all else that is no text is dropped. */
export function ansiPieces(line: string): readonly TextPiece[] {
  if (!/[\u0000-\u001f\u007f]/.test(line)) return [{ text: line, token: undefined, isBold: false }];
  const pieces: TextPiece[] = [];
  let style: Omit<TextPiece, 'text'> = { token: undefined, isBold: false };
  let from = 0;
  for (const match of line.matchAll(ESCAPE)) {
    if (match.index > from) pieces.push({ ...style, text: line.slice(from, match.index) });
    if (match[2] === 'm') style = restyled(style, match[1] ?? '');
    from = match.index + match[0].length;
  }
  if (from < line.length) pieces.push({ ...style, text: line.slice(from) });
  return pieces;
}

/** The text alone. */
export function plainText(line: string): string {
  return ansiPieces(line)
    .map(({ text }) => text)
    .join('');
}

function restyled(style: Omit<TextPiece, 'text'>, parameters: string): Omit<TextPiece, 'text'> {
  let next = style;
  const codes = parameters.split(/[;:]/).map(Number);
  for (let place = 0; place < codes.length; place += 1) {
    const code = codes[place] ?? 0;
    // 38 and 48 take 5;n or 2;r;g;b: colours that the theme does not have.
    if (code === 38 || code === 48) place += codes[place + 1] === 5 ? 2 : 4;
    else next = coloured(next, code);
  }
  return next;
}

function coloured(style: Omit<TextPiece, 'text'>, code: number): Omit<TextPiece, 'text'> {
  if (code === 0) return { token: undefined, isBold: false };
  if (code === 1) return { ...style, isBold: true };
  if (code === 22) return { ...style, isBold: false };
  if (code === 39) return { ...style, token: undefined };
  if (code >= 30 && code <= 37) return { ...style, token: COLOURS[code - 30] };
  if (code >= 90 && code <= 97) return { ...style, token: COLOURS[code - 90] };
  return style;
}
