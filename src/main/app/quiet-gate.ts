import type { RunBatch } from '../../shared/recording';
import { RestWatch } from '../../shared/rest-watch';
import type { Milliseconds } from '../../shared/units';

/** What a page may hear later of a program that rests, in the time of its run: half as long as it rests, within these. */
const LEAST_HELD: Milliseconds = 10_000;
const MOST_HELD: Milliseconds = 30_000;

/**
 * Holds back the samples of one live run that rests: to send them, to take them, and to draw what
 * they change costs more than the watch itself. Whatever else happens goes on at once, and what
 * is held before it.
 */
export class QuietGate {
  readonly #rest = new RestWatch();
  #held: RunBatch | undefined;
  /** When it was seen that the run rests. */
  #restsSince: Milliseconds | undefined;
  /** The page knows that the run rests. */
  #isTold = false;

  /** @returns what the page gets now. */
  pass(batch: RunBatch, isUrgent: boolean): RunBatch | undefined {
    this.#rest.take(batch.events);
    const whole = joined(this.#held, batch);
    const { isQuiet } = this.#rest;
    const mayWait = this.#isTold && !isUrgent && batch.firstIndex > 0;
    if (isQuiet && mayWait && spanOf(whole) < this.#mostHeld(batch)) {
      this.#held = whole;
      return undefined;
    }
    this.#held = undefined;
    this.#isTold = isQuiet;
    this.#restsSince = isQuiet ? (this.#restsSince ?? batch.events.at(-1)?.t) : undefined;
    return isQuiet ? { ...whole, isQuiet } : whole;
  }

  #mostHeld({ events }: RunBatch): Milliseconds {
    const now = events.at(-1)?.t ?? 0;
    return Math.min(MOST_HELD, Math.max(LEAST_HELD, (now - (this.#restsSince ?? now)) / 2));
  }

  /** The page gets the run as a whole, and with it what is held. */
  drop(): void {
    this.#held = undefined;
    this.#isTold = false;
  }
}

function joined(held: RunBatch | undefined, batch: RunBatch): RunBatch {
  // A history that was thinned is sent anew, from its first event on.
  if (held === undefined || batch.firstIndex !== held.firstIndex + held.events.length) return batch;
  return { ...batch, firstIndex: held.firstIndex, events: [...held.events, ...batch.events] };
}

function spanOf({ events }: RunBatch): Milliseconds {
  return (events.at(-1)?.t ?? 0) - (events[0]?.t ?? 0);
}
