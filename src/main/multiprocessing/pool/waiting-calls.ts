import type { MonotonicMilliseconds, TaskId } from '../../../shared/units';
import { monotonicNow } from '../monotonic-clock';
import type { TaskSource } from '../state/backlog';
import { Fifo } from '../state/fifo';
import { NO_TERMS, Task, type TaskOwner } from './task';
import type { TaskTarget } from './targets';
import type { TaskKinds } from './task-kinds';

/** A call that asks for nothing but its result. */
export interface PlainCall extends TaskOwner {
  readonly target: TaskTarget;
  readonly values: readonly unknown[];
  /** Once it waits. */
  id: TaskId;
  submittedAt: MonotonicMilliseconds;
}

/**
 * Calls that wait for any worker and have asked for nothing but their result.
 *
 * A task has twenty fields, and the collector copies what lives for long two times: with
 * 100 000 at once that was a quarter of the parent's time. Here they are what cannot be done
 * without, and become tasks when their turn comes.
 */
export class WaitingCalls implements TaskSource {
  readonly #kinds: TaskKinds;
  readonly #calls = new Fifo<PlainCall>();

  constructor(kinds: TaskKinds) {
    this.#kinds = kinds;
  }

  get size(): number {
    return this.#calls.size;
  }

  push(call: PlainCall, id: TaskId): void {
    call.id = id;
    call.submittedAt = monotonicNow();
    this.#calls.push(call);
  }

  /** Makes the oldest a task. */
  shift(): Task | undefined {
    const call = this.#calls.shift();
    if (call === undefined) return undefined;
    const { id, target, values, submittedAt: now } = call;
    const kind = this.#kinds.of(target.key, 'call');
    return new Task(id, { target, shape: 'call', values, terms: NO_TERMS, owner: call }, { kind, now });
  }
}
