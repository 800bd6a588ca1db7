/**
 * First byte of each value on the wire. 0x80 to 0xff are the numbers 0 to 127.
 *
 * Both ends are always the same version of this library: there is no compatibility to keep.
 */
export const TAG = {
  undefined: 0,
  null: 1,
  true: 2,
  false: 3,
  int32: 4,
  float64: 5,
  bigint: 6,
  /** One byte a character: all code units are below 256. */
  latin1: 7,
  /** Two bytes a code unit, lone surrogates included. */
  utf16: 8,
  array: 9,
  /** An array with holes: its length, then the positions that there are. */
  sparse: 10,
  /** Arrays of nothing but numbers. */
  int8Run: 11,
  int16Run: 12,
  int32Run: 13,
  float64Run: 14,
  object: 15,
  map: 16,
  set: 17,
  date: 18,
  regexp: 19,
  /** `new Number(1)` and its kin. */
  boxed: 20,
  error: 21,
  /** A view of a part of its buffer: how much of that the message needs stands before the bytes. */
  part: 22,
  /** An ArrayBuffer, or a typed array, a DataView or a Buffer that shows all of one. */
  memory: 23,
  /** A view of a buffer of which another view came before, or that buffer itself. */
  again: 24,
  /** An object that came before, by its number. */
  reference: 25,
  crossing: 26,
  /** Travels beside the bytes: see `Encoded.aside`. */
  aside: 27,
} as const;

export const SMALL_INT = 0x80;

/** Whether a value that begins with this byte is no object: nobody can change it. */
export function isPrimitive(tag: number): boolean {
  return tag < TAG.array || tag >= SMALL_INT;
}

/** Errors that arrive as what they are; any other arrives as an Error with its name. */
export const ERROR_CLASSES: readonly ErrorConstructor[] = [
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
];
