/**
 * One value in the bytes of its place in a ShareableList: what kind it is, how long it is,
 * the value itself. Numbers take eight bytes, and every place has room for those.
 */
import type { Bytes } from '../../../../shared/units';
import { sayValue } from '../../require-argument';
import { ValueError } from './errors';

/** What a place may hold. A `bigint` has 64 bits, as Python's int there. */
export type Shareable = string | number | bigint | boolean | Uint8Array | null;

/** Kind and length. */
export const HEAD: Bytes = 8;
/** As CPython rounds up the room of a text (`ShareableList._alignment`). */
const ALIGNMENT: Bytes = 8;

const KIND = { null: 0, false: 1, true: 2, number: 3, bigint: 4, string: 5, bytes: 6 } as const;

const [LEAST, MOST] = [-(2n ** 63n), 2n ** 63n - 1n];

/** Room of the place that is made for a value; what is put there later must fit. */
export function roomFor(value: Shareable): Bytes {
  const { payload } = packed(value);
  return typeof value === 'string' || value instanceof Uint8Array
    ? ALIGNMENT * (Math.floor(payload.length / ALIGNMENT) + 1)
    : ALIGNMENT;
}

/**
 * The bytes of a value, to be written at the beginning of its place.
 *
 * @throws {TypeError} when no place can hold it. @throws {RangeError} for a bigint of more than 64 bits.
 * @throws {ValueError} when this place has no room for it.
 */
export function slotOf(value: Shareable, room: Bytes): Uint8Array {
  const { kind, payload } = packed(value);
  if (payload.length > room) {
    throw new ValueError(
      `A value of ${payload.length} bytes has no room where ${room} are; it was made for a shorter one`,
    );
  }
  const slot = Buffer.alloc(HEAD + payload.length);
  slot.writeUInt8(kind, 0);
  slot.writeUInt32LE(payload.length, 4);
  slot.set(payload, HEAD);
  return slot;
}

/** The value of a place. */
export function valueOf(slot: Buffer): Shareable {
  // Half of another's write may be seen: never more than is there.
  const payload = slot.subarray(HEAD, HEAD + Math.min(slot.readUInt32LE(4), slot.length - HEAD));
  switch (slot.readUInt8(0)) {
    case KIND.false:
      return false;
    case KIND.true:
      return true;
    case KIND.number:
      return slot.readDoubleLE(HEAD);
    case KIND.bigint:
      return slot.readBigInt64LE(HEAD);
    case KIND.string:
      return payload.toString();
    case KIND.bytes:
      return Uint8Array.from(payload);
    default:
      return null;
  }
}

function packed(value: Shareable): { readonly kind: number; readonly payload: Uint8Array } {
  if (value === null) return { kind: KIND.null, payload: Buffer.alloc(0) };
  if (value instanceof Uint8Array) return { kind: KIND.bytes, payload: value };
  switch (typeof value) {
    case 'boolean':
      return { kind: value ? KIND.true : KIND.false, payload: Buffer.alloc(0) };
    case 'string':
      return { kind: KIND.string, payload: Buffer.from(value) };
    case 'number': {
      const payload = Buffer.alloc(8);
      payload.writeDoubleLE(value);
      return { kind: KIND.number, payload };
    }
    case 'bigint': {
      if (value < LEAST || value > MOST) throw new RangeError(`Expected a bigint of at most 64 bits, got ${value}`);
      const payload = Buffer.alloc(8);
      payload.writeBigInt64LE(value);
      return { kind: KIND.bigint, payload };
    }
    default:
      throw new TypeError(
        `A ShareableList holds strings, numbers, bigints, booleans, Uint8Arrays and null, but got ${sayValue(value)}`,
      );
  }
}
