import type { Milliseconds } from '../../../../shared/units';

/** A loop of calls that need not wait goes on for this long before the rest of the process has its turn. */
const LONGEST: Milliseconds = 1;

let began: Milliseconds = 0;
let isCounted = false;

/**
 * Calls that are answered at hand settle within one turn of the event loop, and a loop of them
 * would keep out everything else: timers, sockets, what other processes ask back.
 *
 * @returns a promise to wait for when the turn has lasted too long.
 */
export function breathe(): Promise<void> | undefined {
  if (!isCounted) {
    isCounted = true;
    began = performance.now();
    setImmediate(() => {
      isCounted = false;
    });
    return undefined;
  }
  return performance.now() - began < LONGEST ? undefined : new Promise((resolve) => setImmediate(resolve));
}
