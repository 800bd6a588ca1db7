/** Splits text that comes in pieces into lines of bounded length. */
export class LineSplitter {
  readonly #maxLength: number;
  #rest = '';
  #isOverlong = false;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** The line that has not ended yet; '' of one that is too long already. */
  get rest(): string {
    return this.#rest;
  }

  /** A line has begun and not ended. */
  get isUnfinished(): boolean {
    return this.#rest !== '' || this.#isOverlong;
  }

  /** @returns the lines that ended in this piece; `undefined` stands for one that was too long. */
  push(piece: string): (string | undefined)[] {
    const parts = piece.split('\n');
    const last = parts.pop() ?? '';
    const lines: (string | undefined)[] = parts.map((part, index) =>
      this.#lineOf(index === 0 ? this.#rest + part : part),
    );
    if (lines.length > 0) {
      if (this.#isOverlong) lines[0] = undefined;
      this.#rest = '';
      this.#isOverlong = false;
    }
    this.#keep(last);
    return lines;
  }

  #lineOf(line: string): string | undefined {
    if (line.length > this.#maxLength) return undefined;
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }

  /** Keeps the beginning of an unfinished line, but not of one that is too long already. */
  #keep(piece: string): void {
    if (this.#isOverlong) return;
    this.#rest += piece;
    if (this.#rest.length <= this.#maxLength) return;
    this.#isOverlong = true;
    this.#rest = '';
  }
}
