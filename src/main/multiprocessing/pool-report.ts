import type { Fact } from '../../shared/events';
import type { Milliseconds, MonotonicMilliseconds, Pid, TaskId } from '../../shared/units';
import type { CallSite } from './call-site';
import type { EventSink } from './event-sink';
import type { ExitStatus } from './exit-status';
import { monotonicNow } from './monotonic-clock';

/** What the events of a task are made from. */
export interface TaskTimes {
  readonly id: TaskId;
  readonly label: string;
  /** Items of a chunk; `undefined` for a call. */
  readonly items: number | undefined;
  readonly submittedAt: MonotonicMilliseconds;
  /** In the worker; `undefined` until the worker said so. */
  startedAt: MonotonicMilliseconds | undefined;
}

/** Longest text of an event; `shared/events.ts` refuses more. */
const MAX_NAME = 256;
const MAX_TEXT = 65_536;

/** The pool's events, put into the words of `shared/events.ts`. Does nothing without a sink. */
export class PoolReport {
  readonly #pool: string;
  readonly #sink: EventSink | undefined;

  constructor(pool: string, sink: EventSink | undefined) {
    this.#pool = pool.slice(0, MAX_NAME);
    this.#sink = sink;
  }

  opened(size: number): void {
    this.#tell(() => ({ type: 'pool-opened', pool: this.#pool, pid: process.pid, size }));
  }

  closed(how: 'close' | 'terminate'): void {
    this.#tell(() => ({ type: 'pool-closed', pool: this.#pool, how }));
  }

  submitted({ id, label, items, submittedAt }: TaskTimes): void {
    const name = label.slice(0, MAX_NAME);
    this.#tell(
      () => ({
        type: 'task-submitted',
        pool: this.#pool,
        task: id,
        label: name,
        ...(items !== undefined && { items }),
      }),
      submittedAt,
    );
  }

  started(task: TaskTimes, pid: Pid, at: MonotonicMilliseconds): void {
    task.startedAt = at;
    this.#tell(() => ({ type: 'task-started', pool: this.#pool, task: task.id, pid }), at);
  }

  finished(task: TaskTimes, pid: Pid, runMs: Milliseconds): void {
    this.#tell(() => ({ type: 'task-finished', ...this.#end(task, pid, runMs) }));
  }

  failed(task: TaskTimes, pid: Pid, { error, runMs }: { readonly error: Error; readonly runMs: Milliseconds }): void {
    this.#startedAtLast(task, pid);
    this.#tell(() => ({
      type: 'task-failed',
      ...this.#end(task, pid, runMs),
      errorType: error.name.slice(0, MAX_NAME),
      message: error.message.slice(0, MAX_TEXT),
    }));
  }

  lost(task: TaskTimes, pid: Pid, { code, signal }: ExitStatus): void {
    this.#startedAtLast(task, pid);
    this.#tell(() => ({ type: 'task-lost', pool: this.#pool, task: task.id, pid, code, signal }));
  }

  /** A task that ends has begun, even if nobody came to say so. */
  #startedAtLast(task: TaskTimes, pid: Pid): void {
    if (task.startedAt === undefined) this.started(task, pid, monotonicNow());
  }

  #end({ id, submittedAt, startedAt = submittedAt }: TaskTimes, pid: Pid, runMs: Milliseconds) {
    return { pool: this.#pool, task: id, pid, waitMs: Math.max(0, startedAt - submittedAt), runMs };
  }

  #tell(factOf: () => Fact, at?: MonotonicMilliseconds): void {
    this.#sink?.(factOf(), at);
  }
}

/** What every child's life has in common: its name, its joins, the signals sent to it. */
export class ChildReport {
  readonly #pid: Pid;
  readonly #sink: EventSink | undefined;

  constructor(pid: Pid, sink: EventSink | undefined) {
    this.#pid = pid;
    this.#sink = sink;
  }

  named(name: string): void {
    this.#sink?.({ type: 'process-renamed', pid: this.#pid, name: name.slice(0, MAX_NAME), seenBy: 'probe' });
  }

  /** @returns to be called when the join returns. */
  joinStarted(timeoutMs?: Milliseconds): (finished: boolean) => void {
    const since = monotonicNow();
    const join = { pid: process.pid, childPid: this.#pid };
    this.#sink?.({ type: 'join-started', ...join, ...(timeoutMs !== undefined && { timeoutMs }) }, since);
    return (finished) => this.#sink?.({ type: 'join-returned', ...join, waitedMs: monotonicNow() - since, finished });
  }

  /** Node collects the exit status of a child as soon as there is one. */
  joined(): void {
    this.#sink?.({ type: 'process-joined', pid: this.#pid, byPid: process.pid });
  }

  signalled(signal: NodeJS.Signals, site: CallSite): void {
    this.#sink?.({ type: 'signal-sent', pid: this.#pid, signal, by: 'program', byPid: process.pid, ...site });
  }

  threw({ name, message, stack }: { readonly name: string; readonly message: string; readonly stack: string }): void {
    this.#sink?.({
      type: 'exception',
      pid: this.#pid,
      errorType: name.slice(0, MAX_NAME),
      message: message.slice(0, MAX_TEXT),
      ...(stack !== '' && { traceback: stack.slice(0, MAX_TEXT) }),
    });
  }
}
