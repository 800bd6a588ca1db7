import type { RunEvent } from '../../shared/events';
import { isReading, RestWatch } from '../../shared/rest-watch';
import type { Milliseconds, MonotonicMilliseconds } from '../../shared/units';
import { monotonicNow } from './clock';

/** Events are sent at most this often. */
const INTERVAL: Milliseconds = 100;
/** A batch is sent before its time when so many events wait: one message stays small. */
const MAX_BATCH = 5000;
/** What is read of a program that rests is sent together, as many readings as lie within this. */
const HELD: Milliseconds = 2000;

/**
 * Collects events and hands them on in batches, in order of time within a batch.
 *
 * Each batch wakes the run and whoever it writes and draws for, which takes longer than the reading
 * itself. So readings of a program that rests wait for each other, and for nothing else: whatever
 * happens takes them along.
 */
export class Outbox {
  readonly #send: (events: readonly RunEvent[]) => void;
  #events: RunEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sentAt: MonotonicMilliseconds = -Infinity;
  readonly #rest = new RestWatch();
  /** Of the events that wait, so many were shown to {@link Outbox.#rest}. */
  #shown = 0;
  #settledAt: MonotonicMilliseconds = -Infinity;

  constructor(send: (events: readonly RunEvent[]) => void) {
    this.#send = send;
  }

  readonly add = (event: RunEvent): void => {
    this.#events.push(event);
    if (this.#events.length >= MAX_BATCH) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), INTERVAL);
  };

  /** Sends what waits, for the time being it is all: one turn of the loop does, where a timer would wake up for it again. */
  settle(): void {
    const now = monotonicNow();
    const next = now + (now - this.#settledAt);
    this.#settledAt = now;
    if (this.#mayWaitUntil(next)) this.#stay();
    else if (now - this.#sentAt >= INTERVAL) this.flush();
  }

  flush(): void {
    this.#stay();
    if (this.#events.length === 0) return;
    this.#show();
    this.#shown = 0;
    const events = this.#events.sort((a, b) => a.t - b.t);
    this.#events = [];
    this.#sentAt = monotonicNow();
    this.#send(events);
  }

  /** @param next when it is settled the next time. */
  #mayWaitUntil(next: MonotonicMilliseconds): boolean {
    this.#show();
    return this.#rest.isQuiet && next - this.#sentAt <= HELD && this.#events.every(isReading);
  }

  #stay(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #show(): void {
    this.#rest.take(this.#events.slice(this.#shown));
    this.#shown = this.#events.length;
  }
}
