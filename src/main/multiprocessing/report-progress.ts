import { NotCloneableError } from './errors';

/** Where a worker offers to pass on progress: found by every copy of this library in its process. */
const KEY = Symbol.for('joinscope.reportProgress');

type Reporter = (value: unknown) => void;
const place = globalThis as { [KEY]?: Reporter };

/**
 * Tells the caller of the task that runs how far it is: `onProgress` gets the value, a copy.
 * Does nothing where no pool runs the function.
 *
 * @throws {NotCloneableError} when the value cannot be sent.
 */
export function reportProgress(value: unknown): void {
  try {
    place[KEY]?.(value);
  } catch (thrown) {
    throw ofThisCopy(thrown);
  }
}

/** The worker may hold a copy of this library of its own, and its error is then of no class that the program knows. */
function ofThisCopy(thrown: unknown): unknown {
  const isOthers = thrown instanceof Error && thrown.name === 'NotCloneableError';
  return isOthers ? Object.setPrototypeOf(thrown, NotCloneableError.prototype) : thrown;
}

/** For the worker's own use. */
export function offerProgress(reporter: Reporter): void {
  place[KEY] = reporter;
}
