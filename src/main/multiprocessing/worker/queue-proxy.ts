import type { DownMessage, QueueCall, QueueOperation } from '../protocol';
import { findQueueReference, replaceDeep } from '../queue-reference';
import { errorOfFault } from '../remote-error';
import type { SharedQueue, WaitOptions } from '../shared-queue';
import { NotCloneableError } from '../errors';
import type { ParentChannel } from './parent-channel';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Calls that this child made to queues of its parent and that wait for an answer. */
export class QueueCalls {
  readonly #channel: ParentChannel;
  readonly #pending = new Map<number, Pending>();
  #nextRequest = 1;

  constructor(channel: ParentChannel) {
    this.#channel = channel;
  }

  call(call: QueueCall): Promise<unknown> {
    const request = this.#nextRequest;
    this.#nextRequest += 1;
    return new Promise((resolve, reject) => {
      this.#pending.set(request, { resolve, reject });
      try {
        this.#channel.send(['request', request, call]);
      } catch (error) {
        this.#pending.delete(request);
        reject(new NotCloneableError('The item', error));
      }
    });
  }

  /** @returns whether the message was an answer. */
  settle(message: DownMessage): boolean {
    if (message[0] !== 'answer' && message[0] !== 'refusal') return false;
    const pending = this.#pending.get(message[1]);
    this.#pending.delete(message[1]);
    if (message[0] === 'answer') pending?.resolve(message[2]);
    else pending?.reject(errorOfFault(message[2]));
    return true;
  }

  /** The arguments with queues where the parent had queues. */
  unpack<Values>(values: Values): Values {
    // The cast: a reference stands where the parent's value had a queue, and nowhere else.
    return replaceDeep(values, (value) => {
      const reference = findQueueReference(value);
      return reference && new QueueProxy(this, reference.id, reference.name);
    }) as Values;
  }
}

/** A queue of the parent, as a child sees it. */
class QueueProxy implements SharedQueue<unknown> {
  readonly name: string;
  readonly #id: number;
  readonly #calls: QueueCalls;

  constructor(calls: QueueCalls, id: number, name: string) {
    this.#calls = calls;
    this.#id = id;
    this.name = name;
  }

  async put(item: unknown, { timeout }: WaitOptions = {}): Promise<void> {
    await this.#calls.call({ queue: this.#id, operation: 'put', item, timeout });
  }

  get({ timeout }: WaitOptions = {}): Promise<unknown> {
    return this.#calls.call({ queue: this.#id, operation: 'get', timeout });
  }

  async qsize(): Promise<number> {
    return (await this.#ask('qsize')) as number;
  }

  async empty(): Promise<boolean> {
    return (await this.qsize()) === 0;
  }

  async full(): Promise<boolean> {
    return (await this.#ask('full')) as boolean;
  }

  async close(): Promise<void> {
    await this.#ask('close');
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown, void, undefined> {
    for (;;) {
      try {
        yield await this.get();
      } catch (error) {
        if (error instanceof Error && error.name === 'ConnectionClosedError') return;
        throw error;
      }
    }
  }

  #ask(operation: QueueOperation): Promise<unknown> {
    return this.#calls.call({ queue: this.#id, operation });
  }
}
