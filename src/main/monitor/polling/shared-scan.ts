import type { Milliseconds, MonotonicMilliseconds } from '../../../shared/units';

/** What one scan of the process table found. */
export interface Scan<Row> {
  /** When it was begun: no row is older. */
  readonly at: MonotonicMilliseconds;
  readonly rows: readonly Row[];
}

export interface SharedScanOptions<Row> {
  readonly clock: () => MonotonicMilliseconds;
  readonly scan: () => Promise<readonly Row[]>;
  /** How long after its end a scan still answers. */
  readonly freshness: Milliseconds;
}

/**
 * One scan at a time, for all who ask.
 *
 * A scan costs a process or hundreds of milliseconds, and three ask for it: the polling, the
 * samples, and whoever looks up one process. Those who ask while it runs share it, so a slow
 * system is asked less often and no questions pile up.
 */
export class SharedScan<Row> {
  readonly #options: SharedScanOptions<Row>;
  #scan: Promise<Scan<Row>> | undefined;
  /** `undefined` while it runs. */
  #endedAt: MonotonicMilliseconds | undefined;

  constructor(options: SharedScanOptions<Row>) {
    this.#options = options;
  }

  /** @throws {Error} when the scan failed; the next who asks starts another. */
  latest(): Promise<Scan<Row>> {
    if (this.#scan === undefined || this.#isStale()) this.#scan = this.#start();
    return this.#scan;
  }

  #isStale(): boolean {
    const { clock, freshness } = this.#options;
    return this.#endedAt !== undefined && clock() - this.#endedAt > freshness;
  }

  async #start(): Promise<Scan<Row>> {
    const { clock, scan } = this.#options;
    const at = clock();
    this.#endedAt = undefined;
    try {
      const rows = await scan();
      this.#endedAt = clock();
      return { at, rows };
    } catch (error) {
      this.#endedAt = -Infinity;
      throw error;
    }
  }
}
