import { IndexError } from './errors';

/** A place of Python's kind: negative ones count from the end. @throws {IndexError} when nothing is there. */
export function positionOf(index: unknown, length: number): number {
  if (typeof index !== 'number' || !Number.isInteger(index)) {
    throw new TypeError(`An index must be a whole number, got ${String(index)}`);
  }
  const position = index < 0 ? index + length : index;
  if (position < 0 || position >= length) throw new IndexError(`Index ${index} is outside of the ${length} there are`);
  return position;
}

/** Where something may be put in, or a slice may end: what is too far is the end. */
export function bound(index: unknown, length: number): number {
  if (typeof index !== 'number' || Number.isNaN(index)) {
    throw new TypeError(`An index must be a number, got ${String(index)}`);
  }
  const whole = Math.trunc(index);
  return Math.min(Math.max(whole < 0 ? whole + length : whole, 0), length);
}
