import type { TaskNode } from './task-node';

/** A doubly linked list of tasks: everything is done at constant cost, whatever its length. */
export class TaskList {
  head: TaskNode | undefined = undefined;
  tail: TaskNode | undefined = undefined;
  size = 0;
  /** What its tasks were expected to take together. */
  expectedMs = 0;

  push(task: TaskNode): void {
    this.expectedMs += task.expectedMs;
    task.list = this;
    task.previous = this.tail;
    if (this.tail === undefined) this.head = task;
    else this.tail.next = task;
    this.tail = task;
    this.size += 1;
  }

  /** Puts it before all others. */
  unshift(task: TaskNode): void {
    task.list = this;
    task.next = this.head;
    if (this.head === undefined) this.tail = task;
    else this.head.previous = task;
    this.head = task;
    this.size += 1;
  }

  /** Takes the first; `undefined` when there is none. */
  shift(): TaskNode | undefined {
    const { head } = this;
    if (head !== undefined) this.remove(head);
    return head;
  }

  /** Takes out one that is in this list. */
  remove(task: TaskNode): void {
    const { previous, next } = task;
    if (previous === undefined) this.head = next;
    else previous.next = next;
    if (next === undefined) this.tail = previous;
    else next.previous = previous;
    task.list = task.previous = task.next = undefined;
    this.size -= 1;
    // A sum of fractions drifts, and what is infinite cannot be taken off again.
    this.expectedMs = this.size === 0 ? 0 : this.expectedMs - task.expectedMs;
  }

  /** Those in the list now; it may change while they are walked. */
  toArray(): readonly TaskNode[] {
    const tasks: TaskNode[] = [];
    for (let task = this.head; task !== undefined; task = task.next) tasks.push(task);
    return tasks;
  }
}
