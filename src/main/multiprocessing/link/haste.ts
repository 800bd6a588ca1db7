/**
 * When a worker holds back what it has to say, because tiny tasks follow each other, or a process because small items do.
 *
 * A write for each task is half of a tiny task's cost, on both sides. Where there is a
 * journal, which the parent can read at any time, one write does for many. A worker gets one
 * once it has seen enough tiny tasks to pay for it, so none is late for it at its start.
 */
import { closeSync } from 'node:fs';
import type { Bytes, Milliseconds, MonotonicMilliseconds } from '../../../shared/units';
import { JOURNAL_SIZE, MARK_WORD } from './journal-layout';
import type { LoadPackage } from './native';
import { Journal } from './journal';
import { openSharedMemory, type SharedMemory } from './shared-memory';

/** No longer than this is a result held back while tiny tasks follow it: about a round trip. */
const HELD: Milliseconds = 0.2;
/** From one task's end to the next one's, when both are tiny. */
const TINY: Milliseconds = 0.1;
/** Tiny tasks after which the journal is worth its opening, which takes as long as some thousand of them save. */
const MANY = 500;

export class Haste {
  readonly #offer: (descriptor: number, mark: number) => void;
  readonly #load: LoadPackage;
  #tiny = 0;
  #isTiny = false;
  #lastAt: MonotonicMilliseconds = 0;
  /** `undefined` when nothing is held back. */
  #heldSince: MonotonicMilliseconds | undefined;
  #memory: SharedMemory | undefined;
  #journal: Journal | undefined;

  /** @param offer tells the parent of the memory. */
  constructor(offer: (descriptor: number, mark: number) => void, load: LoadPackage) {
    this.#offer = offer;
    this.#load = load;
  }

  /** See {@link Journal.announce}. @returns whether it was announced that something may be held. */
  announce(isHot: boolean): boolean {
    this.#journal?.announce(isHot);
    return isHot && this.#journal !== undefined;
  }

  /** What was asked about last followed its predecessor at once. */
  get isTiny(): boolean {
    return this.#isTiny;
  }

  /** Whether the message that is to be sent now may wait for another. */
  mayHold(now: MonotonicMilliseconds): boolean {
    this.#isTiny = now - this.#lastAt < TINY;
    this.#lastAt = now;
    if (!this.#isTiny) return false;
    if (this.#journal === undefined) {
      this.#tiny += 1;
      if (this.#tiny === MANY) this.#openMemory();
      return false;
    }
    this.#heldSince ??= now;
    return now - this.#heldSince < HELD;
  }

  /**
   * See {@link Journal.hold}. Not before {@link Haste.begin}.
   *
   * @returns whether it is held.
   */
  readonly hold = (unwritten: Buffer, length: Bytes): boolean => this.#journal?.hold(unwritten, length) === true;

  /** All is written. @param position bytes that the pipe has taken so far. */
  wrote(position: number): void {
    this.#heldSince = undefined;
    this.#journal?.clear(position);
  }

  /** The parent can read the memory. */
  begin(position: number): void {
    if (this.#memory === undefined) return;
    const { bytes, descriptor } = this.#memory;
    this.#journal = new Journal(bytes, position);
    // The memory stays where it is.
    closeSync(descriptor);
  }

  #openMemory(): void {
    this.#memory = openSharedMemory(JOURNAL_SIZE, this.#load);
    if (this.#memory === undefined) return;
    const mark = Math.floor(Math.random() * 2 ** 31);
    new DataView(this.#memory.bytes.buffer, this.#memory.bytes.byteOffset).setInt32(4 * MARK_WORD, mark, true);
    this.#offer(this.#memory.descriptor, mark);
  }
}
