import type { MonotonicMilliseconds } from '../../../shared/units';
import type { Order, WorkerId } from './pool-orders';
import { TaskList } from './task-list';
import type { TaskNode } from './task-node';

/** A worker as the pool's decisions see it. */
export interface Seat {
  readonly id: WorkerId;
  /**
   * `planned`: it will be started after a delay. `retiring`: it gets nothing more.
   * `leaving`: told to end by itself. `killed`: by the pool.
   */
  stage: 'planned' | 'starting' | 'ready' | 'retiring' | 'leaving' | 'killed';
  /** Planned for later only because nobody needs it yet. */
  isSpare: boolean;
  /** Its head is what the worker runs, or will run next. */
  readonly line: TaskList;
  /** Tasks that it ended. */
  done: number;
  /** When it began what it ran last. */
  begunAt: MonotonicMilliseconds;
  /** What it ran last, if it goes on without a pause: the next beginning tells how long that took. */
  unmeasured: TaskNode | undefined;
  /** What was the head of its line when the pool looked last. */
  headAtLook: TaskNode | undefined;
  /** Looks since it has been asked for all that waits behind that head, and the asking has reached it. */
  looksInVain: number;
  /** It has been with that head for too long to take another task behind it. */
  isStalled: boolean;
  /** Looks for idle workers that found it at rest. */
  idleLooks: number;
}

/** The workers of a pool, by what they can be used for. */
export class Crew {
  readonly #seats = new Map<WorkerId, Seat>();
  /** May take tasks, at rest or not. */
  readonly #ready: Seat[] = [];
  /** Have nothing to do; the last to rest is the first to work, so that the others may be let go. */
  readonly #resting: Seat[] = [];
  #nextId: WorkerId = 1;
  #turn = 0;
  #leaving = 0;
  /** Tasks in lines, the heads included. */
  inLines = 0;
  /** Workers with something in their line. */
  busy = 0;
  /** Tasks in lines that were asked for and not given back yet. */
  asked = 0;
  #spares = 0;

  /** Workers that count: those that were told to leave are gone already. */
  get size(): number {
    return this.#seats.size - this.#leaving;
  }

  get isEmpty(): boolean {
    return this.#seats.size === 0;
  }

  /** Tasks that wait behind the head of a line. */
  get waiting(): number {
    return this.inLines - this.busy;
  }

  get all(): Iterable<Seat> {
    return this.#seats.values();
  }

  /** Workers that are planned because nobody needs them yet. */
  get spares(): number {
    return this.#spares;
  }

  get resting(): readonly Seat[] {
    return this.#resting;
  }

  find(id: WorkerId): Seat | undefined {
    return this.#seats.get(id);
  }

  add(stage: 'planned' | 'starting', isSpare = false): Seat {
    if (isSpare) this.#spares += 1;
    const seat: Seat = {
      id: this.#nextId,
      stage,
      isSpare,
      line: new TaskList(),
      done: 0,
      begunAt: 0,
      unmeasured: undefined,
      headAtLook: undefined,
      looksInVain: 0,
      isStalled: false,
      idleLooks: 0,
    };
    this.#nextId += 1;
    this.#seats.set(seat.id, seat);
    return seat;
  }

  /** It was planned, and its time has come. */
  setStarting(seat: Seat): void {
    seat.stage = 'starting';
    this.setDue(seat);
  }

  /** It is planned, and no spare any more. */
  setDue(seat: Seat): void {
    if (seat.isSpare) this.#spares -= 1;
    seat.isSpare = false;
  }

  setReady(seat: Seat): void {
    seat.stage = 'ready';
    this.#ready.push(seat);
  }

  setResting(seat: Seat): void {
    seat.idleLooks = 0;
    seat.unmeasured = undefined;
    this.#resting.push(seat);
  }

  /** It takes no more tasks. */
  setStage(seat: Seat, stage: 'retiring' | 'leaving' | 'killed'): void {
    if (stage === 'leaving') this.#leaving += 1;
    seat.stage = stage;
    withdraw(this.#ready, seat);
    withdraw(this.#resting, seat);
  }

  remove(seat: Seat): void {
    this.#seats.delete(seat.id);
    this.setDue(seat);
    if (seat.stage === 'leaving') this.#leaving -= 1;
    withdraw(this.#ready, seat);
    withdraw(this.#resting, seat);
  }

  /** The worker that rests for the shortest time; it rests no more. */
  takeResting(): Seat | undefined {
    return this.#resting.pop();
  }

  /** The one with the shorter line of two that are next in turn: nearly as good as looking at all. */
  nextInTurn(): Seat | undefined {
    const count = this.#ready.length;
    if (count === 0) return undefined;
    this.#turn = (this.#turn + 1) % count;
    const one = this.#ready[this.#turn];
    const other = this.#ready[(this.#turn + 1) % count];
    return one !== undefined && other !== undefined && other.line.size < one.line.size ? other : one;
  }

  /** Puts a task at the end of a line. */
  assign(seat: Seat, task: TaskNode): Order {
    task.place = 'in-line';
    task.workerId = seat.id;
    task.expectedMs = task.kind.expect(task.itemCount);
    seat.line.push(task);
    this.inLines += 1;
    if (seat.line.size === 1) this.busy += 1;
    return { type: 'assign', workerId: seat.id, task };
  }

  /** Takes a task out of the line that it is in. */
  unassign(seat: Seat, task: TaskNode): void {
    seat.line.remove(task);
    this.inLines -= 1;
    if (seat.line.size === 0) this.busy -= 1;
    this.settleAsk(task);
  }

  /** Whether a worker was to give it back; it need not any more. */
  settleAsk(task: TaskNode): boolean {
    if (!task.isAskedFor) return false;
    task.isAskedFor = false;
    this.asked -= 1;
    return true;
  }

  /** @returns nothing where it was asked for before. */
  ask(task: TaskNode, orders: Order[]): void {
    if (task.isAskedFor) return;
    task.isAskedFor = true;
    this.asked += 1;
    orders.push({ type: 'take-back', workerId: task.workerId, task });
  }
}

function withdraw(seats: Seat[], seat: Seat): void {
  const index = seats.indexOf(seat);
  if (index >= 0) seats.splice(index, 1);
}
