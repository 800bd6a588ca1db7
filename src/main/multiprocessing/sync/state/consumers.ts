import type { Bytes, MonotonicMilliseconds } from '../../../../shared/units';
import { Fifo } from '../../state/fifo';
import type { ClientId, RequestId } from './client';
import type { Entry, ItemStore } from './item-store';
import { Pace } from './pace';
import type { QueueInstruction } from './queue-events';
import { WaitingLine } from './waiting-line';

/** No more than this lies at a client ahead of time. */
const MOST_AHEAD: Bytes = 1024 * 1024;

interface Consumer<Item> {
  /** Delivered and not taken, oldest first. */
  readonly hand: Fifo<Entry<Item>>;
  readonly pace: Pace;
  /** Of those, how many a get waits for: it takes them as they come. */
  due: number;
  /** Modulo 2^32. */
  delivered: number;
  weight: Bytes;
  taken: number;
  isRecalled: boolean;
}

const NONE: readonly [] = [];

interface Poll {
  readonly client: ClientId;
  readonly request: RequestId;
}

/** The taking side of a queue: who waits, who has what in hand, who gives back. */
export class Consumers<Item> {
  readonly #weigh: (item: Item) => Bytes;
  readonly #all = new Map<ClientId, Consumer<Item>>();
  readonly #line = new WaitingLine();
  #polls: Poll[] = [];
  #inHand = 0;

  constructor(weigh: (item: Item) => Bytes) {
    this.#weigh = weigh;
  }

  /** Items delivered and not taken. */
  get inHand(): number {
    return this.#inHand;
  }

  get count(): number {
    return this.#all.size;
  }

  waiting(client: ClientId): number {
    return this.#line.countOf(client);
  }

  wait({ client, count, received }: { client: ClientId; count: number; received: number }): void {
    const consumer = this.#consumer(client);
    const onTheWay = (consumer.delivered - received) >>> 0;
    consumer.due = Math.min(count, onTheWay);
    this.#line.set(client, count - consumer.due);
  }

  poll(client: ClientId, request: RequestId): void {
    this.#consumer(client);
    this.#polls.push({ client, request });
  }

  /** Items that the client took since it came, as far as it told. */
  takenBy(client: ClientId): number {
    return this.#all.get(client)?.taken ?? 0;
  }

  /** @returns how many of what it has in hand they were. */
  took(client: ClientId, told: number, at: MonotonicMilliseconds): number {
    const consumer = this.#all.get(client);
    if (consumer === undefined || told <= 0) return 0;
    const count = Math.min(told, consumer.hand.size);
    for (let item = 0; item < count; item += 1) consumer.weight -= this.#weightOf(consumer.hand.shift());
    consumer.taken += count;
    consumer.due = Math.max(0, consumer.due - count);
    consumer.pace.used(count, at);
    this.#inHand -= count;
    return count;
  }

  takeBack(client: ClientId): readonly Entry<Item>[] {
    const consumer = this.#all.get(client);
    if (consumer === undefined) return [];
    consumer.isRecalled = false;
    consumer.due = 0;
    consumer.weight = 0;
    this.#inHand -= consumer.hand.size;
    return consumer.hand.drain();
  }

  leave(client: ClientId): void {
    this.#line.leave(client);
    this.#polls = this.#polls.filter((poll) => poll.client !== client);
    this.#all.delete(client);
  }

  /** Nothing is left and nothing comes: all that wait are told, and all that were just answered so. */
  drain(answered: readonly QueueInstruction<Item>[]): readonly QueueInstruction<Item>[] {
    const clients = new Set(this.#line.clients);
    for (const { type, client } of answered) if (type === 'item-polled') clients.add(client);
    return [...clients].map((client) => {
      this.#line.leave(client);
      return { type: 'drained', client };
    });
  }

  serve(items: ItemStore<Item>, at: MonotonicMilliseconds): readonly QueueInstruction<Item>[] {
    // Most of what happens to a queue has no such consequence.
    const mayDeliver = items.size > 0 && (this.#line.size > 0 || this.#isAnyHungry());
    if (!mayDeliver && this.#polls.length === 0) return this.#recall();
    const said: QueueInstruction<Item>[] = [];
    const lists = new Map<ClientId, Item[]>();
    const deliver = (client: ClientId, isDue: boolean): void => {
      const entry = items.take();
      if (entry === undefined) return;
      const list = lists.get(client) ?? [];
      if (list.length === 0) {
        lists.set(client, list);
        said.push({ type: 'deliver', client, items: list });
      }
      this.#hand(this.#consumer(client), entry, { isDue, at });
      list.push(entry.item);
    };
    this.#serveWaiting(items, deliver);
    const polled = this.#servePolls(items, deliver);
    // What is left while somebody waits is for one that has yet to give back what it has.
    if (items.size > 0 && this.#line.size === 0 && this.#polls.length === 0) this.#serveAhead(items, deliver);
    if (polled.length > 0) said.push(...polled);
    const recalled = this.#recall();
    return recalled.length > 0 ? [...said, ...recalled] : said;
  }

  #serveWaiting(items: ItemStore<Item>, deliver: (client: ClientId, isDue: boolean) => void): void {
    while (items.size > 0 && this.#line.size > 0) {
      const client = this.#line.shift((candidate) => !this.#consumer(candidate).isRecalled);
      if (client === undefined) return;
      deliver(client, true);
    }
  }

  #servePolls(
    items: ItemStore<Item>,
    deliver: (client: ClientId, isDue: boolean) => void,
  ): readonly QueueInstruction<Item>[] {
    if (this.#polls.length === 0) return [];
    const polled: QueueInstruction<Item>[] = [];
    const waiting: Poll[] = [];
    for (const poll of this.#polls) {
      const isRecalled = this.#consumer(poll.client).isRecalled;
      if (items.size > 0 && !isRecalled) {
        deliver(poll.client, false);
        polled.push({ type: 'item-polled', ...poll, isServed: true });
      } else if (isRecalled || this.#mayComeBack(poll.client)) {
        waiting.push(poll);
      } else {
        polled.push({ type: 'item-polled', ...poll, isServed: false });
      }
    }
    this.#polls = waiting;
    return polled;
  }

  /** In turns, so that of several quick ones none gets it all. */
  #serveAhead(items: ItemStore<Item>, deliver: (client: ClientId, isDue: boolean) => void): void {
    let hungry: [ClientId, Consumer<Item>][] = [];
    for (const entry of this.#all) if (this.#isHungry(entry[1])) hungry.push(entry);
    while (hungry.length > 0 && items.size > 0) {
      for (const [client] of hungry) if (items.size > 0) deliver(client, false);
      hungry = hungry.filter(([, consumer]) => this.#hasRoom(consumer));
    }
  }

  #isAnyHungry(): boolean {
    for (const consumer of this.#all.values()) if (this.#isHungry(consumer)) return true;
    return false;
  }

  /** Not with each item that it takes: some together cost little more than one. */
  #isHungry(consumer: Consumer<Item>): boolean {
    return 2 * consumer.hand.size < consumer.pace.ahead && this.#hasRoom(consumer);
  }

  #hasRoom(consumer: Consumer<Item>): boolean {
    return !consumer.isRecalled && consumer.hand.size < consumer.pace.ahead && consumer.weight < MOST_AHEAD;
  }

  #hand(
    consumer: Consumer<Item>,
    entry: Entry<Item>,
    { isDue, at }: { isDue: boolean; at: MonotonicMilliseconds },
  ): void {
    if (consumer.hand.size === 0) consumer.pace.begin(at);
    consumer.hand.push(entry);
    consumer.delivered = (consumer.delivered + 1) >>> 0;
    consumer.weight += this.#weightOf(entry);
    if (isDue) consumer.due += 1;
    this.#inHand += 1;
  }

  /** Somebody waits for what another has in hand and does not need yet. */
  #recall(): readonly QueueInstruction<Item>[] {
    if (this.#line.size === 0 && this.#polls.length === 0) return NONE;
    const recalled: QueueInstruction<Item>[] = [];
    for (const [client, consumer] of this.#all) {
      if (consumer.isRecalled || consumer.hand.size <= consumer.due || !this.#doOthersWait(client)) continue;
      consumer.isRecalled = true;
      recalled.push({ type: 'recall-items', client });
    }
    return recalled;
  }

  #doOthersWait(client: ClientId): boolean {
    return this.#line.size > this.#line.countOf(client) || this.#polls.some((poll) => poll.client !== client);
  }

  #mayComeBack(forClient: ClientId): boolean {
    for (const [client, consumer] of this.#all) {
      if (client !== forClient && (consumer.isRecalled || consumer.hand.size > consumer.due)) return true;
    }
    return false;
  }

  #weightOf(entry: Entry<Item> | undefined): Bytes {
    return entry === undefined ? 0 : this.#weigh(entry.item);
  }

  #consumer(client: ClientId): Consumer<Item> {
    let consumer = this.#all.get(client);
    if (consumer === undefined) {
      consumer = { hand: new Fifo(), pace: new Pace(), due: 0, delivered: 0, weight: 0, taken: 0, isRecalled: false };
      this.#all.set(client, consumer);
    }
    return consumer;
  }
}
