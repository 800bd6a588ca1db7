/** Arrays of nothing but numbers, as one block of the narrowest width that holds them all. */
import type { ByteReader } from './byte-reader';
import type { ByteWriter } from './byte-writer';
import { TAG } from './tags';

interface Run {
  readonly tag: number;
  readonly Values: typeof Int8Array | typeof Int16Array | typeof Int32Array | typeof Float64Array;
}

const RUNS: readonly Run[] = [
  { tag: TAG.int8Run, Values: Int8Array },
  { tag: TAG.int16Run, Values: Int16Array },
  { tag: TAG.int32Run, Values: Int32Array },
  { tag: TAG.float64Run, Values: Float64Array },
];

/** Fewer numbers are written one by one: a block costs two calls into the engine. */
const SHORT = 8;

/** @returns the tag of the run that holds the array, {@link TAG.array}, or {@link TAG.sparse}. */
export function arrayTag(values: readonly unknown[]): number {
  const { length } = values;
  let isWhole = true;
  let widest = 0;
  for (let index = 0; index < length; index += 1) {
    const value = values[index];
    if (typeof value !== 'number') return hasHoles(values, index) ? TAG.sparse : TAG.array;
    if (isWhole && (value | 0) === value && (value !== 0 || 1 / value > 0)) widest |= value ^ (value >> 31);
    else isWhole = false;
  }
  if (length < SHORT) return TAG.array;
  if (!isWhole) return TAG.float64Run;
  return widest < 0x80 ? TAG.int8Run : widest < 0x8000 ? TAG.int16Run : TAG.int32Run;
}

function hasHoles(values: readonly unknown[], from: number): boolean {
  for (let index = from; index < values.length; index += 1) {
    if (values[index] === undefined && !(index in values)) return true;
  }
  return false;
}

export function writeNumberRun(writer: ByteWriter, tag: number, values: readonly number[]): void {
  const block = blockOf(tag, values.length);
  block.set(values);
  writer.u8(tag);
  writer.varint(block.length);
  writer.bytes(new Uint8Array(block.buffer, block.byteOffset, block.byteLength));
}

export function readNumberRun(reader: ByteReader, tag: number): number[] {
  const size = RUNS[tag - TAG.int8Run]?.Values.BYTES_PER_ELEMENT ?? 8;
  const length = reader.count(size);
  const block = blockOf(tag, length);
  new Uint8Array(block.buffer, block.byteOffset, block.byteLength).set(reader.bytes(length * size));
  const values = new Array<number>(length);
  for (let index = 0; index < length; index += 1) values[index] = block[index] ?? 0;
  return values;
}

function blockOf(tag: number, length: number): Int8Array | Int16Array | Int32Array | Float64Array {
  const Values = RUNS[tag - TAG.int8Run]?.Values ?? Float64Array;
  return new Values(length);
}
