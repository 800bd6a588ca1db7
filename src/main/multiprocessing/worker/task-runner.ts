import type { Milliseconds, MonotonicMilliseconds, TaskId } from '../../../shared/units';
import { NotCloneableError } from '../errors';
import { monotonicNow } from '../monotonic-clock';
import type { TaskFailure, TaskMessage, UpMessage } from '../protocol';
import { remoteFaultOf } from '../remote-error';
import type { TargetReference } from '../target';
import { callTask, isPromise, ItemFailure, TaskFunctions } from './call-task';
import type { ParentChannel } from './parent-channel';

type TaskChannel = Pick<ParentChannel, 'send' | 'sendAmid' | 'sendRestSoon'>;

/** How long tasks may follow each other before timers, input and messages get their turn. */
const TURN: Milliseconds = 2;

/**
 * Runs the tasks of a worker one after the other, in the order in which they came.
 *
 * That a task came back and that the next began are told together, before the next begins:
 * should it kill the worker, the parent knows which of the two was lost, and has every
 * finished result.
 *
 * After a task that was not short, messages are read before the next begins: what the pool
 * takes back while it runs is not begun, so the pool need not wait for the answer.
 */
export class TaskRunner {
  readonly #functions: TaskFunctions;
  readonly #channel: TaskChannel;
  /** Not begun. Short: what the pool prefetches. */
  readonly #line: TaskMessage[] = [];
  #isRunning = false;
  #isLast = false;
  #runningId: TaskId | undefined;
  #controller: AbortController | undefined;

  constructor(functions: Readonly<Record<string, unknown>>, channel: TaskChannel) {
    this.#functions = new TaskFunctions(functions);
    this.#channel = channel;
  }

  define(target: number, reference: TargetReference): void {
    this.#functions.define(target, reference);
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
    this.#channel.send(['given-back', taskId]);
  }

  /** The running task is the last: it is told so, and when it has ended the worker does. */
  cancel(): void {
    this.#line.length = 0;
    if (!this.#isRunning) return process.exit(0);
    this.#isLast = true;
    this.#abortable().abort();
  }

  /** Of the task that runs; `undefined` when none does. */
  findSignal(): AbortSignal | undefined {
    return this.#runningId === undefined ? undefined : this.#abortable().signal;
  }

  /**
   * Passes on what the running task says of itself; nothing of one that has ended.
   *
   * @throws {NotCloneableError}
   */
  reportProgress(value: unknown): void {
    if (this.#runningId !== undefined) this.#channel.send(['progress', this.#runningId, value]);
  }

  #abortable(): AbortController {
    return (this.#controller ??= new AbortController());
  }

  async #runAll(): Promise<void> {
    this.#isRunning = true;
    let turnBegan = monotonicNow();
    let task = this.#beginFirst();
    while (task !== undefined) {
      const begun = monotonicNow();
      const outcome = this.#run(task);
      // It may wait for something, and what was said before it is not to wait with it.
      if (outcome instanceof Promise) this.#channel.sendRestSoon();
      // What the task left to do at once is done before the next begins.
      const { value, failure } = await outcome;
      const now = monotonicNow();
      this.#runningId = undefined;
      this.#controller = undefined;
      const isTurnDue = now - turnBegan >= TURN;
      const next = this.#isLast || isTurnDue ? undefined : this.#line.shift();
      const end = { id: task[1], runMs: now - begun, next: next?.[1], now };
      if (failure === undefined) this.#sendResult(end, value);
      else this.#sendFailure(end, failure);
      if (this.#isLast) return process.exit(0);
      if (isTurnDue) {
        await wholeTurn();
        turnBegan = monotonicNow();
      }
      // A task may have come meanwhile.
      task = next ?? this.#beginFirst();
    }
    this.#isRunning = false;
  }

  #beginFirst(): TaskMessage | undefined {
    const task = this.#line.shift();
    if (task === undefined) return undefined;
    const now = monotonicNow();
    const started: UpMessage = ['started', task[1], now];
    // Where others are behind it, its result is not far.
    if (this.#line.length > 0) this.#channel.sendAmid(started, now);
    else this.#channel.send(started);
    return task;
  }

  /** Waits for nothing where the task has nothing to wait for. */
  #run([, id, name, shape, values]: TaskMessage): Outcome | Promise<Outcome> {
    this.#runningId = id;
    try {
      const value = callTask(this.#functions.get(name), shape, values);
      return isPromise(value) ? outcomeOf(value) : { value };
    } catch (thrown) {
      return { failure: failureOf(thrown) };
    }
  }

  #sendResult(end: TaskEnd, value: unknown): void {
    const { id, runMs, next, now } = end;
    try {
      if (next === undefined) this.#channel.send(['returned', id, runMs, value]);
      else this.#channel.sendAmid(['went-on', id, runMs, next, now, value], now);
    } catch (error) {
      this.#sendFailure(end, unsendable(error));
    }
  }

  #sendFailure({ id, runMs, next, now }: TaskEnd, failure: TaskFailure): void {
    const failed: UpMessage = ['failed', id, runMs, failure];
    if (next === undefined) this.#channel.send(failed);
    else this.#channel.send(failed, ['started', next, now]);
  }
}

interface TaskEnd {
  readonly id: TaskId;
  readonly runMs: Milliseconds;
  /** Begins at once. */
  readonly next: TaskId | undefined;
  readonly now: MonotonicMilliseconds;
}

interface Outcome {
  readonly value?: unknown;
  readonly failure?: TaskFailure;
}

async function outcomeOf(promise: PromiseLike<unknown>): Promise<Outcome> {
  try {
    return { value: await promise };
  } catch (thrown) {
    return { failure: failureOf(thrown) };
  }
}

function failureOf(thrown: unknown): TaskFailure {
  const [cause, item] = isItemFailure(thrown) ? [thrown.cause, thrown.item] : [thrown, -1];
  return { fault: remoteFaultOf(cause), item, isUnsendable: false };
}

function isItemFailure(thrown: unknown): thrown is ItemFailure {
  try {
    return thrown instanceof ItemFailure;
  } catch {
    // A revoked proxy may be asked for nothing, not even for what it is.
    return false;
  }
}

/** The result cannot be sent: the task fails for that, and its worker is none the worse. */
function unsendable(error: unknown): TaskFailure {
  if (!(error instanceof NotCloneableError)) throw error;
  const fault = { ...remoteFaultOf(error), message: error.reason };
  return { fault, item: -1, isUnsendable: true, path: error.path };
}

/**
 * Everything else in the event loop gets its turn, and every message that had come is read:
 * the first round may be one that asked for input before they came.
 */
async function wholeTurn(): Promise<void> {
  for (let round = 0; round < 2; round += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
