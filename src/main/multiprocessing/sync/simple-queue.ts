import { type Crossable, crossing, type Crossing, registerCrossing } from '../codec/crossing';
import { nextName } from '../process-names';
import { type OptionRules, requireOptions } from '../require-argument';
import { Queue, type QueueOptions } from './queue';

type SimpleOptions = Pick<QueueOptions, 'name' | 'onEvent'>;

const RULES: OptionRules<SimpleOptions> = {
  of: 'a simple queue',
  example: `{ name: 'orders' }`,
  kinds: { name: 'string', onEvent: 'function' },
};

/** A {@link Queue} with the few calls of CPython's `multiprocessing.SimpleQueue`, none of which gives up. */
export class SimpleQueue<Item> implements Crossable {
  readonly #queue: Queue<Item>;

  /** @throws {TypeError} for an option that there is not. */
  constructor(options: SimpleOptions | Queue<Item> = {}) {
    if (!(options instanceof Queue)) requireOptions(options, RULES);
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
