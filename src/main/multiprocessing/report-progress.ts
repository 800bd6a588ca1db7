/** Where a worker offers to pass on progress: found by every copy of this library in its process. */
const KEY = Symbol.for('joinscope.reportProgress');

type Reporter = (value: unknown) => void;
const place = globalThis as { [KEY]?: Reporter };

/**
 * Tells the caller of the task that runs how far it is: `onProgress` gets the value, a copy.
 * Does nothing where no pool runs the function.
 */
export function reportProgress(value: unknown): void {
  place[KEY]?.(value);
}

/** For the worker's own use. */
export function offerProgress(reporter: Reporter): void {
  place[KEY] = reporter;
}
