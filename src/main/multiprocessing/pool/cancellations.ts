import type { Task } from './task';

/**
 * Tasks by the signal that withdraws them: one listener a signal, whatever the number of its
 * tasks, because an AbortSignal walks all its listeners when one is added or removed.
 */
export class Cancellations {
  readonly #groups = new Map<AbortSignal, { readonly tasks: Set<Task>; readonly listener: () => void }>();
  readonly #cancel: (task: Task, reason: unknown) => void;

  constructor(cancel: (task: Task, reason: unknown) => void) {
    this.#cancel = cancel;
  }

  add(task: Task, signal: AbortSignal): void {
    const group = this.#groups.get(signal) ?? this.#open(signal);
    group.tasks.add(task);
  }

  /** The task has its answer. */
  remove(task: Task, signal: AbortSignal): void {
    const group = this.#groups.get(signal);
    if (group === undefined) return;
    group.tasks.delete(task);
    if (group.tasks.size > 0) return;
    this.#groups.delete(signal);
    signal.removeEventListener('abort', group.listener);
  }

  #open(signal: AbortSignal) {
    const tasks = new Set<Task>();
    const listener = (): void => {
      for (const task of [...tasks]) this.#cancel(task, signal.reason);
    };
    const group = { tasks, listener };
    this.#groups.set(signal, group);
    signal.addEventListener('abort', listener);
    return group;
  }
}
