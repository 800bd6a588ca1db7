import type { MonotonicMilliseconds, Milliseconds } from '../../../shared/units';

export interface RestartLimit {
  /** This many deaths, with no task returned between them, break the pool. */
  readonly deaths: number;
  /** Within this time. */
  readonly within: Milliseconds;
}

export const DEFAULT_RESTART_LIMIT: RestartLimit = { deaths: 5, within: 30_000 };

/**
 * Counts deaths of workers, after Erlang's supervisor (intensity and period): a pool whose
 * workers die faster than they work must not go on starting them.
 */
export class RestartIntensity {
  readonly #limit: RestartLimit;
  #deaths: MonotonicMilliseconds[] = [];

  constructor(limit: RestartLimit) {
    this.#limit = limit;
  }

  /** @returns whether the limit is reached. */
  addDeath(at: MonotonicMilliseconds): boolean {
    this.#deaths = [...this.#deaths.filter((earlier) => at - earlier < this.#limit.within), at];
    return this.#deaths.length >= this.#limit.deaths;
  }

  /** A task came back, so the workers do work. */
  forget(): void {
    if (this.#deaths.length > 0) this.#deaths = [];
  }
}
