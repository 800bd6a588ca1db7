/** Longest line kept whole; the rest of it comes as further lines. */
export const MAX_LINE = 65_536;

export interface OutputLine {
  readonly text: string;
  /** It was longer than {@link MAX_LINE} and goes on in the next line. */
  readonly isCut: boolean;
}

/**
 * Cuts a stream of bytes into lines of text.
 *
 * A character that is split between two chunks is put together; bytes that are no UTF-8
 * become U+FFFD. `\n` and `\r\n` end a line; a lone `\r` (a progress bar) does not.
 */
export class OutputLines {
  readonly #decoder = new TextDecoder('utf-8');
  #rest = '';

  /** @returns the lines that this chunk completed. */
  push(chunk: Uint8Array): readonly OutputLine[] {
    return this.#cut(this.#rest + this.#decoder.decode(chunk, { stream: true }));
  }

  /** @returns what was left without a line end. */
  end(): readonly OutputLine[] {
    const lines = this.#cut(this.#rest + this.#decoder.decode());
    const rest = this.#rest;
    this.#rest = '';
    return rest === '' ? lines : [...lines, { text: rest, isCut: false }];
  }

  #cut(text: string): readonly OutputLine[] {
    const parts = text.split('\n');
    const last = parts.pop() ?? '';
    const lines = parts.flatMap((part) => piecesOf(part.endsWith('\r') ? part.slice(0, -1) : part));
    if (last.length <= MAX_LINE) {
      this.#rest = last;
      return lines;
    }
    const pieces = piecesOf(last);
    this.#rest = pieces.at(-1)?.text ?? '';
    return [...lines, ...pieces.slice(0, -1)];
  }
}

function piecesOf(line: string): readonly OutputLine[] {
  if (line.length <= MAX_LINE) return [{ text: line, isCut: false }];
  const pieces: OutputLine[] = [];
  for (let start = 0; start < line.length; start += MAX_LINE) {
    pieces.push({ text: line.slice(start, start + MAX_LINE), isCut: start + MAX_LINE < line.length });
  }
  return pieces;
}
