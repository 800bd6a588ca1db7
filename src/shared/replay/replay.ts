import type { RunEvent } from '../events';
import { RunModel } from '../model/run-model';
import type { RunBatch } from '../recording';
import type { Milliseconds } from '../units';

/**
 * A run as it was at any moment: the same fold as live, over its events up to then.
 *
 * Going forward applies what is new; going back begins again, which costs about a microsecond
 * an event. The events are in the order in which they were known, so one that was found out
 * late, such as a verdict, is not there before everything that was known earlier.
 */
export class Replay {
  #events: RunEvent[] = [];
  #next = 0;
  #model = new RunModel();

  /** The run at the moment that was sought last; another object whenever time went back. */
  get model(): RunModel {
    return this.#model;
  }

  /** Takes events of the run; a batch from index 0 replaces all, one that leaves a gap is refused. @returns false for a gap. */
  add({ firstIndex, events }: Pick<RunBatch, 'firstIndex' | 'events'>): boolean {
    if (firstIndex > this.#events.length) return false;
    if (firstIndex === 0) {
      this.#events = [...events];
      this.#rewind();
      return true;
    }
    for (const event of events.slice(this.#events.length - firstIndex)) this.#events.push(event);
    return true;
  }

  /** @param t from the run's begin to its newest moment. */
  seek(t: Milliseconds): void {
    if (t < this.#model.now) this.#rewind();
    for (let event = this.#events[this.#next]; event !== undefined && event.t <= t; event = this.#events[this.#next]) {
      this.#model.apply(event);
      this.#next += 1;
    }
    // Time goes on between events: what lasts, lasts until now.
    this.#model.now = t;
  }

  #rewind(): void {
    this.#model = new RunModel();
    this.#next = 0;
  }
}
