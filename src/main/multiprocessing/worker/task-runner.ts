import type { TaskId } from '../../../shared/units';
import type { CallShape, TaskFailure, TaskMessage, UpMessage } from '../protocol';
import { NotCloneableError } from '../errors';
import { monotonicNow } from '../monotonic-clock';
import { remoteFaultOf } from '../remote-error';
import type { ParentChannel } from './parent-channel';
import type { QueueCalls } from './queue-proxy';

/** An item of a chunk threw; `cause` is what, which may be no error at all. */
class ItemFailure extends Error {
  readonly item: number;

  constructor(item: number, cause: unknown) {
    super('An item failed', { cause });
    this.item = item;
  }
}

/**
 * Runs the tasks of a worker one after the other, in the order in which they came.
 *
 * That a task came back and that the next began travel together, before the next begins:
 * should it kill the worker, the parent knows which of the two was lost.
 */
export class TaskRunner {
  readonly #functions: Readonly<Record<string, unknown>>;
  readonly #channel: Pick<ParentChannel, 'send'>;
  readonly #calls: Pick<QueueCalls, 'unpack'>;
  /** Not begun. Short: what the pool prefetches. */
  readonly #line: TaskMessage[] = [];
  #isRunning = false;
  #runningId: TaskId | undefined;

  constructor(
    functions: Readonly<Record<string, unknown>>,
    channel: Pick<ParentChannel, 'send'>,
    calls: Pick<QueueCalls, 'unpack'>,
  ) {
    this.#functions = functions;
    this.#channel = channel;
    this.#calls = calls;
  }

  add(message: TaskMessage): void {
    this.#line.push(message);
    if (!this.#isRunning) void this.#runAll();
  }

  /** Gives a task back to the pool, unless it has begun. */
  giveBack(taskId: TaskId): void {
    const index = this.#line.findIndex(([, id]) => id === taskId);
    if (index < 0) return;
    this.#line.splice(index, 1);
    void this.#channel.send(['given-back', taskId]);
  }

  /** Passes on what the running task says of itself; nothing of one that has ended. */
  reportProgress(value: unknown): void {
    if (this.#runningId === undefined) return;
    void this.#channel.send(['progress', this.#runningId, value]).catch(() => undefined);
  }

  async #runAll(): Promise<void> {
    this.#isRunning = true;
    let task = await this.#beginFirst();
    while (task !== undefined) {
      const ended = await this.#run(task);
      const next = this.#line.shift();
      this.#runningId = undefined;
      await this.#sendEnd(ended, next);
      // A task may have come while the end of the last one was being sent.
      task = next ?? (await this.#beginFirst());
    }
    this.#isRunning = false;
  }

  async #beginFirst(): Promise<TaskMessage | undefined> {
    const task = this.#line.shift();
    if (task !== undefined) await this.#channel.send(['started', task[1], monotonicNow()]);
    return task;
  }

  async #run(task: TaskMessage): Promise<UpMessage> {
    const [, id, name, shape, values, hasQueues] = task;
    this.#runningId = id;
    const begun = performance.now();
    try {
      const target = functionOf(this.#functions, name);
      const given = hasQueues ? this.#calls.unpack(Array.from(values)) : values;
      const value = shape === 'call' ? await target(...Array.from(given)) : await callEach(target, given, shape);
      return ['returned', id, performance.now() - begun, value];
    } catch (thrown) {
      const failure: TaskFailure =
        thrown instanceof ItemFailure
          ? { fault: remoteFaultOf(thrown.cause), item: thrown.item, isUnsendable: false }
          : { fault: remoteFaultOf(thrown), item: -1, isUnsendable: false };
      return ['failed', id, performance.now() - begun, failure];
    }
  }

  async #sendEnd(ended: UpMessage, next: TaskMessage | undefined): Promise<void> {
    const following: readonly UpMessage[] = next === undefined ? [] : [['started', next[1], monotonicNow()]];
    try {
      await this.#channel.send(ended, ...following);
    } catch (error) {
      await this.#channel.send(unsendable(ended, error), ...following);
    }
  }
}

function unsendable(ended: UpMessage, error: unknown): UpMessage {
  if (ended[0] !== 'returned') throw error;
  const fault = remoteFaultOf(new NotCloneableError('The result', error));
  return ['failed', ended[1], ended[2], { fault, item: -1, isUnsendable: true }];
}

type TaskFunction = (...args: readonly unknown[]) => unknown;

function functionOf(functions: Readonly<Record<string, unknown>>, name: string): TaskFunction {
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (typeof found === 'function') return found as TaskFunction;
  const known = Object.keys(functions).filter((key) => typeof functions[key] === 'function');
  throw new TypeError(`The pool's module exports no function ${name}; it exports ${known.join(', ') || 'none'}`);
}

async function callEach(
  target: TaskFunction,
  items: ArrayLike<unknown>,
  shape: CallShape,
): Promise<readonly unknown[]> {
  const results = new Array<unknown>(items.length);
  for (let index = 0; index < items.length; index += 1) {
    try {
      // The cast: each item of a starmap is a list.
      const result = shape === 'chunk' ? target(items[index]) : target(...(items[index] as readonly unknown[]));
      // Waiting for what is no promise would cost each item a turn.
      results[index] = isPromise(result) ? await result : result;
    } catch (thrown) {
      throw new ItemFailure(index, thrown);
    }
  }
  return results;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
