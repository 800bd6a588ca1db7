/**
 * The decisions of a queue, without a process or a promise: who gets which item, who waits.
 *
 * Each call has a ticket, given by the caller and never reused. `handle` answers with the
 * tickets that are settled now. Items leave in the order in which they came; of several
 * that wait, the one that waited longest is served first.
 */
import { assertNever } from '../../../shared/assert-never';
import { Fifo } from './fifo';

export type Ticket = number;

export type QueueEvent<Item> =
  | { readonly type: 'put'; readonly ticket: Ticket; readonly item: Item }
  | { readonly type: 'get'; readonly ticket: Ticket }
  /** Whoever waited gave up, or died. */
  | { readonly type: 'withdraw'; readonly ticket: Ticket }
  | { readonly type: 'close' };

export type QueueInstruction<Item> =
  | { readonly type: 'put-done'; readonly ticket: Ticket }
  | { readonly type: 'get-done'; readonly ticket: Ticket; readonly item: Item }
  /** The queue is closed: nothing can be put, or nothing is left to get. */
  | { readonly type: 'refused'; readonly ticket: Ticket };

interface WaitingPut<Item> {
  readonly ticket: Ticket;
  readonly item: Item;
}

export class QueueState<Item> {
  readonly maxSize: number;
  readonly #items = new Fifo<Item>();
  readonly #getters = new Fifo<Ticket>();
  readonly #putters = new Fifo<WaitingPut<Item>>();
  /** Those in the two lines above that still wait; the others are skipped. */
  readonly #waiting = new Set<Ticket>();
  #isClosed = false;
  #puts = 0;
  #gets = 0;

  /** @param maxSize 0 or less is unbounded, as in CPython. */
  constructor(maxSize: number) {
    this.maxSize = maxSize > 0 ? maxSize : Infinity;
  }

  get size(): number {
    return this.#items.size;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Items ever put, and ever taken. */
  get counts(): { readonly puts: number; readonly gets: number } {
    return { puts: this.#puts, gets: this.#gets };
  }

  handle(event: QueueEvent<Item>): readonly QueueInstruction<Item>[] {
    switch (event.type) {
      case 'put':
        return this.#put(event);
      case 'get':
        return this.#get(event.ticket);
      case 'withdraw':
        return this.#withdraw(event.ticket);
      case 'close':
        return this.#close();
      default:
        return assertNever(event);
    }
  }

  #put({ ticket, item }: WaitingPut<Item>): readonly QueueInstruction<Item>[] {
    if (this.#isClosed) return [{ type: 'refused', ticket }];
    const getter = this.#nextGetter();
    if (getter !== undefined) {
      this.#puts += 1;
      this.#gets += 1;
      return [
        { type: 'put-done', ticket },
        { type: 'get-done', ticket: getter, item },
      ];
    }
    if (this.#items.size < this.maxSize) {
      this.#items.push(item);
      this.#puts += 1;
      return [{ type: 'put-done', ticket }];
    }
    this.#waiting.add(ticket);
    this.#putters.push({ ticket, item });
    return [];
  }

  #get(ticket: Ticket): readonly QueueInstruction<Item>[] {
    if (this.#items.size > 0) {
      const item = this.#items.shift() as Item;
      this.#gets += 1;
      return [{ type: 'get-done', ticket, item }, ...this.#admit()];
    }
    if (this.#isClosed) return [{ type: 'refused', ticket }];
    this.#waiting.add(ticket);
    this.#getters.push(ticket);
    return [];
  }

  /** Those that gave up leave the head of their line at once, or one that polls would fill it. */
  #withdraw(ticket: Ticket): readonly QueueInstruction<Item>[] {
    this.#waiting.delete(ticket);
    for (let head = this.#getters.peek(); head !== undefined && !this.#waiting.has(head); head = this.#getters.peek()) {
      this.#getters.shift();
    }
    for (let head = this.#putters.peek(); head !== undefined && !this.#waiting.has(head.ticket);) {
      this.#putters.shift();
      head = this.#putters.peek();
    }
    return [];
  }

  /** Lets the next waiting put into the place that became free. */
  #admit(): readonly QueueInstruction<Item>[] {
    for (let next = this.#putters.shift(); next !== undefined; next = this.#putters.shift()) {
      if (!this.#waiting.delete(next.ticket)) continue;
      this.#items.push(next.item);
      this.#puts += 1;
      return [{ type: 'put-done', ticket: next.ticket }];
    }
    return [];
  }

  #nextGetter(): Ticket | undefined {
    for (let next = this.#getters.shift(); next !== undefined; next = this.#getters.shift()) {
      if (this.#waiting.delete(next)) return next;
    }
    return undefined;
  }

  /** What is in the queue can still be taken. */
  #close(): readonly QueueInstruction<Item>[] {
    this.#isClosed = true;
    const refused = [...this.#waiting].map((ticket) => ({ type: 'refused', ticket }) as const);
    this.#waiting.clear();
    return refused;
  }
}
