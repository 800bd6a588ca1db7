import type { Milliseconds, Pid } from '../../shared/units';
import { ConnectionClosedError, NotCloneableError, QueueEmptyError, QueueFullError } from './errors';
import { type EventListener, eventSink, type EventSink } from './event-sink';
import { nextName } from './process-names';
import { QueueDepthReport } from './queue-depth-report';
import type { SharedQueue, WaitOptions } from './shared-queue';
import { QueueState, type QueueInstruction, type Ticket } from './state/queue-state';
import { WaitMeter } from './wait-meter';

export interface QueueOptions {
  /** Most items in the queue; more wait in `put`. Left out or 0, it is unbounded. */
  readonly maxSize?: number;
  readonly name?: string;
  readonly onEvent?: EventListener;
}

interface Waiting<Item> {
  readonly operation: 'put' | 'get';
  readonly resolve: (item: Item | undefined) => void;
  readonly reject: (error: Error) => void;
  readonly caller: QueueCaller;
  timer?: NodeJS.Timeout;
  meter?: WaitMeter;
}

/** A process that uses the queue. When it ends, its waits are withdrawn. */
export interface QueueCaller {
  readonly pid: Pid;
}

let made = 0;

/** Whether there ever was a queue; if not, nobody needs to look for one in arguments. */
export function areThereQueues(): boolean {
  return made > 0;
}

const THIS_PROCESS: QueueCaller = { pid: process.pid };

/**
 * A queue between processes. It lives where it was made; children that got it as an
 * argument call it by message. Items are copies, as if they had been sent.
 */
export class Queue<Item> implements SharedQueue<Item> {
  readonly name: string;
  readonly #state: QueueState<Item>;
  readonly #waiting = new Map<Ticket, Waiting<Item>>();
  readonly #sink: EventSink | undefined;
  readonly #depth: QueueDepthReport;
  #nextTicket: Ticket = 1;

  constructor({ maxSize = 0, name = nextName('queue'), onEvent }: QueueOptions = {}) {
    made += 1;
    this.name = name;
    this.#state = new QueueState(maxSize);
    this.#sink = eventSink(onEvent);
    this.#depth = new QueueDepthReport(name, this.#sink, () => ({ depth: this.#state.size, ...this.#state.counts }));
  }

  async put(item: Item, options: WaitOptions = {}): Promise<void> {
    await this.putFor(THIS_PROCESS, copyOf(item), options);
  }

  get(options: WaitOptions = {}): Promise<Item> {
    return this.getFor(THIS_PROCESS, options);
  }

  qsize(): Promise<number> {
    return Promise.resolve(this.#state.size);
  }

  empty(): Promise<boolean> {
    return Promise.resolve(this.#state.size === 0);
  }

  full(): Promise<boolean> {
    return Promise.resolve(this.#state.size >= this.#state.maxSize);
  }

  close(): Promise<void> {
    this.#carryOut(this.#state.handle({ type: 'close' }));
    return Promise.resolve();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for (;;) {
      try {
        yield await this.get();
      } catch (error) {
        if (error instanceof ConnectionClosedError) return;
        throw error;
      }
    }
  }

  /** {@link put} by another process. */
  async putFor(caller: QueueCaller, item: Item, { timeout }: WaitOptions): Promise<void> {
    this.#depth.addProducer(caller.pid);
    await this.#call({ operation: 'put', caller, timeout }, (ticket) => ({ type: 'put', ticket, item }));
  }

  /** {@link get} by another process. */
  async getFor(caller: QueueCaller, { timeout }: WaitOptions): Promise<Item> {
    this.#depth.addConsumer(caller.pid);
    // The cast: a get resolves with an item, which may itself be undefined.
    return (await this.#call({ operation: 'get', caller, timeout }, (ticket) => ({ type: 'get', ticket }))) as Item;
  }

  /** The caller ended: nothing must be handed to it any more. */
  forget(caller: QueueCaller): void {
    for (const [ticket, waiting] of this.#waiting) {
      if (waiting.caller === caller) this.#giveUp(ticket, new ConnectionClosedError('The process that waited ended'));
    }
  }

  #call(
    { operation, caller, timeout }: Pick<Waiting<Item>, 'operation' | 'caller'> & { timeout: Milliseconds | undefined },
    eventOf: (ticket: Ticket) => Parameters<QueueState<Item>['handle']>[0],
  ): Promise<Item | undefined> {
    const ticket = this.#nextTicket;
    this.#nextTicket += 1;
    return new Promise((resolve, reject) => {
      const waiting: Waiting<Item> = { operation, caller, resolve, reject };
      this.#waiting.set(ticket, waiting);
      this.#carryOut(this.#state.handle(eventOf(ticket)));
      if (!this.#waiting.has(ticket)) return;
      waiting.meter = new WaitMeter(this.#sink, { pid: caller.pid, wait: `queue-${operation}`, object: this.name });
      waiting.meter.begin();
      if (timeout === undefined) return;
      const expire = (): void => this.#giveUp(ticket, this.#timeoutError(operation, timeout));
      if (timeout <= 0) expire();
      else waiting.timer = setTimeout(expire, timeout);
    });
  }

  #timeoutError(operation: 'put' | 'get', timeout: Milliseconds): Error {
    return operation === 'put' ? new QueueFullError(this.name, timeout) : new QueueEmptyError(this.name, timeout);
  }

  #giveUp(ticket: Ticket, error: Error): void {
    this.#state.handle({ type: 'withdraw', ticket });
    this.#take(ticket)?.reject(error);
  }

  #carryOut(instructions: readonly QueueInstruction<Item>[]): void {
    for (const instruction of instructions) {
      const waiting = this.#take(instruction.ticket);
      if (instruction.type === 'get-done') waiting?.resolve(instruction.item);
      else if (instruction.type === 'put-done') waiting?.resolve(undefined);
      else waiting?.reject(new ConnectionClosedError(`Queue ${this.name} is closed`));
    }
    if (instructions.length > 0) this.#depth.changed();
  }

  #take(ticket: Ticket): Waiting<Item> | undefined {
    const waiting = this.#waiting.get(ticket);
    this.#waiting.delete(ticket);
    clearTimeout(waiting?.timer);
    waiting?.meter?.end();
    return waiting;
  }
}

/** What a child's item is by nature: what the caller does to its own object later changes nothing. */
function copyOf<Item>(item: Item): Item {
  if (typeof item !== 'object' && typeof item !== 'function' && typeof item !== 'symbol') return item;
  try {
    return structuredClone(item);
  } catch (error) {
    throw new NotCloneableError('The item', error);
  }
}
