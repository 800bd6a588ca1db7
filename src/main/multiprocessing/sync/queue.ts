import { type Crossable, crossing, type Crossing, registerCrossing } from '../codec/crossing';
import { ConnectionClosedError } from '../errors';
import { type EventListener, eventSink } from '../event-sink';
import { nextName } from '../process-names';
import { OwnLine } from './client/own-line';
import { QueueClient } from './client/queue-client';
import type { WaitOptions } from './client/waits';
import { QueueHost } from './home/queue-host';
import { type OptionRules, requireOptions, sayValue } from '../require-argument';
import { NO_WAIT_OPTIONS, requireWait } from './wait-options';
import { Attachment, crossingOf, revive } from './reference';
import { OP } from './wire/operation';

export interface QueueOptions {
  /** Most items in the queue; more wait in `put`. Left out or 0, it is unbounded. */
  readonly maxSize?: number;
  /** `queue-1`, `queue-2`, ... unless given. */
  readonly name?: string;
  readonly onEvent?: EventListener;
}

const RULES: OptionRules<QueueOptions> = {
  of: 'a queue',
  example: '{ maxSize: 3 }',
  kinds: { maxSize: 'number', name: 'string', onEvent: 'function' },
};

export interface QueueAbout {
  readonly name: string;
  readonly isBounded: boolean;
}

/**
 * A first-in, first-out queue between processes, after CPython's `multiprocessing.Queue`.
 *
 * It lives in the process that made it. Passed to another, as an argument, within one, in an
 * item of a queue or as a result, it arrives as the same queue, which that process uses over
 * a connection of its own. Items are copies. When its home ends, all calls that wait reject.
 */
export class Queue<Item> implements AsyncIterable<Item>, Crossable {
  readonly name: string;
  readonly #about: QueueAbout;
  readonly #host: QueueHost | undefined;
  readonly #attachment: Attachment<QueueAbout> | undefined;
  protected readonly client: QueueClient;
  protected readonly kind: string = 'queue';

  constructor(options: QueueOptions | Attachment<QueueAbout> = {}) {
    if (options instanceof Attachment) {
      this.#attachment = options;
      this.#about = options.about;
      this.client = new QueueClient(options.about, (receiver) => options.line(receiver));
    } else {
      requireOptions(options, RULES);
      requireSize(options.maxSize);
      const { maxSize = 0, name = nextName('queue'), onEvent } = options;
      const host = new QueueHost({ name, maxSize, sink: eventSink(onEvent) });
      this.#host = host;
      this.#about = { name, isBounded: maxSize > 0 };
      this.client = new QueueClient(this.#about, (receiver) => new OwnLine(host, receiver));
    }
    this.name = this.#about.name;
  }

  /**
   * Puts an item. In another process than the queue's home, it resolves when the item is on
   * its way; the item then arrives even if this process is killed at once. The first put of a
   * process waits for the home's answer, so that no `close` of another overtakes it.
   *
   * @throws {QueueFullError} when no place became free in time.
   * @throws {ConnectionClosedError} when the queue is closed, or its home is gone.
   * @throws {NotCloneableError} when the item cannot be sent.
   */
  put(item: Item, options: WaitOptions = NO_WAIT_OPTIONS): Promise<void> {
    requireWait(options);
    return this.client.put(item, options);
  }

  /** {@link Queue.put} that does not wait (`put_nowait`). */
  putNowait(item: Item): Promise<void> {
    return this.client.put(item, { timeout: 0 });
  }

  /**
   * Takes the oldest item.
   *
   * @throws {QueueEmptyError} when none came in time.
   * @throws {ConnectionClosedError} when the queue is closed and empty, or its home is gone.
   */
  get(options: WaitOptions = NO_WAIT_OPTIONS): Promise<Item> {
    requireWait(options);
    return this.client.get(options) as Promise<Item>;
  }

  /** {@link Queue.get} that does not wait (`get_nowait`). */
  getNowait(): Promise<Item> {
    return this.client.get({ timeout: 0 }) as Promise<Item>;
  }

  /** Items that were put and not taken, at the moment of the answer. Exact, unlike CPython's. */
  async qsize(): Promise<number> {
    return (await this.client.ask(OP.size)) as number;
  }

  async empty(): Promise<boolean> {
    return (await this.qsize()) === 0;
  }

  /** Whether `maxSize` is reached. */
  async full(): Promise<boolean> {
    return (await this.client.ask(OP.isFull)) === true;
  }

  /**
   * Nothing can be put from now on; what is in the queue can still be taken, and loops over it
   * end after that. For all processes: unlike CPython's, where `close` is about the caller's
   * own end only.
   */
  async close(): Promise<void> {
    await this.client.ask(OP.close);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for (;;) {
      try {
        yield await this.get();
      } catch (error) {
        if (error instanceof ConnectionClosedError && this.client.isDrained) return;
        throw error;
      }
    }
  }

  [crossing](): Crossing {
    if (this.#host === undefined) return { kind: this.kind, data: this.#attachment?.reference };
    return crossingOf(this.kind, this.#about, { own: this, host: this.#host });
  }
}

/** As in Python, 0 and less is no limit. */
function requireSize(maxSize: unknown): void {
  if (maxSize === undefined || maxSize === Infinity || Number.isSafeInteger(maxSize)) return;
  throw new RangeError(`Expected maxSize to be a whole number, got ${sayValue(maxSize)}`);
}

registerCrossing('queue', (data) => revive<QueueAbout>(data, (attachment) => new Queue(attachment)));
