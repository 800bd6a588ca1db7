/**
 * The decisions of a queue's home, without a process or a promise.
 *
 * Clients do not ask for each item. They say how many of their gets wait; the home delivers,
 * and to one that takes quickly a few more ahead of time. Likewise a client that puts into a
 * bounded queue is granted places and uses them. So the time limit of a call is the client's
 * own affair and exact: what was delivered or granted too late stays in its hand, is used by
 * its next call, and goes back when another waits for it (`recall`).
 *
 * An item counts as in the queue until a client took it: a bounded queue never holds more than
 * its size, and what a client that died had not taken is in the queue again, in its old order.
 */
import { assertNever } from '../../../../shared/assert-never';
import type { MonotonicMilliseconds } from '../../../../shared/units';
import type { ClientId, RequestId } from './client';
import { Consumers } from './consumers';
import { ItemStore } from './item-store';
import { Producers } from './producers';
import type { QueueEvent, QueueInstruction } from './queue-events';

const NONE: readonly [] = [];

export class QueueState<Item> {
  readonly maxSize: number;
  readonly #items = new ItemStore<Item>();
  readonly #consumers: Consumers<Item>;
  readonly #producers: Producers;
  /** Told that the queue is closed, and may have put before they heard of it. */
  readonly #unaware = new Set<ClientId>();
  readonly #clients = new Set<ClientId>();
  readonly #joining: { readonly client: ClientId; readonly request: RequestId }[] = [];
  #isClosing = false;
  #unfinished = 0;
  #puts = 0;
  #gets = 0;

  /**
   * @param maxSize 0 or less is unbounded, as in CPython.
   * @param weigh size of an item in bytes: large ones are not delivered ahead of time.
   */
  constructor(maxSize: number, weigh: (item: Item) => number = () => 1) {
    this.maxSize = maxSize > 0 ? maxSize : Infinity;
    this.#consumers = new Consumers(weigh);
    this.#producers = new Producers();
  }

  /** Items that were put and not taken. */
  get size(): number {
    return this.#items.size + this.#consumers.inHand;
  }

  /** Nothing can be put any more, by anybody. */
  get isClosed(): boolean {
    return this.#isClosing && this.#unaware.size === 0;
  }

  /** Items put and not reported as done (`task_done`). */
  get unfinished(): number {
    return this.#unfinished;
  }

  /** Items ever put, and ever taken. */
  get counts(): { readonly puts: number; readonly gets: number } {
    return { puts: this.#puts, gets: this.#gets };
  }

  waitingGets(client: ClientId): number {
    return this.#consumers.waiting(client);
  }

  waitingPuts(client: ClientId): number {
    return this.#producers.waiting(client);
  }

  get clients(): { readonly consumers: number; readonly producers: number } {
    return { consumers: this.#consumers.count, producers: this.#producers.count };
  }

  handle(event: QueueEvent<Item>, at: MonotonicMilliseconds): readonly QueueInstruction<Item>[] {
    const said = this.#apply(event, at);
    const served = this.#serve(at);
    return said.length === 0 ? served : [...said, ...served];
  }

  /** What is answered at once; all other answers follow from {@link QueueState.#serve}. */
  #apply(event: QueueEvent<Item>, at: MonotonicMilliseconds): readonly QueueInstruction<Item>[] {
    switch (event.type) {
      case 'attach':
        return this.#attach(event.client);
      case 'close':
        return this.#close();
      case 'task-done':
        return this.#taskDone(event);
      case 'join':
        return this.#join(event);
      default:
        this.#note(event, at);
        return [];
    }
  }

  #note(
    event: Exclude<QueueEvent<Item>, { type: 'attach' | 'close' | 'task-done' | 'join' }>,
    at: MonotonicMilliseconds,
  ): void {
    switch (event.type) {
      case 'put':
        return this.#put(event, at);
      case 'gets-wait':
        return this.#consumers.wait(event);
      case 'poll-items':
        return this.#consumers.poll(event.client, event.request);
      case 'took':
        return this.#took(event.client, event.count, at);
      case 'items-back':
        return this.#itemsBack(event.client, event.count, at);
      case 'close-known':
        return void this.#unaware.delete(event.client);
      case 'leave':
        return this.#leave(event.client, event.total, at);
      case 'puts-wait':
        return this.#isClosing ? undefined : this.#producers.wait(event);
      case 'poll-place':
        return this.#producers.poll(event.client, event.request);
      case 'places-back':
        return this.#producers.giveBack(event.client, event.count);
      default:
        return assertNever(event);
    }
  }

  #attach(client: ClientId): readonly QueueInstruction<Item>[] {
    this.#clients.add(client);
    // It does not know yet, and may have put already.
    if (this.#isClosing) this.#unaware.add(client);
    return this.#isClosing ? [{ type: 'closed', client }] : [];
  }

  #put({ client, items }: { client: ClientId; items: readonly Item[] }, at: MonotonicMilliseconds): void {
    // After its `close-known` a client puts nothing; one that does is not ours.
    if (this.#isClosing && !this.#unaware.has(client)) return;
    for (const item of items) {
      if (this.maxSize !== Infinity) this.#producers.use(client, at);
      this.#items.put(item);
    }
    this.#puts += items.length;
    this.#unfinished += items.length;
  }

  #took(client: ClientId, count: number, at: MonotonicMilliseconds): void {
    this.#gets += this.#consumers.took(client, count, at);
  }

  #itemsBack(client: ClientId, count: number, at: MonotonicMilliseconds): void {
    this.#took(client, count, at);
    this.#items.putBack(this.#consumers.takeBack(client));
  }

  #close(): readonly QueueInstruction<Item>[] {
    if (this.#isClosing) return [];
    this.#isClosing = true;
    for (const client of this.#clients) this.#unaware.add(client);
    const polls = this.#producers.close();
    return [
      ...[...this.#clients].map((client) => ({ type: 'closed', client }) as const),
      ...polls.map((poll) => ({ type: 'place-polled', ...poll, isServed: false }) as const),
    ];
  }

  #taskDone({ client, request }: { client: ClientId; request: RequestId }): readonly QueueInstruction<Item>[] {
    if (this.#unfinished === 0) return [{ type: 'task-done', client, request, isRight: false }];
    this.#unfinished -= 1;
    return [{ type: 'task-done', client, request, isRight: true }, ...this.#joined()];
  }

  #join(joining: { client: ClientId; request: RequestId }): readonly QueueInstruction<Item>[] {
    this.#joining.push({ client: joining.client, request: joining.request });
    return this.#joined();
  }

  #joined(): readonly QueueInstruction<Item>[] {
    return this.#unfinished > 0
      ? []
      : this.#joining.splice(0).map((joining) => ({ type: 'joined', ...joining }) as const);
  }

  #leave(client: ClientId, total: number, at: MonotonicMilliseconds): void {
    this.#itemsBack(client, total - this.#consumers.takenBy(client), at);
    this.#consumers.leave(client);
    this.#producers.leave(client);
    this.#clients.delete(client);
    this.#unaware.delete(client);
    const kept = this.#joining.filter((joining) => joining.client !== client);
    this.#joining.splice(0, this.#joining.length, ...kept);
  }

  #serve(at: MonotonicMilliseconds): readonly QueueInstruction<Item>[] {
    const served = this.#consumers.serve(this.#items, at);
    const granted = this.#producers.serve(this.#freePlaces, at);
    // Before the answer to one that only asked: it knows then why there is nothing.
    const drained = this.isClosed && this.size === 0 ? this.#consumers.drain(served) : NONE;
    return drained.length + granted.length === 0 ? served : [...drained, ...served, ...granted];
  }

  get #freePlaces(): number {
    if (this.maxSize === Infinity) return Infinity;
    return this.#isClosing ? 0 : this.maxSize - this.size - this.#producers.inHand;
  }
}
