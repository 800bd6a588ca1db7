import { type Crossable, crossing, type Crossing, registerCrossing } from '../codec/crossing';
import { nextName } from '../process-names';
import { Queue, type QueueOptions } from './queue';

/** A {@link Queue} with the few calls of CPython's `multiprocessing.SimpleQueue`, none of which gives up. */
export class SimpleQueue<Item> implements Crossable {
  readonly #queue: Queue<Item>;

  constructor(options: Pick<QueueOptions, 'name' | 'onEvent'> | Queue<Item> = {}) {
    this.#queue = options instanceof Queue ? options : new Queue({ name: nextName('simple-queue'), ...options });
    made.set(this.#queue, this);
  }

  get name(): string {
    return this.#queue.name;
  }

  /** As {@link Queue.put}. */
  put(item: Item): Promise<void> {
    return this.#queue.put(item);
  }

  /** As {@link Queue.get}. */
  get(): Promise<Item> {
    return this.#queue.get();
  }

  empty(): Promise<boolean> {
    return this.#queue.empty();
  }

  /** As {@link Queue.close}: for all processes. */
  close(): Promise<void> {
    return this.#queue.close();
  }

  [crossing](): Crossing {
    return { kind: 'simple-queue', data: this.#queue };
  }
}

/** The same queue arrives as the same object. */
const made = new WeakMap<object, object>();

registerCrossing('simple-queue', (data) => {
  // The cast: what crossed.
  const queue = data as Queue<unknown>;
  return made.get(queue) ?? new SimpleQueue(queue);
});
