/**
 * Takes the lines out of the bytes of a recording from which a list is made, before anything is made of the others.
 *
 * They are a few hundred among millions. The others are passed over by a search for text, which goes
 * through a gigabyte in about a second and makes no garbage; that a day was recorded costs a list no more.
 */
import type { Bytes } from '../../shared/units';
import type { Sieve } from './sample-sieve';

const LINE_END = 0x0a;
/** One of these stands in each line that passes, and in no text: there its quotes would be escaped. */
const NEEDED = ['"type":"process-', '"type":"verdict"', '"type":"run-ended"'].map((text) => Buffer.from(text));
/** What is longer is no line of ours. */
const MOST: Bytes = 1024 ** 2;

export class NeededLines implements Sieve {
  readonly dropped = 0;
  /** The file still grows: its last line may be half of one. */
  readonly #isGrowing: boolean;
  #isPastHeader = false;
  #pushed: Bytes = 0;
  /** The begin of a line. */
  #carried: Buffer = Buffer.alloc(0);
  /** In a line that is too long. */
  #isSkipping = false;
  #last: Buffer = Buffer.alloc(0);

  constructor({ isGrowing }: { readonly isGrowing: boolean }) {
    this.#isGrowing = isGrowing;
  }

  /** Bytes of the file that were read, up to and with a line end. */
  get position(): Bytes {
    return this.#pushed - this.#carried.length;
  }

  /** The last whole line, needed or not. */
  get last(): string {
    return this.#last.toString('latin1');
  }

  push(piece: Buffer): Buffer {
    this.#pushed += piece.length;
    if (this.#isPastHeader) return this.#neededOf(piece);
    const end = piece.indexOf(LINE_END) + 1;
    if (end === 0) return piece;
    this.#isPastHeader = true;
    return Buffer.concat([piece.subarray(0, end), this.#neededOf(piece.subarray(end))]);
  }

  /** What is left of a file that still grows is read with what follows. */
  end(): Buffer {
    const rest = this.#carried;
    if (!this.#isGrowing) return rest;
    this.#pushed -= rest.length;
    this.#carried = Buffer.alloc(0);
    return this.#carried;
  }

  #neededOf(piece: Buffer): Buffer {
    const whole = this.#wholeLines(piece);
    if (whole.length === 0) return whole;
    this.#last = whole.subarray(whole.lastIndexOf(LINE_END, whole.length - 2) + 1, whole.length - 1);
    const lines = linesWith(NEEDED, whole);
    return lines.length === 1 && lines[0] !== undefined ? lines[0] : Buffer.concat(lines);
  }

  /** Whole lines, each with its end; the rest is kept for the next piece. */
  #wholeLines(piece: Buffer): Buffer {
    const from = this.#isSkipping ? piece.indexOf(LINE_END) + 1 : 0;
    if (this.#isSkipping && from === 0) return Buffer.alloc(0);
    this.#isSkipping = false;
    const fresh = piece.subarray(from);
    const bytes = this.#carried.length === 0 ? fresh : Buffer.concat([this.#carried, fresh]);
    const end = bytes.lastIndexOf(LINE_END) + 1;
    this.#isSkipping = bytes.length - end > MOST;
    this.#carried = this.#isSkipping ? Buffer.alloc(0) : Buffer.from(bytes.subarray(end));
    return bytes.subarray(0, end);
  }
}

/** In their order, each once. @param bytes whole lines. */
function linesWith(texts: readonly Buffer[], bytes: Buffer): readonly Buffer[] {
  const begins = new Set<number>();
  for (const text of texts) {
    for (let at = bytes.indexOf(text); at !== -1;) {
      begins.add(bytes.lastIndexOf(LINE_END, at) + 1);
      at = bytes.indexOf(text, bytes.indexOf(LINE_END, at));
    }
  }
  return [...begins].sort((a, b) => a - b).map((begin) => bytes.subarray(begin, bytes.indexOf(LINE_END, begin) + 1));
}
