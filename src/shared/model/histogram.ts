import type { Milliseconds } from '../units';

/** Each bucket is this much wider than the one below: a percentile is off by at most 1 %. */
const GROWTH = 1.02;
const SMALLEST: Milliseconds = 0.001;

/**
 * Durations counted in buckets that grow by 2 %: percentiles of any number of durations in
 * bounded memory, without keeping them (the idea of HdrHistogram, Gil Tene 2012).
 */
export class Histogram {
  readonly #counts = new Map<number, number>();
  #count = 0;
  #sum: Milliseconds = 0;

  get count(): number {
    return this.#count;
  }

  get sum(): Milliseconds {
    return this.#sum;
  }

  /** @param times how often it was measured. */
  add(duration: Milliseconds, times = 1): void {
    const bucket = Math.max(0, Math.ceil(Math.log(Math.max(duration, SMALLEST) / SMALLEST) / Math.log(GROWTH)));
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + times);
    this.#count += times;
    this.#sum += duration * times;
  }

  /** Adds what another counted. */
  addAll(other: Histogram): void {
    for (const [bucket, count] of other.#counts) this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + count);
    this.#count += other.#count;
    this.#sum += other.#sum;
  }

  /**
   * The duration that `share` of all durations do not exceed (nearest rank).
   *
   * @param share 0.5 for the median, 0.99 for p99.
   * @returns `undefined` while nothing was added.
   */
  percentile(share: number): Milliseconds | undefined {
    const rank = Math.max(1, Math.ceil(share * this.#count));
    let seen = 0;
    for (const bucket of [...this.#counts.keys()].sort((a, b) => a - b)) {
      seen += this.#counts.get(bucket) ?? 0;
      if (seen >= rank) return SMALLEST * GROWTH ** (bucket - 0.5);
    }
    return undefined;
  }
}

/** What all of them counted. */
export function sumOf(histograms: readonly Histogram[]): Histogram {
  const sum = new Histogram();
  for (const one of histograms) sum.addAll(one);
  return sum;
}
