/** Typed arrays, DataViews and Buffers by the byte that names their class on the wire. */

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

/**
 * A view of its own memory.
 *
 * @param bytes nobody else's; taken over where the alignment allows.
 * @throws {RangeError} for a class that there is not, or bytes that are no whole elements.
 */
export function makeView(kind: number, bytes: Uint8Array<ArrayBuffer>): ArrayBufferView {
  const Class = CLASSES[kind];
  if (Class === undefined) throw new RangeError(`There is no view ${kind}`);
  if (Class === Buffer) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = 'BYTES_PER_ELEMENT' in Class ? Class.BYTES_PER_ELEMENT : 1;
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  const View = Class as typeof Uint8Array;
  return new View(aligned.buffer, aligned.byteOffset, elementsIn(aligned.length, size));
}

function elementsIn(length: number, size: number): number {
  if (length % size !== 0) throw new RangeError(`${length} bytes are no elements of ${size}`);
  return length / size;
}
