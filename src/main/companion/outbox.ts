import type { RunEvent } from '../../shared/events';
import type { Milliseconds, MonotonicMilliseconds } from '../../shared/units';
import { monotonicNow } from './clock';

/** Events are sent at most this often. */
const INTERVAL: Milliseconds = 100;
/** A batch is sent before its time when so many events wait: one message stays small. */
const MAX_BATCH = 5000;

/** Collects events and hands them on in batches, in order of time within a batch. */
export class Outbox {
  readonly #send: (events: readonly RunEvent[]) => void;
  #events: RunEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sentAt: MonotonicMilliseconds = -Infinity;

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
    if (monotonicNow() - this.#sentAt >= INTERVAL) this.flush();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#events.length === 0) return;
    const events = this.#events.sort((a, b) => a.t - b.t);
    this.#events = [];
    this.#sentAt = monotonicNow();
    this.#send(events);
  }
}
