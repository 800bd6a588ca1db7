import type { Bytes } from '../../../shared/units';
import { ByteReader } from './byte-reader';
import { ValueDecoder } from './decode';
import { FRAME_HEADER } from './frame-writer';

export interface FrameReaderOptions {
  readonly token?: number;
  /** Largest frame, attachments included, that is read into memory. */
  readonly maxBytes?: Bytes;
  /**
   * A whole frame came. Its decoder reads the values in their order; it is the channel's
   * memory, so they must be read before this returns.
   */
  readonly received: (decoder: ValueDecoder, reader: ByteReader) => void;
}

/** What came is no frame of this channel. The channel cannot be used any further: where the next begins is not known. */
export class BrokenChannelError extends Error {
  override readonly name = 'BrokenChannelError';
}

/** Most attachments of one frame. */
const MAX_ATTACHMENTS = 1 << 20;

/** A frame of which a part has come. */
interface Partial {
  /** Header, head and the table of the attachments' lengths. */
  readonly front: Buffer;
  readonly headEnd: Bytes;
  filled: Bytes;
  attachments: Buffer<ArrayBuffer>[] | undefined;
  /** Attachments that are complete, and how much there is of the next. */
  done: number;
  doneBytes: Bytes;
}

interface Source {
  readonly bytes: Buffer;
  readonly start: Bytes;
}

/** What reads the bytes at hand. */
interface Opened {
  readonly reader: ByteReader;
  readonly decoder: ValueDecoder;
}

const NOTHING = Buffer.alloc(0);
const NONE: readonly [] = [];

/** Cuts a stream of bytes into the frames that a FrameWriter wrote, wherever it is torn. */
export class FrameReader {
  readonly #options: FrameReaderOptions;
  readonly #token: number;
  readonly #maxBytes: Bytes;
  /** The beginning of a header. */
  #carry: Buffer | undefined;
  #partial: Partial | undefined;

  constructor(options: FrameReaderOptions) {
    this.#options = options;
    this.#token = options.token ?? 0;
    this.#maxBytes = options.maxBytes ?? 0xffff_ffff;
  }

  /**
   * Where the next bytes can be put without a detour: they are part of large data. Tell
   * {@link FrameReader.filled} how many came; what is pushed instead is right as well.
   */
  findSpace(minimum: Bytes): Buffer | undefined {
    const { done = 0, doneBytes = 0, attachments } = this.#partial ?? {};
    const target = attachments?.[done];
    return target !== undefined && target.length - doneBytes >= minimum ? target.subarray(doneBytes) : undefined;
  }

  /** `count` bytes are where {@link FrameReader.findSpace} said. */
  filled(count: Bytes): void {
    const partial = this.#partial;
    if (partial?.attachments === undefined) return;
    partial.doneBytes += count;
    this.#fillRest(partial, partial.attachments, { bytes: NOTHING, start: 0 });
  }

  /**
   * Takes the next bytes and reports the frames that they complete.
   *
   * @throws {BrokenChannelError} when they are none, and whatever `received` throws.
   */
  push(chunk: Buffer): void {
    let bytes = chunk;
    if (this.#carry !== undefined) {
      bytes = Buffer.concat([this.#carry, chunk]);
      this.#carry = undefined;
    }
    let position = this.#partial === undefined ? 0 : this.#fill(this.#partial, bytes, 0);
    const reader = new ByteReader(bytes);
    const decoder = new ValueDecoder(reader);
    while (this.#partial === undefined && bytes.length - position >= FRAME_HEADER) {
      position = this.#next(bytes, position, { reader, decoder });
    }
    if (this.#partial === undefined && position < bytes.length) this.#carry = Buffer.from(bytes.subarray(position));
  }

  /** @returns where the next frame begins, or the end when this one is not complete. */
  #next(bytes: Buffer, start: Bytes, { reader, decoder }: Opened): Bytes {
    const headLength = bytes.readUInt32LE(start);
    const attachments = bytes.readUInt32LE(start + 8);
    if (bytes.readUInt32LE(start + 4) !== this.#token || attachments > MAX_ATTACHMENTS) {
      throw new BrokenChannelError('Something else was written into the channel');
    }
    this.#requireSize(headLength);
    const end = start + FRAME_HEADER + headLength;
    if (attachments === 0 && end <= bytes.length) {
      reader.turnTo(start + FRAME_HEADER, end);
      decoder.reset(NONE);
      this.#options.received(decoder, reader);
      return end;
    }
    const partial: Partial = {
      front: Buffer.allocUnsafeSlow(FRAME_HEADER + headLength + 4 * attachments),
      headEnd: FRAME_HEADER + headLength,
      filled: 0,
      attachments: attachments === 0 ? [] : undefined,
      done: 0,
      doneBytes: 0,
    };
    this.#partial = partial;
    return this.#fill(partial, bytes, start);
  }

  #fill(partial: Partial, bytes: Buffer, start: Bytes): Bytes {
    const copied = bytes.copy(partial.front, partial.filled, start);
    partial.filled += copied;
    if (partial.filled < partial.front.length) return bytes.length;
    partial.attachments ??= this.#allocate(partial);
    return this.#fillRest(partial, partial.attachments, { bytes, start: start + copied });
  }

  #fillRest(partial: Partial, attachments: readonly Buffer<ArrayBuffer>[], source: Source): Bytes {
    const position = fillAttachments(partial, attachments, source);
    if (partial.done < attachments.length) return source.bytes.length;
    this.#partial = undefined;
    const reader = new ByteReader(partial.front, FRAME_HEADER, partial.headEnd);
    this.#options.received(new ValueDecoder(reader, attachments), reader);
    return position;
  }

  #allocate({ front, headEnd }: Partial): Buffer<ArrayBuffer>[] {
    const lengths: Bytes[] = [];
    for (let at = headEnd; at < front.length; at += 4) lengths.push(front.readUInt32LE(at));
    this.#requireSize(lengths.reduce((sum, length) => sum + length, headEnd));
    return lengths.map((length) => Buffer.allocUnsafeSlow(length));
  }

  #requireSize(size: Bytes): void {
    if (size > this.#maxBytes)
      throw new BrokenChannelError(`A message of ${size} bytes: ${this.#maxBytes} are allowed`);
  }
}

function fillAttachments(partial: Partial, attachments: readonly Buffer[], { bytes, start }: Source): Bytes {
  let position = start;
  for (let target = attachments[partial.done]; target !== undefined; target = attachments[partial.done]) {
    const copied = bytes.copy(target, partial.doneBytes, position);
    position += copied;
    partial.doneBytes += copied;
    if (partial.doneBytes < target.length) break;
    partial.done += 1;
    partial.doneBytes = 0;
  }
  return position;
}
