import type { Bytes } from '../../../shared/units';
import { ByteReader } from './byte-reader';
import { ValueDecoder } from './decode';
import { APART_ENTRY, ENTRY, FRAME_HEADER, GOES_APART, HAS_CROSSING } from './frame-writer';

export interface FrameReaderOptions {
  readonly token?: number;
  /** Largest frame, attachments included, that is read into memory. */
  readonly maxBytes?: Bytes;
  /**
   * A whole frame came. Its decoder reads the values in their order; it is the channel's
   * memory, so they must be read before this returns.
   */
  readonly received: (decoder: ValueDecoder, reader: ByteReader) => void;
  /**
   * Called once, before the first message that refers to something shared: that message and
   * all after it are read when the promise resolves. Left out, they are read at once.
   */
  readonly prepare?: () => Promise<unknown>;
  /**
   * A frame came whose attachments go apart: there is room for them now. Nothing may come
   * before {@link FrameReader.settle} is called, which is not to be within this call. Left out, there
   * are no such frames.
   *
   * @param addresses what the other end's {@link Apart} says.
   */
  readonly apart?: (attachments: readonly Buffer[], addresses: readonly number[]) => void;
}

/** What came is no frame of this channel. The channel cannot be used any further: where the next begins is not known. */
export class BrokenChannelError extends Error {
  override readonly name = 'BrokenChannelError';
}

const FOREIGN = 'Something else was written into the channel';

/** Most attachments of one frame. */
const MAX_ATTACHMENTS = 1 << 20;

/** A frame of which a part has come. */
interface Partial {
  /** Header, head and the table of the attachments' lengths. */
  readonly front: Buffer;
  readonly headEnd: Bytes;
  /** Its attachments do not follow. */
  isApart: boolean;
  filled: Bytes;
  attachments: Buffer<ArrayBuffer>[] | undefined;
  /** Attachments that are complete, and how much there is of the next. */
  done: number;
  doneBytes: Bytes;
}

/** Bytes at hand: those of a buffer up to an end. */
interface Part {
  readonly bytes: Buffer;
  readonly end: Bytes;
}

interface Source extends Part {
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
  #isPrepared: boolean;
  /** What is read when that is prepared. */
  #held: Buffer[] | undefined;
  /** The beginning of a header. */
  #carry: Buffer | undefined;
  #partial: Partial | undefined;
  /** What reads the bytes that came last: most often they come into the same memory. */
  #opened: (Opened & { readonly bytes: Buffer }) | undefined;

  constructor(options: FrameReaderOptions) {
    this.#options = options;
    this.#token = options.token ?? 0;
    this.#maxBytes = options.maxBytes ?? 0xffff_ffff;
    this.#isPrepared = options.prepare === undefined;
  }

  /**
   * Where the next bytes can be put without a detour: they are part of large data. Tell
   * {@link FrameReader.filled} how many came; what is pushed instead is right as well.
   */
  findSpace(minimum: Bytes): Buffer | undefined {
    const { done = 0, doneBytes = 0, attachments, isApart } = this.#partial ?? {};
    const target = isApart === false ? attachments?.[done] : undefined;
    return target !== undefined && target.length - doneBytes >= minimum ? target.subarray(doneBytes) : undefined;
  }

  /** `count` bytes are where {@link FrameReader.findSpace} said. */
  filled(count: Bytes): void {
    const partial = this.#partial;
    if (partial?.attachments === undefined) return;
    partial.doneBytes += count;
    this.#fillRest(partial, partial.attachments, { bytes: NOTHING, start: 0, end: 0 });
  }

  /**
   * What becomes of the attachments that go apart.
   *
   * @param isThere whether they were filled; if not, they follow.
   */
  settle(isThere: boolean): void {
    const partial = this.#partial;
    if (partial?.attachments === undefined || !partial.isApart) return;
    partial.isApart = false;
    if (isThere) partial.done = partial.attachments.length;
    this.#fillRest(partial, partial.attachments, { bytes: NOTHING, start: 0, end: 0 });
  }

  /**
   * Takes the next bytes and reports the frames that they complete.
   *
   * @param length how many of the chunk's bytes are there.
   * @throws {BrokenChannelError} when they are none, and whatever `received` throws.
   */
  push(chunk: Buffer, length: Bytes = chunk.length): void {
    if (this.#held !== undefined) return void this.#held.push(Buffer.from(chunk.subarray(0, length)));
    let bytes = chunk;
    let end = length;
    if (this.#carry !== undefined) {
      bytes = Buffer.concat([this.#carry, chunk.subarray(0, length)]);
      end = bytes.length;
      this.#carry = undefined;
    }
    const part = { bytes, end };
    let position = this.#partial === undefined ? 0 : this.#fill(this.#partial, part, 0);
    while (this.#partial === undefined && end - position >= FRAME_HEADER) position = this.#next(part, position);
    if (this.#partial === undefined && position < end) this.#carry = Buffer.from(bytes.subarray(position, end));
  }

  /** Prepares for what begins here. @returns the end of the part, all of which is kept. */
  #hold({ bytes, end }: Part, start: Bytes): Bytes {
    const held = [Buffer.from(bytes.subarray(start, end))];
    this.#held = held;
    void this.#options.prepare?.().then(() => {
      this.#isPrepared = true;
      this.#held = undefined;
      this.push(Buffer.concat(held));
    });
    return end;
  }

  #open(bytes: Buffer): Opened {
    if (this.#opened?.bytes === bytes) return this.#opened;
    const reader = new ByteReader(bytes);
    this.#opened = { bytes, reader, decoder: new ValueDecoder(reader) };
    return this.#opened;
  }

  /** @returns where the next frame begins, or the end when this one is not complete. */
  #next(part: Part, start: Bytes): Bytes {
    const { bytes } = part;
    const headLength = bytes.readUInt32LE(start);
    const marked = bytes.readUInt32LE(start + 8);
    const attachments = marked % GOES_APART;
    const isApart = marked % HAS_CROSSING >= GOES_APART;
    const isKnown = !isApart || (attachments > 0 && this.#options.apart !== undefined);
    if (bytes.readUInt32LE(start + 4) !== this.#token || attachments > MAX_ATTACHMENTS || !isKnown) {
      throw new BrokenChannelError(FOREIGN);
    }
    this.#requireSize(headLength);
    if (marked >= HAS_CROSSING && !this.#isPrepared) return this.#hold(part, start);
    const end = start + FRAME_HEADER + headLength;
    if (attachments === 0 && end <= part.end) {
      const { reader, decoder } = this.#open(bytes);
      reader.turnTo(start + FRAME_HEADER, end);
      decoder.reset(NONE);
      this.#options.received(decoder, reader);
      return end;
    }
    const partial: Partial = {
      front: Buffer.allocUnsafeSlow(FRAME_HEADER + headLength + (isApart ? APART_ENTRY : ENTRY) * attachments),
      headEnd: FRAME_HEADER + headLength,
      isApart,
      filled: 0,
      attachments: attachments === 0 ? [] : undefined,
      done: 0,
      doneBytes: 0,
    };
    this.#partial = partial;
    return this.#fill(partial, part, start);
  }

  #fill(partial: Partial, { bytes, end }: Part, start: Bytes): Bytes {
    if (partial.isApart && partial.attachments !== undefined) throw new BrokenChannelError(FOREIGN);
    const copied = bytes.copy(partial.front, partial.filled, start, end);
    partial.filled += copied;
    if (partial.filled < partial.front.length) return end;
    partial.attachments ??= this.#allocate(partial);
    if (partial.isApart) return this.#awaitApart(partial, partial.attachments, { bytes, start: start + copied, end });
    return this.#fillRest(partial, partial.attachments, { bytes, start: start + copied, end });
  }

  #fillRest(partial: Partial, attachments: readonly Buffer<ArrayBuffer>[], source: Source): Bytes {
    const position = fillAttachments(partial, attachments, source);
    if (partial.done < attachments.length) return source.end;
    this.#partial = undefined;
    const reader = new ByteReader(partial.front, FRAME_HEADER, partial.headEnd);
    this.#options.received(new ValueDecoder(reader, attachments), reader);
    return position;
  }

  #awaitApart({ front, headEnd }: Partial, attachments: readonly Buffer[], { start, end }: Source): Bytes {
    if (start < end) throw new BrokenChannelError(FOREIGN);
    this.#options.apart?.(
      attachments,
      attachments.map((_, index) => front.readDoubleLE(headEnd + APART_ENTRY * index + ENTRY)),
    );
    return end;
  }

  #allocate({ front, headEnd, isApart }: Partial): Buffer<ArrayBuffer>[] {
    const lengths: Bytes[] = [];
    const entry = isApart ? APART_ENTRY : ENTRY;
    for (let at = headEnd; at < front.length; at += entry) lengths.push(front.readUInt32LE(at));
    this.#requireSize(lengths.reduce((sum, length) => sum + length, headEnd));
    return lengths.map((length) => Buffer.allocUnsafeSlow(length));
  }

  #requireSize(size: Bytes): void {
    if (size > this.#maxBytes)
      throw new BrokenChannelError(`A message of ${size} bytes: ${this.#maxBytes} are allowed`);
  }
}

function fillAttachments(partial: Partial, attachments: readonly Buffer[], { bytes, start, end }: Source): Bytes {
  let position = start;
  for (let target = attachments[partial.done]; target !== undefined; target = attachments[partial.done]) {
    const copied = bytes.copy(target, partial.doneBytes, position, end);
    position += copied;
    partial.doneBytes += copied;
    if (partial.doneBytes < target.length) break;
    partial.done += 1;
    partial.doneBytes = 0;
  }
  return position;
}
