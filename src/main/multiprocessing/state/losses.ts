import type { Seat } from './crew';
import type { Dispatch } from './dispatch';
import type { FailReason, Order } from './pool-orders';
import type { TaskNode } from './task-node';

/** A task that was at the head of this many lines whose workers ended is not tried again. */
const POISON_DEATHS = 2;
/** So many of them are forgiven a task that nobody had begun, where somebody may have sent the signal. */
const FORGIVEN = 2;

/** How a worker ended: by an exit code of its own, by a signal that tells of itself, or by one that somebody sent. */
export type EndKind = 'code' | 'signal' | 'outside';

interface WorkerEnd {
  readonly seat: Seat;
  readonly how: EndKind;
}

/**
 * Puts the line of a lost worker back into the backlog, and settles what it had begun. A
 * lost task is not run again unless its caller said that it may: the pool cannot know what
 * it had done already.
 */
export function reclaim({ crew, backlog }: Dispatch, { seat, how }: WorkerEnd, orders: Order[]): void {
  const [head, ...waiting] = seat.line.toArray();
  if (head === undefined) return;
  const wasRunning = head.place === 'running';
  for (const task of [...waiting.reverse(), head]) {
    crew.unassign(seat, task);
    task.place = 'ended';
    if (task !== head && !task.isAbandoned) backlog.unshift(task);
  }
  if (head.isAbandoned) return;
  // Somebody may send a signal to two workers at once, and the task has no part in it. But reading it may send one.
  if (!wasRunning && how === 'outside' && head.forgiven < FORGIVEN) head.forgiven += 1;
  else head.deaths += 1;
  const reason = lossOf(head, wasRunning);
  if (reason !== undefined) return void orders.push({ type: 'fail-task', task: head, reason, workerId: seat.id });
  backlog.unshift(head);
  if (!wasRunning) return;
  head.retried += 1;
  orders.push({ type: 'retry-task', task: head });
}

/**
 * `undefined` when it goes to another worker. So does one that had not begun, but once: it
 * may be the reading of it that kills.
 */
function lossOf(head: TaskNode, wasRunning: boolean): FailReason | undefined {
  if (head.deaths >= POISON_DEATHS) return 'poison';
  return wasRunning && head.retried >= head.policy.retries ? 'worker-lost' : undefined;
}

/** Fails every task and ends every worker. */
export function giveUp({ crew, backlog }: Dispatch, reason: 'terminated' | 'broken', orders: Order[]): void {
  const seats = [...crew.all];
  for (const seat of seats) {
    for (const task of seat.line.toArray()) {
      crew.unassign(seat, task);
      task.place = 'ended';
      if (!task.isAbandoned) orders.push({ type: 'fail-task', task, reason, workerId: seat.id });
    }
  }
  for (let task = backlog.shift(); task !== undefined; task = backlog.shift()) {
    task.place = 'ended';
    orders.push({ type: 'fail-task', task, reason, workerId: undefined });
  }
  for (const seat of seats) {
    if (seat.stage === 'planned') crew.remove(seat);
    else orders.push({ type: 'end-worker', workerId: seat.id });
  }
}
