import type { Milliseconds } from '../../../shared/units';
import { TaskList } from './task-list';
import type { TaskNode } from './task-node';

/**
 * What one level of priority is worth in waiting time.
 *
 * A task of priority 3 goes before those of priority 0 that were submitted less than 3 s
 * after it would have been first, and behind those that wait longer: so a flood of urgent
 * tasks delays an ordinary one, and never for ever.
 */
const LEVEL: Milliseconds = 1000;

/** Who has the lowest comes first. */
export function rankOf({ submittedAt, policy: { priority } }: TaskNode): Milliseconds {
  return submittedAt - priority * LEVEL;
}

interface Level {
  readonly priority: number;
  readonly tasks: TaskList;
}

/**
 * Tasks of priority 0 that wait, oldest first, and are made when their turn comes. A pool may
 * have a hundred thousand that wait, and then a task is no small thing.
 */
export interface TaskSource {
  readonly size: number;
  /** The oldest; `undefined` when there is none. */
  shift(): TaskNode | undefined;
}

const NO_SOURCE: TaskSource = { size: 0, shift: () => undefined };

/**
 * Tasks that wait for any worker.
 *
 * Ageing needs no clock here. Each task gains a level every {@link LEVEL}, all at the same
 * pace, so the order of two tasks never changes while they wait: it is the order of
 * `submittedAt - priority * LEVEL`. Within a priority that is the order of submission, so a
 * list a priority (41 at most) does, and the next task is the best of their heads.
 */
export class Backlog {
  /** Had been given out before: taken back, or to be run again. */
  readonly #front = new TaskList();
  readonly #ordinary = new TaskList();
  /** Of other priorities than 0, as they came up. */
  readonly #levels: Level[] = [];
  /** Younger than all in `#ordinary`. */
  readonly #source: TaskSource;
  #made = 0;

  constructor(source = NO_SOURCE) {
    this.#source = source;
  }

  get size(): number {
    return this.#made + this.#source.size;
  }

  /** Whether some were given out before. They come before all others. */
  get hasReturned(): boolean {
    return this.#front.size > 0;
  }

  push(task: TaskNode): void {
    const isOrdinary = task.policy.priority === 0;
    while (isOrdinary && this.#source.size > 0) this.#makeNext();
    this.#made += 1;
    this.#place(task, this.#listFor(task.policy.priority)).push(task);
  }

  /** One that a worker gave back: behind those that came back before it. */
  pushReturned(task: TaskNode): void {
    this.#made += 1;
    this.#place(task, this.#front).push(task);
  }

  /** One that is to be the next. */
  unshift(task: TaskNode): void {
    this.#made += 1;
    this.#place(task, this.#front).unshift(task);
  }

  shift(): TaskNode | undefined {
    if (this.#ordinary.size === 0 && this.#front.size === 0) this.#makeNext();
    const task = this.#best().shift();
    if (task !== undefined) this.#made -= 1;
    return task;
  }

  remove(task: TaskNode): void {
    task.list?.remove(task);
    this.#made -= 1;
  }

  #makeNext(): void {
    const task = this.#source.shift();
    if (task === undefined) return;
    this.#made += 1;
    this.#ordinary.push(task);
  }

  #place(task: TaskNode, list: TaskList): TaskList {
    task.place = 'waiting';
    task.workerId = 0;
    return list;
  }

  #best(): TaskList {
    if (this.#front.size > 0) return this.#front;
    let best = this.#ordinary;
    let bestRank = best.head?.submittedAt ?? Infinity;
    for (const { priority, tasks } of this.#levels) {
      const rank = tasks.head === undefined ? Infinity : rankOf(tasks.head);
      if (rank > bestRank || (rank === bestRank && priority < 0)) continue;
      best = tasks;
      bestRank = rank;
    }
    return best;
  }

  #listFor(priority: number): TaskList {
    if (priority === 0) return this.#ordinary;
    const known = this.#levels.find((level) => level.priority === priority);
    if (known !== undefined) return known.tasks;
    const tasks = new TaskList();
    this.#levels.push({ priority, tasks });
    return tasks;
  }
}
