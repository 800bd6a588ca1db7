/**
 * A recording by time: any stretch of it without reading the rest.
 *
 * The lines of a recording are in order of time, but for an event that is told a moment late.
 * So a line looked at every mebibyte divides the file into blocks of which each begins at a known
 * byte and a known time; a day of 50 processes has 700 of them, and looking takes 32 KiB each. The
 * index is made anew from any file, older ones too, and grows with one that is being written.
 * Only what was asked for is held, whatever the length of the run.
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { RunEvent } from '../../shared/events';
import type { Bytes, Milliseconds } from '../../shared/units';
import { parseEvent } from './event-of-line';
import { LineSplitter } from './line-splitter';

interface Block {
  readonly from: Bytes;
  /** Time of its first line. */
  readonly t: Milliseconds;
}

export interface TimeBlocksOptions {
  readonly blockSize?: Bytes;
  /** Read at most for one stretch; of a longer one, the begin of each block is read. */
  readonly budget?: Bytes;
}

const BLOCK_SIZE: Bytes = 1024 ** 2;
const BUDGET: Bytes = 24 * 1024 ** 2;
/** Looked at for a line's begin and its time; a block whose lines are longer becomes part of the one before. */
const LOOK: Bytes = 32 * 1024;
/** An event may stand so much later than its time says. */
const LATE: Milliseconds = 5000;
/** Lines of our own writer begin with type and time. */
const TIME = /^\{"type":"[a-z-]+","t":(-?\d+(?:\.\d+)?(?:e-?\d+)?)[,}]/;
const LINE_LENGTH = 1024 ** 2;

export class TimeBlocks {
  readonly #path: string;
  readonly #blockSize: Bytes;
  readonly #budget: Bytes;
  readonly #blocks: Block[] = [{ from: 0, t: -Infinity }];
  #looked: Bytes = 0;

  constructor(path: string, { blockSize = BLOCK_SIZE, budget = BUDGET }: TimeBlocksOptions = {}) {
    this.#path = path;
    this.#blockSize = blockSize;
    this.#budget = budget;
  }

  /**
   * The events of a stretch in the order of the file.
   *
   * @returns `undefined` for a file that has no order of time: packed, or not ours.
   * @throws the system's error when the file cannot be read.
   */
  async within(stretch: { readonly from: Milliseconds; readonly to: Milliseconds }): Promise<RunEvent[] | undefined> {
    const file = await open(this.#path, 'r');
    try {
      const { size } = await file.stat();
      const first = await readAt(file, 0, 2);
      if (first.toString() !== '{"') return undefined;
      await this.#extend(file, size);
      return await this.#read(file, this.#rangesOf(stretch, size), stretch);
    } finally {
      await file.close();
    }
  }

  async #extend(file: FileHandle, size: Bytes): Promise<void> {
    for (let at = this.#looked + this.#blockSize; at < size; at += this.#blockSize) {
      const block = blockIn(await readAt(file, at, LOOK), at);
      if (block !== undefined) this.#blocks.push(block);
      this.#looked = at;
    }
  }

  /** The bytes that hold the stretch: whole blocks, or where these are too many, the begin of each. */
  #rangesOf({ from, to }: { from: Milliseconds; to: Milliseconds }, size: Bytes): readonly [Bytes, Bytes][] {
    const blocks = this.#blocks;
    const after = blocks.findIndex(({ t }) => t > from - LATE);
    const first = Math.max(0, (after === -1 ? blocks.length : after) - 1);
    const beyond = blocks.findIndex(({ t }) => t > to + LATE);
    const last = beyond === -1 ? blocks.length : Math.max(beyond, first + 1);
    const endOf = (index: number): Bytes => blocks[index]?.from ?? size;
    const needed = blocks.slice(first, last);
    if (endOf(last) - endOf(first) <= this.#budget) return [[endOf(first), endOf(last)]];
    const share = Math.floor(this.#budget / needed.length);
    return needed.map((block, index) => [block.from, Math.min(block.from + share, endOf(first + index + 1))]);
  }

  async #read(
    file: FileHandle,
    ranges: readonly (readonly [Bytes, Bytes])[],
    { from, to }: { from: Milliseconds; to: Milliseconds },
  ): Promise<RunEvent[]> {
    const events: RunEvent[] = [];
    for (const [begin, end] of ranges) {
      const splitter = new LineSplitter(LINE_LENGTH);
      for (let at = begin; at < end; at += this.#blockSize) {
        const piece = await readAt(file, at, Math.min(this.#blockSize, end - at));
        // By bytes: a letter that is divided between two pieces is put together again.
        for (const line of splitter.push(piece.toString('latin1'))) {
          const event = line === undefined ? undefined : parseEvent(Buffer.from(line, 'latin1').toString());
          if (event !== undefined && event.t >= from && event.t <= to) events.push(event);
        }
      }
    }
    return events;
  }
}

async function readAt(file: FileHandle, position: Bytes, length: Bytes): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** The first line that begins in what was looked at. */
function blockIn(looked: Buffer, at: Bytes): Block | undefined {
  const begin = looked.indexOf(0x0a) + 1;
  const t = begin === 0 ? undefined : TIME.exec(looked.toString('latin1', begin))?.[1];
  return t === undefined ? undefined : { from: at + begin, t: Number(t) };
}
