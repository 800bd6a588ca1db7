import type { Bytes } from '../../../shared/units';
import { NotCloneableError } from '../errors';
import { ByteWriter } from './byte-writer';
import { type EncodeOptions, ValueEncoder } from './encode';

/** Length of the head, the channel's token, how many attachments: four bytes each. */
export const FRAME_HEADER: Bytes = 12;

/** Added to the number of attachments of a message that refers to something shared. */
export const HAS_CROSSING = 2 ** 31;

/** Added to it when the attachments do not follow, but go apart. */
export const GOES_APART = 2 ** 30;

/** Of an attachment in the table behind the head: its length, four bytes, and when it goes apart its address, eight. */
export const ENTRY: Bytes = 4;
export const APART_ENTRY: Bytes = 12;

/** Largest buffer that is used again. */
const KEPT: Bytes = 256 * 1024;

/** Capacity that a fresh buffer begins with. */
const FRESH: Bytes = 16 * 1024;

/** What goes apart from its frame: all attachments of a message, from so many bytes on. */
export interface Apart {
  readonly from: Bytes;
  /** Where they are, where the reader must know. */
  readonly addressOf: (attachment: Uint8Array) => number;
}

/**
 * Messages as frames, one behind the other: header, head, the attachments' lengths, the
 * attachments. What one turn of the event loop has to say is taken, and written, at once.
 */
export class FrameWriter {
  readonly #token: number;
  readonly #maxBytes: Bytes;
  readonly #writer = new ByteWriter(FRESH);
  readonly #encoder = new ValueEncoder(this.#writer);
  /** Attachments and the position before which they go. */
  #cuts: { readonly at: Bytes; readonly attachments: readonly Uint8Array[] }[] = [];
  #attached: Bytes = 0;
  #apart: readonly Uint8Array[] | undefined;
  /** Left out, nothing goes apart. */
  apart: Apart | undefined;

  /**
   * @param token from 0 to 2^32 - 1; the reader expects the same.
   * @param maxBytes largest frame; a larger value cannot be sent.
   */
  constructor(token = 0, maxBytes: Bytes = 0xffff_ffff) {
    this.#token = token;
    this.#maxBytes = maxBytes;
  }

  /** Bytes that {@link FrameWriter.take} would give. */
  get size(): Bytes {
    return this.#writer.position + this.#attached;
  }

  /** Whether what was added last goes apart: nothing may be added before {@link FrameWriter.takeApart}. */
  get hasApart(): boolean {
    return this.#apart !== undefined;
  }

  /** The attachments that go apart, for whoever sees to that once the frames are written. */
  takeApart(): readonly Uint8Array[] | undefined {
    const taken = this.#apart;
    this.#apart = undefined;
    return taken;
  }

  /**
   * Adds one value as one frame.
   *
   * @throws {NotCloneableError} and has then added nothing.
   */
  add(value: unknown, { root, aside }: EncodeOptions = {}): void {
    this.addWith((encoder) => encoder.write(value, root), aside);
  }

  /** As {@link FrameWriter.add}, for several values that are one message; `write` may throw. */
  addWith(write: (encoder: ValueEncoder, writer: ByteWriter) => void, aside?: EncodeOptions['aside']): void {
    const writer = this.#writer;
    const start = writer.position;
    const encoder = aside === undefined ? this.#encoder : new ValueEncoder(writer, aside);
    try {
      writer.reserve(FRAME_HEADER);
      writer.position += FRAME_HEADER;
      writer.limit = start + this.#maxBytes;
      write(encoder, writer);
      this.#close(start, encoder);
    } catch (error) {
      writer.position = start;
      throw error;
    } finally {
      // Now, not before the next: until that comes it would keep alive what this one refers to.
      encoder.reset();
    }
  }

  #close(start: Bytes, { attachments, hasCrossing }: ValueEncoder): void {
    const writer = this.#writer;
    this.#requireSize(writer.position - start, attachments);
    writer.patchU32(start, writer.position - start - FRAME_HEADER);
    writer.patchU32(start + 4, this.#token);
    writer.patchU32(start + 8, attachments.length + (hasCrossing ? HAS_CROSSING : 0));
    if (attachments.length === 0) return;
    const attached = sizeOf(attachments);
    if (this.apart !== undefined && attached >= this.apart.from)
      return this.#closeApart(start, attachments, this.apart);
    for (const { length } of attachments) writer.u32(length);
    this.#attached += attached;
    this.#cuts.push({ at: writer.position, attachments });
  }

  #closeApart(start: Bytes, attachments: readonly Uint8Array[], { addressOf }: Apart): void {
    const writer = this.#writer;
    for (const attachment of attachments) {
      writer.u32(attachment.length);
      writer.f64(addressOf(attachment));
    }
    writer.patchU32(start + 8, writer.memory.readUInt32LE(start + 8) + GOES_APART);
    this.#apart = attachments;
  }

  #requireSize(size: Bytes, attachments: readonly Uint8Array[]): void {
    const total = size + sizeOf(attachments);
    if (total <= this.#maxBytes) return;
    throw new NotCloneableError('The value', `it has ${total} bytes, and ${this.#maxBytes} are allowed`);
  }

  /**
   * Hands all frames to `write`, as pieces to be written one after the other.
   *
   * @param write whether the pieces were written when it returned; if not, they stay as they are.
   */
  drain(write: (pieces: readonly Uint8Array[]) => boolean): void {
    if (this.#cuts.length > 0) return void write(this.take());
    const bytes = this.#writer.written();
    if (bytes.length === 0) return;
    // Memory that is used again is memory that nobody has to find, clear and collect.
    if (write([bytes]) && bytes.length <= KEPT) this.#writer.reset();
    else this.#writer.take(FRESH);
  }

  /**
   * As {@link FrameWriter.drain}, where it may block: `write` has written the first bytes of
   * the memory when it returns. No view is made of them; with small messages that, and what
   * the collector has to do about it, would take as long as the rest.
   */
  drainNow(write: (memory: Buffer, length: Bytes) => void, writeAll: (pieces: readonly Uint8Array[]) => void): void {
    const length = this.#writer.position;
    if (this.#cuts.length > 0 || length > KEPT) return writeAll(this.take());
    if (length > 0) write(this.#writer.memory, length);
    this.#writer.reset();
  }

  /**
   * Shows all that waits, while there are no attachments among it: the first `length` bytes
   * of `memory`. They stay where they are.
   *
   * @returns what `hold` does; false where there are attachments.
   */
  show(hold: (memory: Buffer, length: Bytes) => boolean): boolean {
    return this.#cuts.length === 0 && !this.hasApart && hold(this.#writer.memory, this.#writer.position);
  }

  /** All frames, as pieces to be written one after the other. They stay as they are. */
  take(): readonly Uint8Array[] {
    const bytes = this.#writer.take(FRESH);
    if (this.#cuts.length === 0) return bytes.length === 0 ? [] : [bytes];
    const pieces: Uint8Array[] = [];
    let from = 0;
    for (const { at, attachments } of this.#cuts) {
      pieces.push(bytes.subarray(from, at), ...attachments);
      from = at;
    }
    if (from < bytes.length) pieces.push(bytes.subarray(from));
    this.#cuts = [];
    this.#attached = 0;
    return pieces;
  }
}

function sizeOf(attachments: readonly Uint8Array[]): Bytes {
  return attachments.reduce((sum, { length }) => sum + length, 0);
}
