import { Histogram } from '../../../shared/model/histogram';
import type { Milliseconds, MonotonicMilliseconds } from '../../../shared/units';

/** Durations, summed up. Percentiles are right within 1 %; all are 0 while `count` is. */
export interface DurationSummary {
  readonly count: number;
  readonly mean: Milliseconds;
  readonly p50: Milliseconds;
  readonly p90: Milliseconds;
  readonly p99: Milliseconds;
  readonly max: Milliseconds;
}

/** What a task came to. */
export type TaskEnd = 'finished' | 'failed' | 'lost' | 'timedOut' | 'cancelled';

/** Of one second each. */
const SLOTS = 10;

/** Counts of a pool. Constant cost and memory, whatever the number of tasks. */
export class PoolCounters {
  readonly ends: Record<TaskEnd, number> = { finished: 0, failed: 0, lost: 0, timedOut: 0, cancelled: 0 };
  submitted = 0;
  retried = 0;
  /** How long workers that are gone had been ready. */
  goneReadyMs: Milliseconds = 0;
  readonly #waits = new Durations();
  readonly #runs = new Durations();
  readonly #endsBySecond = new Array<number>(SLOTS).fill(0);
  readonly #openedAt: MonotonicMilliseconds;
  #second: number;

  constructor(now: MonotonicMilliseconds) {
    this.#openedAt = now;
    this.#second = Math.floor(now / 1000);
  }

  started(waitMs: Milliseconds): void {
    this.#waits.add(Math.max(0, waitMs));
  }

  ran(runMs: Milliseconds, now: MonotonicMilliseconds): void {
    this.#runs.add(runMs);
    this.#turnTo(now);
    this.#endsBySecond[this.#second % SLOTS] = (this.#endsBySecond[this.#second % SLOTS] ?? 0) + 1;
  }

  summary(now: MonotonicMilliseconds) {
    this.#turnTo(now);
    const ends = this.#endsBySecond.reduce((sum, count) => sum + count, 0);
    // The second that has just begun counts as far as it went.
    const span = Math.min(now - this.#openedAt, (SLOTS - 1) * 1000 + (now % 1000));
    return {
      submitted: this.submitted,
      ...this.ends,
      retried: this.retried,
      waitMs: this.#waits.summary(),
      runMs: this.#runs.summary(),
      throughput: span > 0 ? (ends / span) * 1000 : 0,
    };
  }

  /** Empties the slots of the seconds since the last one. */
  #turnTo(now: MonotonicMilliseconds): void {
    const second = Math.floor(now / 1000);
    if (second === this.#second) return;
    for (let past = Math.max(this.#second + 1, second - SLOTS + 1); past <= second; past += 1) {
      this.#endsBySecond[past % SLOTS] = 0;
    }
    this.#second = second;
  }
}

class Durations {
  readonly #histogram = new Histogram();
  #max: Milliseconds = 0;

  add(duration: Milliseconds): void {
    this.#histogram.add(duration);
    if (duration > this.#max) this.#max = duration;
  }

  summary(): DurationSummary {
    const { count, sum } = this.#histogram;
    const at = (share: number): Milliseconds => Math.min(this.#max, this.#histogram.percentile(share) ?? 0);
    return { count, mean: count === 0 ? 0 : sum / count, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: this.#max };
  }
}
