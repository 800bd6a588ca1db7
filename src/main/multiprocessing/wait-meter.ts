import type { WaitKind } from '../../shared/events';
import type { Milliseconds, MonotonicMilliseconds, Pid } from '../../shared/units';
import type { EventSink } from './event-sink';
import { monotonicNow } from './monotonic-clock';

/** Shorter waits are not reported: a queue may have thousands of them a second. */
const WORTH_TELLING: Milliseconds = 5;

/** What waits for what. */
export interface Wait {
  readonly pid: Pid;
  readonly wait: WaitKind;
  readonly object: string;
}

/** Reports one wait from its start to its end, if it lasts. Several at once for one caller are one. */
export class WaitMeter {
  readonly #sink: EventSink | undefined;
  readonly #wait: Wait;
  #callers = 0;
  #since: MonotonicMilliseconds = 0;
  #timer: NodeJS.Timeout | undefined;
  #isTold = false;

  constructor(sink: EventSink | undefined, wait: Wait) {
    this.#sink = sink;
    this.#wait = wait;
  }

  begin(): void {
    this.#callers += 1;
    if (this.#callers > 1 || this.#sink === undefined) return;
    this.#since = monotonicNow();
    this.#timer = setTimeout(() => this.#tell(), WORTH_TELLING).unref();
  }

  end(): void {
    this.#callers -= 1;
    if (this.#callers > 0) return;
    clearTimeout(this.#timer);
    if (!this.#isTold) return;
    this.#isTold = false;
    this.#sink?.({ type: 'wait-ended', ...this.#wait, waitedMs: monotonicNow() - this.#since });
  }

  #tell(): void {
    this.#isTold = true;
    this.#sink?.({ type: 'wait-started', ...this.#wait }, this.#since);
  }
}
