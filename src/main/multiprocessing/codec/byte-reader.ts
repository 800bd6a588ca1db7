import type { Bytes } from '../../../shared/units';

/** Longest string that is read character by character: a call into the engine costs more. */
const SHORT_STRING = 6;

/** What `toString('latin1')` comes to after its checks, which take as long as the rest (Node; not in its types). */
interface Latin1Bytes {
  latin1Slice(start: Bytes, end: Bytes): string;
}

/**
 * Reads what a ByteWriter wrote. Whatever the bytes are, it reads within them or throws a
 * RangeError. Past the end of its part, but within the bytes, single numbers may be read:
 * {@link ByteReader.left} is below 0 then.
 */
export class ByteReader {
  readonly #bytes: Buffer & Latin1Bytes;
  readonly #view: DataView;
  position: Bytes;
  #end: Bytes;

  constructor(bytes: Uint8Array, start: Bytes = 0, end: Bytes = bytes.length) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) as Buffer & Latin1Bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.position = start;
    this.#end = end;
  }

  /** Goes on with another part of the same bytes. */
  turnTo(start: Bytes, end: Bytes): void {
    this.position = start;
    this.#end = end;
  }

  get left(): Bytes {
    return this.#end - this.position;
  }

  /** The next byte, which stays the next. */
  peek(): number {
    return this.#view.getUint8(this.position);
  }

  u8(): number {
    const value = this.#view.getUint8(this.position);
    this.position += 1;
    return value;
  }

  i32(): number {
    const value = this.#view.getInt32(this.position, true);
    this.position += 4;
    return value;
  }

  f64(): number {
    const value = this.#view.getFloat64(this.position, true);
    this.position += 8;
    return value;
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new RangeError('A number is too long');
  }

  /** A count of things that take at least `size` bytes each: never more than can be there. */
  count(size: Bytes = 1): number {
    const count = this.varint();
    if (count * size > this.left) throw new RangeError(`Expected ${count} values, found ${this.left} bytes`);
    return count;
  }

  /** A view on the next bytes. */
  bytes(count: Bytes): Buffer {
    if (count > this.left) throw new RangeError(`Expected ${count} bytes, found ${this.left}`);
    const start = this.position;
    this.position += count;
    return this.#bytes.subarray(start, this.position);
  }

  latin1(): string {
    const length = this.count();
    const start = this.position;
    this.position += length;
    if (length > SHORT_STRING) return this.#bytes.latin1Slice(start, this.position);
    let text = '';
    for (let index = 0; index < length; index += 1) text += String.fromCharCode(this.#view.getUint8(start + index));
    return text;
  }

  utf16(): string {
    return this.bytes(2 * this.count(2)).toString('utf16le');
  }
}
