import { NotCloneableError } from '../errors';
import { TooLargeError } from './byte-writer';

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Where in a value the encoder is: one key a level. */
export class Trail {
  readonly #keys: (string | number)[] = [];
  #depth = 0;

  enter(): void {
    this.#depth += 1;
  }

  at(key: string | number): void {
    this.#keys[this.#depth - 1] = key;
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** The error for what went wrong here, and back to the start. */
  explain(error: unknown, root: string): NotCloneableError {
    const keys = this.#keys.slice(0, this.#depth);
    this.#depth = 0;
    const isTooDeep = error instanceof RangeError && keys.length > 500;
    if (error instanceof TooLargeError)
      return new NotCloneableError('The value', `${root} is too large`, { path: root });
    // Thousands of keys help nobody.
    const path =
      root +
      keys
        .slice(0, isTooDeep ? 8 : 64)
        .map(sayKey)
        .join('');
    return new NotCloneableError('The value', `${path} ${isTooDeep ? 'is nested too deeply' : reasonOf(error)}`, {
      path,
      cause: error,
    });
  }
}

/** By its name: the object that says so may be of another copy of this library; see `crossing.ts`. */
const UNSENDABLE = 'UnsendableKind';

/** Thrown by the encoder itself for a kind of value; anything else comes from a getter. */
export class UnsendableKind extends Error {
  override readonly name = UNSENDABLE;
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === UNSENDABLE) return error.message;
  return `could not be read: ${error instanceof Error ? `${error.name}: ${error.message}` : 'something was thrown'}`;
}

function sayKey(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return IDENTIFIER.test(key) ? `.${key}` : `[${JSON.stringify(key.slice(0, 64))}]`;
}
