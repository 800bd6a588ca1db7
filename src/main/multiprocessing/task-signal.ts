/** Where a worker offers the signal of the task that runs: found by every copy of this library in its process. */
const KEY = Symbol.for('joinscope.taskSignal');

type FindSignal = () => AbortSignal | undefined;
const place = globalThis as { [KEY]?: FindSignal };

/**
 * Aborts when the caller of the task that runs has withdrawn it, or its time is up: the moment
 * to clean up, because its worker is ended a tenth of a second later. A task that never lets
 * the event loop run does not hear of it. Where no pool runs the function, it never aborts.
 */
export function taskSignal(): AbortSignal {
  return place[KEY]?.() ?? new AbortController().signal;
}

/** For the worker's own use. */
export function offerTaskSignal(find: FindSignal): void {
  place[KEY] = find;
}
