/** @throws {RangeError} when `value` is not a whole number above 0. */
export function requirePositive(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`${name} must be a whole number above 0, not ${value}`);
  }
}
