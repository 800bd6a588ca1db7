import type { RunEvent, RunEventOf, SampleRow } from './events';
import type { Bytes, Milliseconds, PercentOfCore, Pid } from './units';

/** All processes together use less: a program that waits wakes now and then. */
const RESTING: PercentOfCore = 2;
/** Memory that a process may take or give back at rest. */
const GROWN: Bytes = 1024 * 1024;
/** A program has to rest so long first: what came to rest is shown at rest. */
const QUIET_AFTER: Milliseconds = 3000;

/**
 * Follows whether a program rests: for a while nothing was heard of it but samples in which its
 * processes use next to nothing and stay as they are. One that is stopped by a signal rests as
 * well, but that it came to be so is news, and so is memory that grows without work.
 *
 * All by the time of the run, so it depends on the events alone.
 */
export class RestWatch {
  readonly #known = new Map<Pid, Known>();
  #now: Milliseconds = 0;
  #stirredAt: Milliseconds = 0;

  get isQuiet(): boolean {
    return this.#now - this.#stirredAt > QUIET_AFTER;
  }

  take(events: readonly RunEvent[]): void {
    for (const event of events) {
      this.#now = Math.max(this.#now, event.t);
      if (!this.#isRest(event)) this.#stirredAt = Math.max(this.#stirredAt, event.t);
    }
  }

  #isRest(event: RunEvent): boolean {
    if (event.type === 'process-exited') this.#known.delete(event.pid);
    return event.type === 'sample' ? this.#rests(event) : isReading(event);
  }

  #rests({ rows }: RunEventOf<'sample'>): boolean {
    let use: PercentOfCore = 0;
    let isNews = false;
    for (const row of rows) {
      use += row.cpu ?? 0;
      if (this.#isNews(row)) isNews = true;
    }
    return !isNews && use < RESTING;
  }

  /** What is news is what the next row is compared with. */
  #isNews({ pid, state, rss }: SampleRow): boolean {
    const before = this.#known.get(pid);
    const now = { state: state === undefined ? undefined : stateOf(state), rss: rss ?? 0 };
    if (before !== undefined && isAlike(before, now)) return false;
    this.#known.set(pid, now);
    return before !== undefined;
  }
}

/** What is read of a program by the clock, whether it does anything or not. */
export const isReading = ({ type }: RunEvent): boolean =>
  type === 'sample' || type === 'host-sample' || type === 'runtime-sample';

interface Known {
  readonly state: string | undefined;
  readonly rss: Bytes;
}

const isAlike = (a: Known, b: Known): boolean => a.state === b.state && Math.abs(a.rss - b.rss) < GROWN;

/** One that waits is now and then met awake, which is no news as long as it takes no time. */
const stateOf = (letter: string): string => ('RSI'.includes(letter) ? 'S' : letter);
