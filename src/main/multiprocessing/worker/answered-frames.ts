import type { Bytes } from '../../../shared/units';
import type { FrameReader } from '../codec/frame-reader';
import type { FrameSink } from '../codec/read-frames';
import { IS_THERE } from '../link/bulk';

/** What the parent says: frames, and behind one whose attachments go apart the byte that says what became of them. */
export class AnsweredFrames implements FrameSink {
  readonly #reader: FrameReader;
  #isAwaited = false;

  constructor(reader: FrameReader) {
    this.#reader = reader;
  }

  /** The next byte is none of a frame's. */
  awaitAnswer(): void {
    this.#isAwaited = true;
  }

  findSpace(minimum: Bytes): Buffer | undefined {
    return this.#isAwaited ? undefined : this.#reader.findSpace(minimum);
  }

  filled(count: Bytes): void {
    this.#reader.filled(count);
  }

  push(chunk: Buffer, length: Bytes = chunk.length): void {
    if (!this.#isAwaited) return this.#reader.push(chunk, length);
    if (length === 0) return;
    this.#isAwaited = false;
    this.#reader.settle(chunk[0] === IS_THERE);
    if (length > 1) this.push(chunk.subarray(1, length));
  }
}
