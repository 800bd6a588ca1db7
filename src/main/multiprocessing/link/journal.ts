import type { Bytes } from '../../../shared/units';
import { END_WORD, HOT_WORD, JOURNAL_DATA, JOURNAL_ROOM, START_WORD } from './journal-layout';

/** A view of so few bytes costs more than copying them one by one. */
const SHORT: Bytes = 256;

/**
 * The child's side of its journal: see `link/journal-layout.ts`. A store costs nanoseconds
 * where a write costs a microsecond, and wakes nobody.
 */
export class Journal {
  readonly #words: Int32Array;
  readonly #data: Uint8Array;
  #start: number;
  #length: Bytes = 0;

  /**
   * @param memory of `JOURNAL_SIZE` bytes.
   * @param position bytes that the pipe has taken so far.
   */
  constructor(memory: Uint8Array, position: number) {
    this.#words = new Int32Array(memory.buffer, memory.byteOffset, JOURNAL_DATA / 4);
    this.#data = memory.subarray(JOURNAL_DATA);
    this.#start = position | 0;
    this.clear(position);
  }

  /**
   * Holds all that is to be written from now on.
   *
   * @param unwritten the bytes that the pipe has not taken; those that were here before are the same.
   * @returns whether there was room. Once it returns true, the parent has them whatever happens here.
   */
  hold(unwritten: Uint8Array, end: Bytes): boolean {
    if (end > JOURNAL_ROOM) return false;
    const data = this.#data;
    if (end - this.#length > SHORT) data.set(unwritten.subarray(this.#length, end), this.#length);
    else for (let at = this.#length; at < end; at += 1) data[at] = unwritten[at] ?? 0;
    this.#length = end;
    // Bytes first: an atomic store is not seen before what was stored before it.
    Atomics.store(this.#words, END_WORD, (this.#start + end) | 0);
    return true;
  }

  /** Says before a write whether the other end is to look for more after it. */
  announce(isHot: boolean): void {
    Atomics.store(this.#words, HOT_WORD, isHot ? 1 : 0);
  }

  /** The pipe has taken all of it. @param position bytes that the pipe has taken so far. */
  clear(position: number): void {
    this.#start = position | 0;
    this.#length = 0;
    // The start first: between the two there is less than nothing here.
    Atomics.store(this.#words, START_WORD, this.#start);
    Atomics.store(this.#words, END_WORD, this.#start);
    // No later store is seen before these: an atomic load stays behind an atomic store, and all else behind the load.
    Atomics.load(this.#words, START_WORD);
  }
}
