import type { RunEvent, RunEventOf } from './events';
import type { Milliseconds, PercentOfCore, Pid } from './units';

/** All processes together use less: a program that waits wakes now and then. */
const RESTING: PercentOfCore = 2;
/** A program has to rest so long first: what came to rest is shown at rest. */
const QUIET_AFTER: Milliseconds = 3000;

/**
 * Follows whether a program rests: for a while nothing was heard of it but samples in which its
 * processes use next to nothing and stay in the state that they are in. One that is stopped by a
 * signal rests as well, but that it came to be so is news.
 *
 * All by the time of the run, so it depends on the events alone.
 */
export class RestWatch {
  readonly #states = new Map<Pid, string>();
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
    if (event.type === 'process-exited') this.#states.delete(event.pid);
    if (event.type === 'host-sample' || event.type === 'runtime-sample') return true;
    return event.type === 'sample' && this.#rests(event);
  }

  #rests({ rows }: RunEventOf<'sample'>): boolean {
    let use: PercentOfCore = 0;
    let isOther = false;
    for (const { pid, cpu = 0, state } of rows) {
      use += cpu;
      if (state !== undefined && this.#isOther(pid, stateOf(state))) isOther = true;
    }
    return !isOther && use < RESTING;
  }

  #isOther(pid: Pid, state: string): boolean {
    const before = this.#states.get(pid);
    if (before === state) return false;
    this.#states.set(pid, state);
    return before !== undefined;
  }
}

/** One that waits is now and then met awake, which is no news as long as it takes no time. */
const stateOf = (letter: string): string => ('RSI'.includes(letter) ? 'S' : letter);
