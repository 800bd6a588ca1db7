/** The child's side of `link/bulk.ts`. */
import { closeSync, readSync } from 'node:fs';
import type { Bytes } from '../../../shared/units';
import type { Apart } from '../codec/frame-writer';
import { BULK, IS_THERE, WORTH_BULK } from '../link/bulk';
import { hugePageAdviser } from '../link/huge-pages';
import { type Koffi, loadKoffi, type LoadPackage } from '../link/native';
import type { BulkOffer } from '../protocol';
import { endUnheard } from './end-unheard';

/** pipe2(2): neither end goes to a program that this one starts. */
const O_CLOEXEC = 0o2_000_000;

export class Bulk {
  readonly #offer: (offer: BulkOffer) => void;
  readonly #load: LoadPackage;
  /** What went by the pipe; not counted once it is enough. */
  #passed: Bytes = 0;
  #koffi: Koffi | undefined;
  #adviseHugePages: ((bytes: Uint8Array) => void) | undefined;
  /** A pipe's ends, of which the parent gets the second: what ends the wait for it. */
  #answers: { readonly read: number; readonly write: number } | undefined;
  /** The parent writes into it: it must stay where it is. */
  readonly #word = new Int32Array(new ArrayBuffer(4096), 0, 1);

  /** @param offer tells the parent. */
  constructor(offer: (offer: BulkOffer) => void, load: LoadPackage) {
    this.#offer = offer;
    this.#load = load;
  }

  /** So much of a message went by the pipe, either way. */
  passed(bytes: Bytes): void {
    if (bytes < BULK || this.#passed >= WORTH_BULK) return;
    this.#passed += bytes;
    if (this.#passed >= WORTH_BULK) this.#open();
  }

  /** The parent can copy. @returns what goes apart from now on. */
  begin(): Apart | undefined {
    const koffi = this.#koffi;
    if (koffi === undefined || this.#answers === undefined) return undefined;
    // With the parent's end closed as well, the wait ends.
    closeSync(this.#answers.write);
    return { from: BULK, addressOf: (attachment) => Number(koffi.address(attachment)) };
  }

  /** Where these are, which are to be filled. Not before the offer was made. */
  addressesOf(attachments: readonly Uint8Array[]): readonly number[] {
    for (const attachment of attachments) this.#adviseHugePages?.(attachment);
    return attachments.map((attachment) => Number(this.#koffi?.address(attachment)));
  }

  /** Until the parent has all of what goes apart. @returns false when it could not copy it. */
  awaitTaken(): boolean {
    const answer = Buffer.alloc(1);
    let count = 0;
    do {
      count = this.#read(answer);
    } while (count < 0);
    if (count === 0) endUnheard(new Error('it has ended'));
    return answer[0] === IS_THERE;
  }

  /** @returns -1 when a signal came between. */
  #read(answer: Buffer): number {
    try {
      return readSync(this.#answers?.read ?? -1, answer);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EINTR' ? -1 : endUnheard(error as Error);
    }
  }

  #open(): void {
    try {
      const koffi = loadKoffi(this.#load);
      const makePipe = koffi.load(null).func('pipe2', 'int', ['void *', 'int']) as (
        pair: Buffer,
        flags: number,
      ) => number;
      const pair = Buffer.alloc(8);
      if (makePipe(pair, O_CLOEXEC) !== 0) return;
      const [read, write] = [pair.readInt32LE(0), pair.readInt32LE(4)];
      this.#koffi = koffi;
      this.#adviseHugePages = hugePageAdviser(koffi);
      this.#answers = { read, write };
      const mark = Math.floor(Math.random() * 2 ** 30);
      this.#word[0] = mark;
      this.#offer({ address: Number(koffi.address(this.#word)), mark, descriptor: write });
    } catch {
      // All goes by the pipe, as before.
    }
  }
}
