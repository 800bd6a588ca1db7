/**
 * The queues of this process that children use: packs them into arguments and answers the
 * children's calls.
 */
import type { DownMessage, QueueCall } from './protocol';
import { areThereQueues, Queue, type QueueCaller } from './queue';
import { queueReference, replaceDeep } from './queue-reference';
import { remoteFaultOf } from './remote-error';

const queues = new Map<number, Queue<unknown>>();
const ids = new WeakMap<Queue<unknown>, number>();
let nextId = 1;

/** The arguments as they can be sent: with references where there are queues, the same object where there are none. */
export function packQueues<Values extends ArrayLike<unknown>>(values: Values): Values {
  if (!areThereQueues()) return values;
  // The cast: an array with something replaced is an array.
  return replaceDeep(values, (value) => (value instanceof Queue ? referenceTo(value) : undefined)) as Values;
}

function referenceTo(queue: Queue<unknown>): unknown {
  let id = ids.get(queue);
  if (id === undefined) {
    id = nextId;
    nextId += 1;
    ids.set(queue, id);
    queues.set(id, queue);
  }
  return queueReference(id, queue.name);
}

/** Answers the calls of one child. */
export class QueueServer {
  readonly #caller: QueueCaller;
  readonly #send: (message: DownMessage) => void;
  readonly #used = new Set<Queue<unknown>>();

  constructor(caller: QueueCaller, send: (message: DownMessage) => void) {
    this.#caller = caller;
    this.#send = send;
  }

  async serve(request: number, call: QueueCall): Promise<void> {
    try {
      this.#send(['answer', request, await this.#perform(call)]);
    } catch (error) {
      this.#send(['refusal', request, remoteFaultOf(error)]);
    }
  }

  /** The child ended: its waits are withdrawn, so that no item is handed to nobody. */
  end(): void {
    for (const queue of this.#used) queue.forget(this.#caller);
  }

  #perform({ queue: id, operation, item, timeout }: QueueCall): Promise<unknown> {
    const queue = queues.get(id);
    if (queue === undefined) throw new RangeError(`There is no queue ${id}`);
    this.#used.add(queue);
    const options = timeout === undefined ? {} : { timeout };
    switch (operation) {
      case 'put':
        return queue.putFor(this.#caller, item, options);
      case 'get':
        return queue.getFor(this.#caller, options);
      case 'qsize':
        return queue.qsize();
      case 'full':
        return queue.full();
      case 'close':
        return queue.close();
    }
  }
}
