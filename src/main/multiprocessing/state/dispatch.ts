import type { Milliseconds, MonotonicMilliseconds } from '../../../shared/units';
import { Backlog } from './backlog';
import { Crew, type Seat } from './crew';
import type { Order } from './pool-orders';
import { release } from './pool-size';
import { LINE_WORTH, MAX_LINE } from './task-kind';
import type { TaskNode } from './task-node';

/**
 * Who gets which task when.
 *
 * A worker at rest comes first. Behind tasks that are short by experience, others wait in
 * the line of the worker: they begin without a round trip, which is most of a tiny task's
 * cost. A line holds {@link LINE_WORTH} of work, so nothing waits there for long while others
 * rest; nor may it, since it may be what the head of that line waits for: what waits behind
 * a head that does not move is taken back.
 */
export class Dispatch {
  readonly crew = new Crew();
  readonly backlog = new Backlog();
  readonly #maxTasks: number;
  readonly #maxLine: number;
  #isLookPlanned = false;

  constructor(maxTasksPerChild = Infinity, maxLine = MAX_LINE) {
    this.#maxTasks = maxTasksPerChild;
    this.#maxLine = maxLine;
  }

  submit(task: TaskNode, orders: Order[]): void {
    const seat = this.crew.takeResting() ?? (this.backlog.size === 0 ? this.#findRoom() : undefined);
    if (seat === undefined) this.backlog.push(task);
    else orders.push(this.crew.assign(seat, task));
  }

  begun(seat: Seat, task: TaskNode, at: MonotonicMilliseconds): void {
    task.place = 'running';
    // From one beginning to the next: what sending the result took is in it.
    seat.unmeasured?.kind.add(at - seat.begunAt, seat.unmeasured.itemCount);
    seat.unmeasured = undefined;
    seat.begunAt = at;
    this.crew.settleAsk(task);
  }

  /** It has run; it is still in its line. */
  ran(seat: Seat, task: TaskNode, runMs: Milliseconds): void {
    seat.done += 1;
    if (seat.line.size > 1) seat.unmeasured = task;
    else task.kind.add(runMs, task.itemCount);
  }

  /** Takes a task out of the line that it is in; `undefined` when it is in none. */
  leave(task: TaskNode): Seat | undefined {
    const seat = this.crew.find(task.workerId);
    if (seat === undefined || task.list !== seat.line) return undefined;
    if (seat.line.head === task) seat.isStalled = false;
    this.crew.unassign(seat, task);
    task.place = 'ended';
    return seat;
  }

  /** Gives a worker what it may take, or lets it rest, or go. */
  refill(seat: Seat, orders: Order[]): void {
    if (seat.stage !== 'ready' && seat.stage !== 'retiring') return;
    if (seat.stage === 'retiring' || seat.done >= this.#maxTasks) return release(this.crew, orders, seat);
    if (!this.#isHalfEmpty(seat)) return;
    while (this.backlog.size > 0 && this.#mayTake(seat)) this.#assignNext(seat, orders);
    if (seat.line.size === 0) this.crew.setResting(seat);
  }

  /** Gives work to those at rest. */
  feed(orders: Order[]): void {
    while (this.backlog.size > 0) {
      const seat = this.crew.takeResting();
      if (seat === undefined) return;
      this.#assignNext(seat, orders);
    }
  }

  /** Sees to it that nothing waits unseen in a line. */
  planLook(orders: Order[]): void {
    if (this.#isLookPlanned || this.crew.waiting === this.crew.asked) return;
    this.#isLookPlanned = true;
    for (const seat of this.crew.all) seat.headAtLook = seat.line.head;
    orders.push({ type: 'look' });
  }

  /** Asks for what waits behind a head that did not change since the look was planned, the oldest first. */
  looked(orders: Order[]): void {
    this.#isLookPlanned = false;
    const stuck: TaskNode[] = [];
    for (const seat of this.crew.all) {
      if (seat.line.size < 2 || seat.line.head !== seat.headAtLook) continue;
      seat.isStalled = true;
      stuck.push(...seat.line.toArray().slice(1));
    }
    for (const task of stuck.sort((one, other) => one.id - other.id)) this.crew.ask(task, orders);
  }

  #findRoom(): Seat | undefined {
    const seat = this.crew.nextInTurn();
    return seat !== undefined && this.#mayTake(seat) ? seat : undefined;
  }

  #mayTake({ line, done, isStalled }: Seat): boolean {
    if (line.size === 0) return true;
    // What came back waits for a worker at rest: it is asked for at most once.
    if (isStalled || this.backlog.hasReturned || line.size >= this.#maxLine) return false;
    if (line.tail?.policy.isKillable === true || line.size + done >= this.#maxTasks) return false;
    return line.expectedMs + (line.tail?.expectedMs ?? 0) <= LINE_WORTH;
  }

  /** A line is filled up in one go and not task by task: many tasks travel in one write. */
  #isHalfEmpty({ line }: Seat): boolean {
    return line.size === 0 || (line.size <= this.#maxLine / 2 && line.expectedMs <= LINE_WORTH / 2);
  }

  #assignNext(seat: Seat, orders: Order[]): void {
    const task = this.backlog.shift();
    if (task !== undefined) orders.push(this.crew.assign(seat, task));
  }
}
