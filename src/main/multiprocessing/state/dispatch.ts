import type { Milliseconds, MonotonicMilliseconds } from '../../../shared/units';
import { Backlog, rankOf, type TaskSource } from './backlog';
import { Crew, type Seat } from './crew';
import type { Order, WorkerId } from './pool-orders';
import { release } from './pool-size';
import { LINE_WORTH, MAX_LINE } from './task-kind';
import type { TaskNode } from './task-node';

/** Whether all that a worker was told has left for it; `undefined` where it is not there. */
export type HasDelivered = (workerId: WorkerId) => boolean | undefined;

/** Looks in vain before a worker's line is taken from it. */
const PATIENCE = 20;

interface DispatchOptions {
  readonly maxTasksPerChild?: number | undefined;
  readonly maxLine?: number | undefined;
  /** Left out: {@link PATIENCE}. */
  readonly patience?: number | undefined;
  readonly source?: TaskSource | undefined;
}

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
  readonly backlog: Backlog;
  readonly #maxTasks: number;
  readonly #maxLine: number;
  readonly #patience: number;
  #isLookPlanned = false;
  /** Something that was asked for may be had without an answer. */
  #mayTakeBack = false;

  constructor({ maxTasksPerChild = Infinity, maxLine = MAX_LINE, patience = PATIENCE, source }: DispatchOptions) {
    this.backlog = new Backlog(source);
    this.#maxTasks = maxTasksPerChild;
    this.#maxLine = maxLine;
    this.#patience = patience;
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
    const { waiting, asked } = this.crew;
    if (this.#isLookPlanned || waiting === 0 || (waiting === asked && !this.#mayTakeBack)) return;
    this.#isLookPlanned = true;
    for (const seat of this.crew.all) seat.headAtLook = seat.line.head;
    orders.push({ type: 'look' });
  }

  /**
   * Asks for what waits behind a head that did not change since the look was planned, in the
   * order in which it was to run. A worker in a loop does not answer: what it was asked for long enough, and
   * has not begun, is taken from it.
   *
   * It cannot begin it any more, so nothing runs twice. The asking had left for it before the
   * last look, since when all was read that it said; so it had not ended its head then, and
   * a worker reads its messages after a head that was not short, before it begins the next.
   */
  looked(orders: Order[], hasDelivered: HasDelivered): void {
    this.#isLookPlanned = false;
    this.#mayTakeBack = false;
    const stuck: TaskNode[] = [];
    for (const seat of this.crew.all) {
      if (seat.line.size < 2) continue;
      const isDelivered = hasDelivered(seat.id);
      if (isDelivered !== undefined) this.#mayTakeBack = true;
      if (seat.line.head !== seat.headAtLook) seat.looksInVain = 0;
      else stuck.push(...this.#stuckBehind(seat, isDelivered === true));
    }
    for (const task of stuck.sort((one, other) => rankOf(one) - rankOf(other) || one.id - other.id))
      this.crew.ask(task, orders);
  }

  /** @returns what is to be asked for. */
  #stuckBehind(seat: Seat, isDelivered: boolean): readonly TaskNode[] {
    seat.isStalled = true;
    const [head, ...behind] = seat.line.toArray();
    const isAsked = behind.every(({ isAskedFor }) => isAskedFor);
    if (!isAsked || !isDelivered || head?.place !== 'running') seat.looksInVain = 0;
    else if (seat.looksInVain < this.#patience) seat.looksInVain += 1;
    else this.#seize(seat, behind);
    return isAsked ? [] : behind;
  }

  #seize(seat: Seat, behind: readonly TaskNode[]): void {
    for (const task of behind) {
      this.crew.unassign(seat, task);
      task.place = 'ended';
      if (!task.isAbandoned) this.backlog.pushReturned(task);
    }
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
