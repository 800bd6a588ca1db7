import type { MonotonicMilliseconds, Milliseconds } from '../../shared/units';

/** A page that dies this often within {@link WINDOW} dies of itself: reloading it is no help. */
const MAX_CRASHES = 3;
const WINDOW: Milliseconds = 5 * 60_000;

/** Whether a page that died is worth another load. */
export class CrashBudget {
  #crashes: readonly MonotonicMilliseconds[] = [];

  /** @returns false at the third death within five minutes. */
  mayReload(now: MonotonicMilliseconds): boolean {
    this.#crashes = [...this.#crashes.filter((at) => now - at < WINDOW), now];
    return this.#crashes.length < MAX_CRASHES;
  }
}
