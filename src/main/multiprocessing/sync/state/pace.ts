import type { Milliseconds, MonotonicMilliseconds } from '../../../../shared/units';

/** So much of a client's work may wait at it ahead of time. */
const AHEAD: Milliseconds = 4;
const MOST = 512;
/** Weight of the latest reading. */
const SHARE = 0.4;

/**
 * How many items, or places, a client may have in hand beyond what it asked for.
 *
 * As many as it uses in {@link AHEAD}: a fast client never waits for an answer, and nothing
 * waits long at a slow one while another has time. A new client gets none.
 */
export class Pace {
  #perUse: Milliseconds | undefined;
  #busySince: MonotonicMilliseconds = 0;

  /** The client had nothing in hand and got something. */
  begin(at: MonotonicMilliseconds): void {
    this.#busySince = at;
  }

  used(count: number, at: MonotonicMilliseconds): void {
    if (count <= 0) return;
    const perUse = Math.max(0, at - this.#busySince) / count;
    this.#perUse = this.#perUse === undefined ? perUse : (1 - SHARE) * this.#perUse + SHARE * perUse;
    this.#busySince = at;
  }

  get ahead(): number {
    return this.#perUse === undefined ? 0 : Math.min(MOST, Math.floor(AHEAD / Math.max(this.#perUse, 1e-3)));
  }
}
