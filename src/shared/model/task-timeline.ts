import type { Milliseconds } from '../units';
import { Histogram } from './histogram';

/** What ended in one slice of time. */
export interface TaskBucket {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  /** Finished and failed; lost ones have no run time. */
  readonly ended: number;
  readonly runTimes: Histogram;
  readonly waitTimes: Histogram;
}

interface Held {
  ended: number;
  readonly runTimes: Histogram;
  readonly waitTimes: Histogram;
}

/** One or more tasks that were told to have ended at one moment. */
export interface EndedTasks {
  readonly count: number;
  /** Of each. */
  readonly runMs: Milliseconds;
  /** From submission to start; left out where nobody told. */
  readonly waitMs: Milliseconds | undefined;
}

/** At first; doubled whenever the run outgrows the slices. */
const FIRST_WIDTH: Milliseconds = 50;
/** More than a chart has pixels for its bars. */
const MAX_BUCKETS = 512;

/**
 * The ends of tasks in equal slices of time over a whole run, in bounded memory: throughput
 * and latency of any stretch can be told, to the nearest slice.
 *
 * When a run outgrows {@link MAX_BUCKETS}, neighbours are merged in pairs and each slice is
 * twice as wide; histograms add up without loss.
 */
export class TaskTimeline {
  #width = FIRST_WIDTH;
  #buckets = new Map<number, Held>();

  /** Width of a slice now. */
  get width(): Milliseconds {
    return this.#width;
  }

  add(t: Milliseconds, { count, runMs, waitMs }: EndedTasks): void {
    while (t / this.#width >= MAX_BUCKETS) this.#double();
    const bucket = this.#bucketAt(Math.max(0, Math.floor(t / this.#width)));
    bucket.ended += count;
    bucket.runTimes.add(runMs, count);
    if (waitMs !== undefined) bucket.waitTimes.add(waitMs, count);
  }

  /** The slices that touch the stretch, in order of time; one in which nothing ended is left out. */
  within({ from, to }: { readonly from: Milliseconds; readonly to: Milliseconds }): readonly TaskBucket[] {
    const [first, last] = [Math.floor(from / this.#width), Math.floor(to / this.#width)];
    return [...this.#buckets]
      .filter(([place]) => place >= first && place <= last)
      .sort(([a], [b]) => a - b)
      .map(([place, held]) => ({ from: place * this.#width, to: (place + 1) * this.#width, ...held }));
  }

  #bucketAt(place: number): Held {
    const known = this.#buckets.get(place);
    if (known !== undefined) return known;
    const fresh: Held = { ended: 0, runTimes: new Histogram(), waitTimes: new Histogram() };
    this.#buckets.set(place, fresh);
    return fresh;
  }

  #double(): void {
    const before = this.#buckets;
    this.#buckets = new Map();
    this.#width *= 2;
    for (const [place, held] of before) {
      const bucket = this.#bucketAt(place >> 1);
      bucket.ended += held.ended;
      bucket.runTimes.addAll(held.runTimes);
      bucket.waitTimes.addAll(held.waitTimes);
    }
  }
}
