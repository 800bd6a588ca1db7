import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { Bytes, Pid } from '../../../shared/units';
import { BrokenChannelError } from '../codec/frame-reader';
import type { FrameSink } from '../codec/read-frames';
import { END_WORD, HOT_WORD, JOURNAL_DATA, JOURNAL_ROOM, MARK_WORD, START_WORD } from './journal-layout';

/** From the first word to the last. */
const POSITIONS: Bytes = 4 * (END_WORD - START_WORD + 1);

/** Is read and done with in one go, so one is enough for all children. */
let memory: Buffer | undefined;

/** More is not read ahead of the pipe. */
const MAX_AHEAD: Bytes = 2 * JOURNAL_ROOM;

/** A piece of the child's stream that is in its journal. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * What a child says, by its pipe and by its journal (`journal-layout.ts`): one stream, of
 * which each byte is read once.
 */
export class JournaledFrames implements FrameSink {
  readonly #makeReader: () => FrameSink;
  readonly #isKept: boolean;
  #reader: FrameSink;
  #journal: number | undefined;
  /** Bytes of the stream that were read, by either way. */
  #position: number;
  /** How many of them are still to come by the pipe; they are behind `#passed` in `#known`. */
  #ahead: Bytes = 0;
  /** What is to come by the pipe once more: bytes that are none of the child's would else pass for them. */
  #known: Buffer | undefined;
  #passed: Bytes = 0;

  /**
   * @param position bytes of the stream that were read before.
   * @param isKept whether what reads the bytes keeps views of them.
   */
  constructor(makeReader: () => FrameSink, { position = 0, isKept = false } = {}) {
    this.#makeReader = makeReader;
    this.#reader = makeReader();
    this.#position = position | 0;
    this.#isKept = isKept;
  }

  /**
   * Opens a child's journal.
   *
   * @param journal its descriptor in the child, and its mark.
   * @returns whether it can be read, and is it. The parent of a process may open what that has open (proc(5), `/proc/pid/fd`).
   */
  open(pid: Pid, { descriptor, mark }: { readonly descriptor: number; readonly mark: number }): boolean {
    try {
      // Whatever it is that stands there, it is not waited for.
      this.#journal ??= openSync(`/proc/${pid}/fd/${descriptor}`, constants.O_RDONLY | constants.O_NONBLOCK);
      const read = this.#read(POSITION_BYTES, 4, 4 * MARK_WORD);
      if (read === 4 && POSITION_BYTES.readInt32LE(0) === mark) return true;
    } catch {
      // Not to be opened, or not to be read.
    }
    this.close();
    return false;
  }

  /** How much was read, by either way, modulo 2^32. */
  get position(): number {
    return this.#position;
  }

  /** Whether the child said before its last write that it may say more without one. */
  get isHot(): boolean {
    return this.#read(POSITION_BYTES, 4, 4 * HOT_WORD) === 4 && POSITION_BYTES.readInt32LE(0) !== 0;
  }

  /** Reads what the child has said and not written. Once it has ended and its pipe was read to the end, nothing is left. */
  catchUp(): void {
    const found = this.#findPiece();
    if (found === undefined) return;
    const length = (found.end - this.#position) | 0;
    // Nothing is new, or bytes before it are still in the pipe.
    if (length <= 0 || length > found.end - found.start || this.#passed + this.#ahead + length > MAX_AHEAD) return;
    memory ??= Buffer.allocUnsafeSlow(JOURNAL_ROOM);
    const read = this.#read(memory, length, JOURNAL_DATA + found.end - found.start - length);
    // Another piece: what was read may be of both, and the pipe has it by now.
    if (read !== length || this.#findPiece()?.start !== found.start) return;
    this.#known ??= Buffer.allocUnsafeSlow(MAX_AHEAD);
    memory.copy(this.#known, this.#passed + this.#ahead, 0, length);
    if (this.#isKept) this.#reader.push(Buffer.from(memory.subarray(0, length)));
    else this.#reader.push(memory, length);
    this.#position = found.end | 0;
    this.#ahead += length;
  }

  /**
   * Bytes that are none of the child's came by the pipe, and the reader threw: reads what the
   * child had said by then and not written. What it wrote before those bytes was read before.
   */
  recover(): void {
    this.#reader = this.#makeReader();
    this.#ahead = 0;
    this.#passed = 0;
    const start = this.#findPiece()?.start ?? this.#position;
    if (((start - this.#position) | 0) > 0) this.#position = start;
    this.catchUp();
  }

  close(): void {
    if (this.#journal === undefined) return;
    closeSync(this.#journal);
    this.#journal = undefined;
  }

  findSpace(minimum: Bytes): Buffer | undefined {
    return this.#ahead > 0 ? undefined : this.#reader.findSpace(minimum);
  }

  filled(count: Bytes): void {
    this.#reader.filled(count);
    this.#position = (this.#position + count) | 0;
  }

  push(chunk: Buffer, length: Bytes = chunk.length): void {
    const known = this.#ahead === 0 ? 0 : this.#pass(chunk, Math.min(this.#ahead, length));
    if (known === length) return;
    if (known === 0) this.#reader.push(chunk, length);
    else this.#reader.push(chunk.subarray(known, length));
    this.#position = (this.#position + length - known) | 0;
  }

  /** @returns `length`. @throws BrokenChannelError when these are not the bytes that are to come. */
  #pass(chunk: Buffer, length: Bytes): Bytes {
    const isKnown = this.#known?.compare(chunk, 0, length, this.#passed, this.#passed + length) === 0;
    if (!isKnown) throw new BrokenChannelError('Something else was written into the channel');
    this.#ahead -= length;
    this.#passed = this.#ahead === 0 ? 0 : this.#passed + length;
    return length;
  }

  #findPiece(): Piece | undefined {
    if (this.#journal === undefined || this.#read(POSITION_BYTES, POSITIONS, 4 * START_WORD) !== POSITIONS) {
      return undefined;
    }
    const start = POSITION_BYTES.readInt32LE(0);
    // As a number from the start on, so that it is the larger one even where positions pass their end.
    const length = (POSITION_BYTES.readInt32LE(POSITIONS - 4) - start) | 0;
    return length < 0 || length > JOURNAL_ROOM ? undefined : { start, end: start + length };
  }

  #read(target: Buffer, length: Bytes, from: Bytes): Bytes {
    return this.#journal === undefined ? 0 : readSync(this.#journal, target, 0, length, from);
  }
}

const POSITION_BYTES = Buffer.allocUnsafeSlow(POSITIONS);
