import type { MonotonicMilliseconds, Milliseconds } from '../../../shared/units';

export interface RestartLimit {
  /** This many deaths, with no task returned between them, break the pool. */
  readonly deaths: number;
  /** Within this time. */
  readonly within: Milliseconds;
}

export const DEFAULT_RESTART_LIMIT: RestartLimit = { deaths: 5, within: 30_000 };

/** Before the second restart in a row; each further one waits longer, as PM2's do. */
const FIRST_DELAY: Milliseconds = 100;
const GROWTH = 1.5;
const MAX_DELAY: Milliseconds = 5000;

/**
 * When to start a worker anew after one died, and when to give up, after Erlang's supervisor
 * (intensity and period): a pool whose workers die faster than they work must not go on
 * starting them.
 */
export class RestartPolicy {
  readonly #limit: RestartLimit;
  #deaths: MonotonicMilliseconds[] = [];
  #inARow = 0;

  constructor(limit: RestartLimit) {
    this.#limit = limit;
  }

  /** @returns how long to wait before the restart; `undefined` when the limit is reached. */
  addDeath(at: MonotonicMilliseconds): Milliseconds | undefined {
    this.#deaths = [...this.#deaths.filter((earlier) => at - earlier < this.#limit.within), at];
    // Who was stable for that long begins anew.
    this.#inARow = this.#deaths.length === 1 ? 1 : this.#inARow + 1;
    if (this.#deaths.length >= this.#limit.deaths) return undefined;
    return this.#inARow === 1 ? 0 : Math.min(MAX_DELAY, FIRST_DELAY * GROWTH ** (this.#inARow - 2));
  }

  /** A task came back, so the workers do work. */
  forget(): void {
    if (this.#inARow === 0) return;
    this.#deaths = [];
    this.#inARow = 0;
  }
}
