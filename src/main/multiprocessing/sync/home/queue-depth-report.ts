import type { Milliseconds, MonotonicMilliseconds, Pid } from '../../../../shared/units';
import type { EventSink } from '../../event-sink';
import { monotonicNow } from '../../monotonic-clock';

/** At most 20 depths a second. */
const INTERVAL: Milliseconds = 50;

/** What is counted of a queue. */
export interface QueueFigures {
  readonly depth: number;
  readonly puts: number;
  readonly gets: number;
}

/** Reports a queue's depth when it changed, at most every {@link INTERVAL}, and always the last one. */
export class QueueDepthReport {
  readonly #queue: string;
  readonly #sink: EventSink | undefined;
  readonly #figures: () => QueueFigures;
  readonly #producers = new Set<Pid>();
  readonly #consumers = new Set<Pid>();
  #peak = 0;
  #reportedAt: MonotonicMilliseconds = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(queue: string, sink: EventSink | undefined, figures: () => QueueFigures) {
    this.#queue = queue;
    this.#sink = sink;
    this.#figures = figures;
  }

  addProducer(pid: Pid): void {
    this.#producers.add(pid);
  }

  addConsumer(pid: Pid): void {
    this.#consumers.add(pid);
  }

  changed(): void {
    if (this.#sink === undefined) return;
    this.#peak = Math.max(this.#peak, this.#figures().depth);
    if (this.#timer !== undefined) return;
    const due = this.#reportedAt + INTERVAL - monotonicNow();
    if (due <= 0) this.#report();
    // It keeps the program alive, for these milliseconds: the last depth is the one that counts.
    else this.#timer = setTimeout(() => this.#report(), due);
  }

  #report(): void {
    this.#timer = undefined;
    this.#reportedAt = monotonicNow();
    this.#sink?.({
      type: 'queue-depth',
      queue: this.#queue,
      ...this.#figures(),
      peak: this.#peak,
      producers: this.#producers.size,
      consumers: this.#consumers.size,
    });
  }
}
