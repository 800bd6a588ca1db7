/**
 * Splits a command line into arguments as a POSIX shell quotes them, and expands nothing:
 * no variables, no patterns, no pipes. Those are for a shell, and {@link Word.bare} lets a
 * caller see that one was meant.
 *
 * Quoting rules: Shell Command Language, 2.2 (pubs.opengroup.org, IEEE Std 1003.1).
 */

export interface Word {
  readonly text: string;
  /** The characters of it that stood outside of quotes and unescaped. */
  readonly bare: string;
}

export type Split =
  | { readonly ok: true; readonly words: readonly Word[] }
  /** `position` counts characters from 1. */
  | { readonly ok: false; readonly problem: 'open-quote'; readonly quote: string; readonly position: number }
  | { readonly ok: false; readonly problem: 'open-escape'; readonly position: number };

interface Options {
  /** On Windows a backslash outside of quotes is a path's. */
  readonly isBackslashPlain?: boolean;
}

const WORD_END = /\s/;
/** What a backslash can escape within double quotes. */
const ESCAPABLE = '"\\$`\n';

type OpenEnd = Extract<Split, { readonly ok: false }>;

/** One step through the line: what it adds to the word, and where the next begins. */
interface Piece {
  readonly text: string;
  readonly isBare: boolean;
  readonly next: number;
}

export function splitCommandLine(line: string, options: Options = {}): Split {
  const words: Word[] = [];
  let word: Word | undefined;
  let at = 0;
  while (at < line.length) {
    if (WORD_END.test(line.charAt(at))) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at += 1;
      continue;
    }
    const piece = readPiece(line, at, options);
    if ('ok' in piece) return piece;
    const { text, bare }: Word = word ?? { text: '', bare: '' };
    word = { text: text + piece.text, bare: piece.isBare ? bare + piece.text : bare };
    at = piece.next;
  }
  if (word !== undefined) words.push(word);
  return { ok: true, words };
}

function readPiece(line: string, at: number, { isBackslashPlain = false }: Options): Piece | OpenEnd {
  const char = line.charAt(at);
  if (char === '"' || char === "'") {
    return readQuoted(line, at) ?? { ok: false, problem: 'open-quote', quote: char, position: at + 1 };
  }
  if (char !== '\\' || isBackslashPlain) return { text: char, isBare: true, next: at + 1 };
  if (at + 1 === line.length) return { ok: false, problem: 'open-escape', position: at + 1 };
  const escaped = line.charAt(at + 1);
  return { text: escaped === '\n' ? '' : escaped, isBare: false, next: at + 2 };
}

/** @returns what stands between the quote at `start` and its partner; `undefined` without partner. */
function readQuoted(line: string, start: number): Piece | undefined {
  const quote = line.charAt(start);
  let text = '';
  let at = start + 1;
  while (at < line.length && line.charAt(at) !== quote) {
    const isEscape = quote === '"' && line.charAt(at) === '\\' && isEscapable(line.charAt(at + 1));
    if (isEscape) at += 1;
    // A backslash before the end of a line joins the two lines.
    if (!isEscape || line.charAt(at) !== '\n') text += line.charAt(at);
    at += 1;
  }
  return at < line.length ? { text, isBare: false, next: at + 1 } : undefined;
}

const isEscapable = (char: string): boolean => char !== '' && ESCAPABLE.includes(char);

/** The first sign that only a shell would understand: a pipe, a redirection, a variable, a pattern, `~`. */
export function shellSignIn(words: readonly Word[]): string | undefined {
  for (const { text, bare } of words) {
    if (bare === text && /^~(\/|$)/.test(text)) return '~';
    const sign = /&&|\|\||[|<>;*]|\$[\w({]|`|&$/.exec(bare);
    if (sign !== null) return sign[0].startsWith('$') ? '$' : sign[0];
  }
  return undefined;
}
