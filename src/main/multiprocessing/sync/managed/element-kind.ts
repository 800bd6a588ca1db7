import { sayValue } from '../../require-argument';

/**
 * Types of elements: type codes of Python's `array` and `ctypes`, or the names of typed arrays.
 * `l` and `L` are missing: their size depends on the platform.
 */
const KINDS = {
  b: Int8Array,
  B: Uint8Array,
  h: Int16Array,
  H: Uint16Array,
  i: Int32Array,
  I: Uint32Array,
  q: BigInt64Array,
  Q: BigUint64Array,
  f: Float32Array,
  d: Float64Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
  Float32Array,
  Float64Array,
} as const;

export type ElementKind = keyof typeof KINDS;

export type CellsOf<Kind extends ElementKind> = InstanceType<(typeof KINDS)[Kind]>;

/** `bigint` for 64 bit integers, `number` for all others. */
export type ElementOf<Kind extends ElementKind> = CellsOf<Kind>[number];

export type Cells = InstanceType<(typeof KINDS)[ElementKind]>;
export type Element = number | bigint;

/** @throws {TypeError} for a kind that there is not. */
export function cellsOf(kind: ElementKind, content: number | ArrayBufferLike): Cells {
  if (!Object.hasOwn(KINDS, kind)) {
    throw new TypeError(`There is no type code ${sayValue(kind)}; there are ${Object.keys(KINDS).join(', ')}`);
  }
  // The cast: the compiler does not see that each of the constructors takes both.
  const Kind = KINDS[kind] as new (content: number | ArrayBufferLike) => Cells;
  return new Kind(content);
}

/** @throws {RangeError} when it is no length of an array. */
export function checkedLength(length: number): number {
  if (Number.isSafeInteger(length) && length >= 0) return length;
  throw new RangeError(`Expected a length of at least 0, got ${sayValue(length)}`);
}

/** What fits not is wrapped, as C does. @throws {TypeError} for what is not of the cells' kind. */
export function put(cells: Cells, index: number, value: unknown): void {
  const isBig = cells instanceof BigInt64Array || cells instanceof BigUint64Array;
  if (typeof value !== (isBig ? 'bigint' : 'number')) {
    throw new TypeError(`Expected a ${isBig ? 'bigint' : 'number'}, got ${typeof value}`);
  }
  if (isBig) cells[index] = value as bigint;
  else cells[index] = value as number;
}
