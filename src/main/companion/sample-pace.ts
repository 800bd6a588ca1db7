import type { Milliseconds } from '../../shared/units';

/** At most this part of a core is for taking samples. */
const SHARE = 0.1;
/** One costly sample says little on a busy machine. */
const IN_A_ROW = 3;

/**
 * How far samples are apart: as far as was asked for, or farther where there are so many
 * processes that taking them would use more than a tenth of a core.
 */
export class SamplePace {
  readonly #asked: Milliseconds;
  #interval: Milliseconds;
  #costly = 0;

  constructor(asked: Milliseconds) {
    this.#asked = asked;
    this.#interval = asked;
  }

  get interval(): Milliseconds {
    return this.#interval;
  }

  /**
   * @param cost CPU time of the last sample.
   * @returns whether the samples are farther apart from now on, or again as far as was asked for.
   */
  took(cost: Milliseconds): 'slowed' | 'restored' | undefined {
    const needed = cost / SHARE;
    if (needed <= this.#interval) {
      this.#costly = 0;
      return this.#comeBack(needed);
    }
    this.#costly += 1;
    if (this.#costly < IN_A_ROW) return undefined;
    this.#costly = 0;
    this.#interval = Math.max(this.#interval * 2, Math.ceil(needed));
    return 'slowed';
  }

  /** By halves, so that it does not swing. */
  #comeBack(needed: Milliseconds): 'restored' | undefined {
    if (this.#interval === this.#asked || needed >= this.#interval / 4) return undefined;
    this.#interval = Math.max(this.#asked, this.#interval / 2);
    return this.#interval === this.#asked ? 'restored' : undefined;
  }
}
