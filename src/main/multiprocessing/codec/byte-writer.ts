import type { Bytes } from '../../../shared/units';

/** Longest string that is written character by character: a call into the engine costs more. */
const SHORT_STRING = 48;

/** More was to be written than may be. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** Bytes one after the other, in a buffer that grows. Numbers are little-endian. */
export class ByteWriter {
  #bytes: Buffer;
  #view: DataView;
  position: Bytes = 0;
  /** Position that must not be passed. */
  limit: Bytes = Infinity;

  constructor(size: Bytes = 256) {
    this.#bytes = Buffer.allocUnsafeSlow(size);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Where it writes, from its start to `position`; until it writes more than fits. */
  get memory(): Buffer {
    return this.#bytes;
  }

  /** What was written from `start` to now; the same memory, so only until the next write. */
  written(start: Bytes = 0): Buffer {
    return this.#bytes.subarray(start, this.position);
  }

  /** Forgets what was written: the memory is written again. */
  reset(): void {
    this.position = 0;
  }

  /** What was written, for good: the writer goes on with other memory. */
  take(size: Bytes): Buffer {
    const taken = this.written();
    this.#bytes = Buffer.allocUnsafeSlow(size);
    this.#view = new DataView(this.#bytes.buffer);
    this.position = 0;
    return taken;
  }

  /** Makes sure that `count` further bytes fit. @throws {TooLargeError} past the limit. */
  reserve(count: Bytes): void {
    const needed = this.position + count;
    if (needed > this.#bytes.length) this.#grow(needed);
  }

  #grow(needed: Bytes): void {
    if (needed > this.limit) throw new TooLargeError();
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length));
    this.#bytes.copy(larger, 0, 0, this.position);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }

  u8(value: number): void {
    this.reserve(1);
    this.#view.setUint8(this.position, value);
    this.position += 1;
  }

  i32(value: number): void {
    this.reserve(4);
    this.#view.setInt32(this.position, value, true);
    this.position += 4;
  }

  u32(value: number): void {
    this.reserve(4);
    this.#view.setUint32(this.position, value, true);
    this.position += 4;
  }

  /** Overwrites four bytes that were written before. */
  patchU32(position: Bytes, value: number): void {
    this.#view.setUint32(position, value, true);
  }

  f64(value: number): void {
    this.reserve(8);
    this.#view.setFloat64(this.position, value, true);
    this.position += 8;
  }

  /** Seven bits a byte, the low ones first. @param value a whole number from 0 to 2^32 - 1. */
  varint(value: number): void {
    this.reserve(5);
    let rest = value;
    while (rest > 0x7f) {
      this.#view.setUint8(this.position, (rest & 0x7f) | 0x80);
      this.position += 1;
      rest >>>= 7;
    }
    this.#view.setUint8(this.position, rest);
    this.position += 1;
  }

  bytes(source: Uint8Array): void {
    this.reserve(source.length);
    this.#bytes.set(source, this.position);
    this.position += source.length;
  }

  /** Length and one byte a character, behind `latin1Tag`; two bytes where one is too few, behind `utf16Tag`. */
  string(value: string, latin1Tag: number, utf16Tag: number): void {
    if (value.length <= SHORT_STRING && this.#shortLatin1(value, latin1Tag)) return;
    const isLatin1 = /^[\x00-\xff]*$/.test(value);
    this.u8(isLatin1 ? latin1Tag : utf16Tag);
    this.varint(value.length);
    this.reserve(isLatin1 ? value.length : 2 * value.length);
    this.position += this.#bytes.write(value, this.position, isLatin1 ? 'latin1' : 'utf16le');
  }

  #shortLatin1(value: string, tag: number): boolean {
    const { length } = value;
    this.reserve(length + 2);
    const view = this.#view;
    const start = this.position + 2;
    for (let index = 0; index < length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 0xff) return false;
      view.setUint8(start + index, code);
    }
    view.setUint8(this.position, tag);
    view.setUint8(this.position + 1, length);
    this.position = start + length;
    return true;
  }
}
