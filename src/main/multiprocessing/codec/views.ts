/** Typed arrays, DataViews and Buffers by the byte that names their class on the wire. */

import type { Bytes } from '../../../shared/units';

/** Buffer first, because it is a Uint8Array as well. */
const CLASSES = [
  Buffer,
  Uint8Array,
  Uint8ClampedArray,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
] as const;

/** The class of a view: a subclass counts as the class it is made from. */
export function viewKindOf(view: ArrayBufferView): number {
  return CLASSES.findIndex((Class) => view instanceof Class);
}

/** In the place of a class: no view, but the buffer itself. */
export const BUFFER_ITSELF = 255;

/** What a view is to show: so many bytes of a buffer, from here on. */
export interface Place {
  readonly buffer: ArrayBuffer;
  readonly start: Bytes;
  readonly length: Bytes;
}

/**
 * A view of its own memory, or that memory.
 *
 * @param bytes nobody else's; taken over where that is possible.
 * @throws {RangeError} as {@link viewOf}.
 */
export function makeView(kind: number, bytes: Uint8Array<ArrayBuffer>): ArrayBufferView | ArrayBuffer {
  const isWhole = bytes.length === bytes.buffer.byteLength;
  const buffer = isWhole ? bytes.buffer : bytes.slice().buffer;
  return viewOf(kind, { buffer, start: 0, length: bytes.length });
}

/** @throws {RangeError} for a class that there is not, or bytes that are no whole elements, or not where these may be. */
export function viewOf(kind: number, { buffer, start, length }: Place): ArrayBufferView | ArrayBuffer {
  if (kind === BUFFER_ITSELF) return wholeOf({ buffer, start, length });
  const Class = CLASSES[kind];
  if (Class === undefined) throw new RangeError(`There is no view ${kind}`);
  if (Class === Buffer) return Buffer.from(buffer, start, length);
  const size = 'BYTES_PER_ELEMENT' in Class ? Class.BYTES_PER_ELEMENT : 1;
  const View = Class as typeof Uint8Array;
  return new View(buffer, start, elementsIn(length, size));
}

function wholeOf({ buffer, start, length }: Place): ArrayBuffer {
  if (start !== 0 || length !== buffer.byteLength) throw new RangeError(`${length} bytes are not the whole buffer`);
  return buffer;
}

function elementsIn(length: number, size: number): number {
  if (length % size !== 0) throw new RangeError(`${length} bytes are no elements of ${size}`);
  return length / size;
}
