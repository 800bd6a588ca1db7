import type { RunEvent } from '../../shared/events';
import type { Unsubscribe } from '../../shared/ipc/contract';
import { RunModel } from '../../shared/model/run-model';
import type { RunBatch } from '../../shared/recording';
import type { Milliseconds, MonotonicMilliseconds } from '../../shared/units';
import { RunHistory } from './run-history';

/** Shortest time between two deliveries: a window draws ten times a second at most. */
const INTERVAL: Milliseconds = 100;
/** Most events in one batch: cloning more at once would stall the receiver. */
const MAX_BATCH = 5000;

/** What stands on each batch of one run. */
export type RunLabel = Pick<RunBatch, 'runId' | 'title' | 'isLive' | 'path'>;

/** The fold, the history and the listeners of one run: events in, batches out. */
export class RunStream {
  readonly model = new RunModel();
  readonly #label: RunLabel;
  readonly #history: RunHistory;
  readonly #listeners = new Set<(batch: RunBatch) => void>();
  #delivered = 0;
  #deliveredAt: MonotonicMilliseconds = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(label: RunLabel, history = new RunHistory()) {
    this.#label = label;
    this.#history = history;
  }

  /** Adds events in their final order; they are delivered within {@link INTERVAL}, at once where the last delivery is longer ago. */
  add(events: readonly RunEvent[]): void {
    if (events.length === 0) return;
    this.model.applyAll(events);
    if (this.#history.push(events)) this.#delivered = 0;
    const due = this.#deliveredAt + INTERVAL - performance.now();
    if (due <= 0) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), due);
  }

  onBatch(listener: (batch: RunBatch) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Delivers what waits, so that the next batch follows the replay without a gap or a repeat. */
  replay(): RunBatch {
    this.flush();
    return this.#batch(0, this.#history.length);
  }

  /** Delivers what waits now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#deliveredAt = performance.now();
    while (this.#delivered < this.#history.length) {
      const from = this.#delivered;
      this.#delivered = Math.min(from + MAX_BATCH, this.#history.length);
      const batch = this.#batch(from, this.#delivered);
      for (const listener of this.#listeners) listener(batch);
    }
  }

  #batch(from: number, to: number): RunBatch {
    return { ...this.#label, firstIndex: from, events: this.#history.events.slice(from, to) };
  }
}
