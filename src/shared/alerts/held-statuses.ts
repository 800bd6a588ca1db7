import type { RunEventOf } from '../events';
import type { Milliseconds, Pid } from '../units';
import type { Alert } from './alert';

/** A launcher becomes the program within this time, or is none. */
const HOLD: Milliseconds = 1000;

/**
 * Ends whose status their parent may have asked for, until that is known.
 *
 * A shim, such as pyenv's, asks dozens of helpers before it becomes the program by exec: what
 * these answered is nothing to be told of.
 */
export class HeldStatuses {
  readonly #parents = new Map<Pid, Pid>();
  #held: Alert[] = [];

  start({ pid, ppid }: RunEventOf<'process-started'>): void {
    this.#parents.set(pid, ppid);
  }

  hold(alert: Alert): void {
    this.#held.push(alert);
  }

  /** A process became another program: what ended below it was a helper of the one before. */
  dropBelow(pid: Pid): void {
    this.#held = this.#held.filter((alert) => !this.#isBelow(alert.pid, pid));
  }

  /** Those that were held long enough; all of them without a moment. */
  taken(now: Milliseconds = Infinity): readonly Alert[] {
    if (this.#held.length === 0) return [];
    const due = this.#held.filter(({ t }) => now - t >= HOLD);
    this.#held = this.#held.filter(({ t }) => now - t < HOLD);
    return due;
  }

  #isBelow(pid: Pid | undefined, above: Pid): boolean {
    // A pid that was given again could close a circle.
    const seen = new Set<Pid>();
    for (let at = pid; at !== undefined && !seen.has(at); at = this.#parents.get(at)) {
      if (at !== pid && at === above) return true;
      seen.add(at);
    }
    return false;
  }
}
