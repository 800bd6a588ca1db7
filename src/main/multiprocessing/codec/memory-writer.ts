/**
 * Views of one buffer stay views of one buffer, as `structuredClone` keeps them: what one of
 * them writes, the others see.
 *
 * Only the bytes that views show are sent, never the rest of the buffer: that may be large,
 * or another's secret, as in the pool from which Node cuts small Buffers. So the receiver's
 * buffer spans the views, with zeros between them. How far it spans is known only when the
 * last of them was written, which is why the first leaves room for it.
 */
import type { Bytes } from '../../../shared/units';
import type { ByteWriter } from './byte-writer';
import { TAG } from './tags';

/** Largest memory that is made for views with gaps between them. Those further apart get memories of their own. */
export const MAX_SPAN: Bytes = 2 ** 30;

/** From this size on, binary data is not copied into the head but travels as it is. */
const ATTACHED: Bytes = 64 * 1024;

/** Any view is at a multiple of its element's size, at most eight bytes. */
const ALIGNMENT: Bytes = 8;

/** A buffer of which something was written. */
interface Memory {
  /** Of the object that brought it, by the count of the encoder. */
  readonly number: number;
  /** Where in the buffer that object begins. */
  readonly origin: Bytes;
  /** Where its room is; an object that shows all of its buffer needs none. */
  readonly room: number | undefined;
  /** What of the buffer the receiver's spans. */
  start: Bytes;
  end: Bytes;
  /** What of it was written, in one piece. */
  writtenStart: Bytes;
  writtenEnd: Bytes;
}

/** Writes the binary data of one message. */
export class MemoryWriter {
  readonly #writer: ByteWriter;
  readonly #message: { readonly attachments: Uint8Array[] };
  readonly #known = new Map<ArrayBufferLike, Memory>();

  constructor(writer: ByteWriter, message: { readonly attachments: Uint8Array[] }) {
    this.#writer = writer;
    this.#message = message;
  }

  /**
   * @param kind of the view that shows these bytes.
   * @param number of the object, by the count of the encoder.
   */
  write(kind: number, bytes: Uint8Array, number: number): void {
    const writer = this.#writer;
    const memory = this.#find(bytes);
    if (memory !== undefined) return this.#again(kind, bytes, memory);
    const isWhole = bytes.length === bytes.buffer.byteLength;
    writer.u8(isWhole ? TAG.memory : TAG.part);
    writer.u8(kind);
    const [start, end, room] = [bytes.byteOffset, endOf(bytes), isWhole ? undefined : writer.position];
    const span = { start, end, writtenStart: start, writtenEnd: end };
    this.#known.set(bytes.buffer, { number, origin: start, room, ...span });
    if (!isWhole) {
      writer.u32(0);
      writer.u32(bytes.length);
    }
    this.#binary(bytes);
  }

  /** @returns the memory that these bytes are part of, which spans them from now on. */
  #find(bytes: Uint8Array): Memory | undefined {
    const memory = this.#known.get(bytes.buffer);
    if (memory?.room === undefined) return memory;
    const [first, end] = [Math.min(memory.start, bytes.byteOffset), Math.max(memory.end, endOf(bytes))];
    const start = first - (first % ALIGNMENT);
    if (end - start > MAX_SPAN) return undefined;
    Object.assign(memory, { start, end });
    this.#writer.patchU32(memory.room, memory.origin - start);
    this.#writer.patchU32(memory.room + 4, end - start);
    return memory;
  }

  /** A part of memory of which something came before. */
  #again(kind: number, bytes: Uint8Array, memory: Memory): void {
    const writer = this.#writer;
    writer.u8(TAG.again);
    writer.u8(kind);
    writer.varint(memory.number);
    writer.f64(bytes.byteOffset - memory.origin);
    writer.varint(bytes.length);
    const isThere = isWritten(memory, bytes);
    writer.u8(isThere ? 0 : 1);
    if (!isThere) this.#binary(bytes);
  }

  /** 0 and the bytes, or the number of the attachment that they are. */
  #binary(bytes: Uint8Array): void {
    if (bytes.length >= ATTACHED) {
      this.#message.attachments.push(bytes);
      return this.#writer.varint(this.#message.attachments.length);
    }
    this.#writer.u8(0);
    this.#writer.varint(bytes.length);
    this.#writer.bytes(bytes);
  }
}

/** Whether the bytes were written before; they count as written from now on. */
function isWritten(memory: Memory, bytes: Uint8Array): boolean {
  const { writtenStart, writtenEnd } = memory;
  const [start, end] = [bytes.byteOffset, endOf(bytes)];
  if (start >= writtenStart && end <= writtenEnd) return true;
  // Pieces with a gap between them are not kept in mind: at worst some bytes are written twice.
  if (start <= writtenEnd && end >= writtenStart) {
    memory.writtenStart = Math.min(start, writtenStart);
    memory.writtenEnd = Math.max(end, writtenEnd);
  }
  return false;
}

function endOf(bytes: Uint8Array): Bytes {
  return bytes.byteOffset + bytes.length;
}
