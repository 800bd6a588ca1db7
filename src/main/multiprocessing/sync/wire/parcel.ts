import type { Bytes } from '../../../../shared/units';
import type { ByteReader } from '../../codec/byte-reader';
import type { ByteWriter } from '../../codec/byte-writer';
import { decode, type ValueDecoder } from '../../codec/decode';
import { encode, type Encoded, type ValueEncoder } from '../../codec/encode';
import { isPrimitive } from '../../codec/tags';

/** Longest string that is kept as it is; a longer one is kept as the bytes that will be sent. */
const SHORT: Bytes = 1024;

/**
 * A value on its way: what a home keeps, and passes on unopened.
 *
 * It is a copy from the moment it is packed: what the sender does to its object later does
 * not arrive. A value that nobody can change is kept as it is until it must be bytes.
 */
export class Parcel {
  readonly #plain: unknown;
  readonly #encoded: Pick<Encoded, 'head' | 'attachments'> | undefined;

  private constructor(plain: unknown, encoded: Pick<Encoded, 'head' | 'attachments'> | undefined) {
    this.#plain = plain;
    this.#encoded = encoded;
  }

  /** @throws {NotCloneableError} naming the place within the value, which is called `root`. */
  static of(value: unknown, root = 'item'): Parcel {
    if (isUnchangeable(value)) return new Parcel(value, undefined);
    const { head, attachments } = encode(value, { root });
    // Attachments are the sender's own memory, and the head's buffer is larger than what is in it.
    return new Parcel(undefined, {
      head: Buffer.from(head),
      attachments: attachments.map((bytes) => Uint8Array.from(bytes)),
    });
  }

  /** No copy: only for what is written before the caller goes on. Writing throws what packing would have. */
  static loose(value: unknown, root = 'item'): Pick<Parcel, 'write'> {
    return { write: (encoder) => encoder.write(value, root) };
  }

  /**
   * What is left of a message. Bytes that somebody keeps are a view and memory that the
   * collector has to follow, and cost more than all else of a number's journey.
   */
  static read(decoder: ValueDecoder, reader: ByteReader): Parcel {
    const { left } = reader;
    if (left > SHORT || !isPrimitive(reader.peek())) {
      return new Parcel(undefined, { head: reader.bytes(left), attachments: decoder.attachments });
    }
    const value = decoder.read();
    if (reader.left !== 0) throw new RangeError(`${reader.left} bytes are left over`);
    return new Parcel(value, undefined);
  }

  get weight(): Bytes {
    if (this.#encoded === undefined) return typeof this.#plain === 'string' ? 16 + this.#plain.length : 16;
    return this.#encoded.attachments.reduce((sum, { length }) => sum + length, this.#encoded.head.length);
  }

  write(encoder: ValueEncoder, writer: ByteWriter): void {
    if (this.#encoded === undefined) return encoder.write(this.#plain);
    writer.bytes(this.#encoded.head);
    encoder.attachments.push(...this.#encoded.attachments);
  }

  /** A new copy each time, but for large binary data: that is handed over, so open a parcel once. */
  open(): unknown {
    if (this.#encoded === undefined) return this.#plain;
    // The cast: what was packed here was copied into memory of its own, what came was read into such.
    return decode(this.#encoded as { head: Uint8Array; attachments: Uint8Array<ArrayBuffer>[] });
  }
}

function isUnchangeable(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return value.length <= SHORT;
    case 'object':
      return value === null;
    case 'function':
    case 'symbol':
      return false;
    default:
      return true;
  }
}
