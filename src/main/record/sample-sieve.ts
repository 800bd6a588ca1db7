/**
 * Takes samples out of the bytes of a recording before anything is made of them.
 *
 * Of a day nearly all bytes are samples, many times more than a picture has points for. So of
 * samples only as many bytes pass as there is room for, evenly over the file; every other line passes.
 * A line is known by its begin, which is the same in all that our writer wrote.
 */
import type { Bytes } from '../../shared/units';

const LINE_END = 0x0a;
const SAMPLE = Buffer.from('{"type":"sample",');

export interface Sieve {
  /** @returns what passes of the next bytes. */
  readonly push: (piece: Buffer) => Buffer;
  /** @returns what is left at the end of the file: a line that was cut off at its begin. */
  readonly end: () => Buffer;
  /** Samples that did not pass. */
  readonly dropped: number;
}

/** For a file of which all is read. */
export const allPass: Sieve = { push: (piece) => piece, end: () => Buffer.alloc(0), dropped: 0 };

export class SampleSieve implements Sieve {
  /** Of each byte of the file so many of samples may pass. */
  readonly #share: number;
  #position: Bytes = 0;
  #passed: Bytes = 0;
  #dropped = 0;
  /** What the line does in whose midst the last piece ended; `undefined` between two lines. */
  #line: 'passes' | 'sample passes' | 'is dropped' | undefined;
  /** The begin of a line, too short to tell. */
  #carried: Buffer = Buffer.alloc(0);

  /** @param room for samples, evenly over `fileSize`. */
  constructor(fileSize: Bytes, room: Bytes) {
    this.#share = room / fileSize;
  }

  get dropped(): number {
    return this.#dropped;
  }

  push(piece: Buffer): Buffer {
    const bytes = this.#carried.length === 0 ? piece : Buffer.concat([this.#carried, piece]);
    this.#carried = Buffer.alloc(0);
    const passing: Buffer[] = [];
    let from = 0;
    for (let at = 0; at < bytes.length;) {
      if (this.#line === undefined && isTooShort(bytes, at)) {
        this.#carried = Buffer.from(bytes.subarray(at));
        passing.push(bytes.subarray(from, at));
        return Buffer.concat(passing);
      }
      this.#line ??= this.#judge(bytes, at);
      const end = bytes.indexOf(LINE_END, at);
      const next = end === -1 ? bytes.length : end + 1;
      if (this.#line === 'sample passes') this.#passed += next - at;
      if (this.#line === 'is dropped') {
        if (from < at) passing.push(bytes.subarray(from, at));
        from = next;
      }
      this.#position += next - at;
      if (end !== -1) this.#line = undefined;
      at = next;
    }
    if (passing.length === 0) return bytes.subarray(from);
    return Buffer.concat([...passing, bytes.subarray(from)]);
  }

  end(): Buffer {
    return this.#carried;
  }

  #judge(bytes: Buffer, at: number): 'passes' | 'sample passes' | 'is dropped' {
    if (bytes.compare(SAMPLE, 0, SAMPLE.length, at, Math.min(bytes.length, at + SAMPLE.length)) !== 0) return 'passes';
    if (this.#passed <= this.#position * this.#share) return 'sample passes';
    this.#dropped += 1;
    return 'is dropped';
  }
}

/** It may become a sample with the next piece. */
function isTooShort(bytes: Buffer, at: number): boolean {
  const there = bytes.length - at;
  return there < SAMPLE.length && bytes.compare(SAMPLE, 0, there, at) === 0;
}
