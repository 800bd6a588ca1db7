/**
 * The pool's decisions, without a process, a timer or a promise.
 *
 * It is told what happened and returns what must be done; `PoolCore` does it and reports
 * back. The split is that of dask's `worker_state_machine.py` (events in, instructions out):
 * every interleaving can be tested as a list of plain values.
 *
 * A task is in exactly one place: it waits for any worker, or it is in the line of one,
 * whose head is the task that the worker runs. So a death costs the head and nothing else;
 * and not even the head when the worker had not begun it, because a worker says so before
 * it begins.
 */
import type { Milliseconds, MonotonicMilliseconds, TaskId } from '../../../shared/units';
import type { Seat } from './crew';
import type { TaskSource } from './backlog';
import { Dispatch, type HasDelivered } from './dispatch';
import { type EndKind, giveUp, reclaim } from './losses';
import type { Order, WorkerId } from './pool-orders';
import { type PoolSize, release, staff, trim, trimIdle } from './pool-size';
import { DEFAULT_RESTART_LIMIT, type RestartLimit, RestartPolicy } from './restart-policy';
import { Silence } from './silence';
import type { TaskNode } from './task-node';

export type PoolPhase = 'open' | 'closing' | 'terminated' | 'broken';

export interface PoolStateOptions {
  readonly size: PoolSize;
  readonly restartLimit?: RestartLimit | undefined;
  /** Tasks after which a worker is replaced. */
  readonly maxTasksPerChild?: number | undefined;
  /** Most tasks in a line. */
  readonly maxLine?: number;
  /** Workers that nobody needs yet and that may be started at once; any number if left out. */
  readonly startsAtOnce?: number;
  /** See {@link Dispatch.looked}. */
  readonly patience?: number;
  /** Tasks that the pool keeps itself: those that come while {@link PoolState.isFull}. */
  readonly source?: TaskSource;
}

type Orders = readonly Order[];
const NONE: Orders = [];

export class PoolState {
  readonly #restarts: RestartPolicy;
  readonly #dispatch: Dispatch;
  readonly #silence = new Silence();
  readonly #startsAtOnce: number;
  #size: PoolSize;
  #phase: PoolPhase = 'open';
  #wasEverReady = false;

  constructor({ size, restartLimit = DEFAULT_RESTART_LIMIT, startsAtOnce = Infinity, ...dispatch }: PoolStateOptions) {
    this.#size = size;
    this.#startsAtOnce = startsAtOnce;
    this.#restarts = new RestartPolicy(restartLimit);
    this.#dispatch = new Dispatch(dispatch);
  }

  get phase(): PoolPhase {
    return this.#phase;
  }

  get size(): PoolSize {
    return this.#size;
  }

  /** Tasks submitted and not yet assigned. */
  get backlog(): number {
    return this.#dispatch.backlog.size;
  }

  /** A task that were submitted now would wait, and nothing else would happen. */
  get isFull(): boolean {
    const { crew, backlog } = this.#dispatch;
    const isStaffed = crew.resting.length === 0 && crew.size >= this.#size.max && crew.spares === 0;
    return this.#phase === 'open' && isStaffed && backlog.size > 0;
  }

  /** Tasks in the line of a worker. */
  lineOf(workerId: WorkerId): number {
    return this.#find(workerId)?.line.size ?? 0;
  }

  /** The task in the line of this worker; `undefined` when it is not there, whoever says so. */
  findTask(workerId: WorkerId, taskId: TaskId): TaskNode | undefined {
    let task = this.#find(workerId)?.line.head;
    while (task !== undefined && task.id !== taskId) task = task.next;
    return task;
  }

  open(): Orders {
    return this.#after([]);
  }

  submit(task: TaskNode): Orders {
    const orders: Order[] = [];
    this.#dispatch.submit(task, orders);
    return this.#after(orders);
  }

  /** The worker is about to run it. */
  begun(task: TaskNode, at: MonotonicMilliseconds): Orders {
    const seat = this.#find(task.workerId);
    if (seat?.line.head !== task || task.place !== 'in-line') return NONE;
    this.#dispatch.begun(seat, task, at);
    const orders: Order[] = [];
    if (task.isAbandoned) this.#kill(seat, orders);
    return this.#after(orders);
  }

  /** It has ended, well or not. */
  returned(task: TaskNode, runMs: Milliseconds): Orders {
    this.#ran(task, runMs);
    return this.#left(this.#dispatch.leave(task));
  }

  /** Whether a task that threw is to be run again: then {@link again} must be told, not {@link returned}. */
  mayRunAgain(task: TaskNode): boolean {
    return !task.isAbandoned && task.retried < task.policy.retries && this.#isGoing;
  }

  again(task: TaskNode, runMs: Milliseconds): Orders {
    this.#ran(task, runMs);
    const seat = this.#dispatch.leave(task);
    if (seat === undefined) return NONE;
    task.retried += 1;
    this.#dispatch.backlog.unshift(task);
    return this.#left(seat);
  }

  /** It was assigned, but its arguments could not be sent. */
  refused(task: TaskNode): Orders {
    return this.#left(this.#dispatch.leave(task));
  }

  /** Its worker was asked for it, had not begun it, and will not. */
  givenBack(task: TaskNode): Orders {
    const seat = task.isAskedFor ? this.#dispatch.leave(task) : undefined;
    if (seat === undefined) return NONE;
    if (!task.isAbandoned) this.#dispatch.backlog.pushReturned(task);
    return this.#left(seat);
  }

  /** Its caller was answered and waits no more. A worker that runs it is ended. */
  abandon(task: TaskNode): Orders {
    if (task.isAbandoned || task.place === 'ended') return NONE;
    task.isAbandoned = true;
    const orders: Order[] = [];
    const seat = this.#find(task.workerId);
    if (task.place === 'waiting') {
      this.#dispatch.backlog.remove(task);
      task.place = 'ended';
    } else if (task.place === 'in-line') this.#dispatch.crew.ask(task, orders);
    else if (seat !== undefined) this.#kill(seat, orders);
    return this.#after(orders);
  }

  /** The delay of a `plan-start` is over. */
  startDue(workerId: WorkerId): Orders {
    const seat = this.#find(workerId);
    if (seat?.stage !== 'planned') return NONE;
    this.#dispatch.crew.setStarting(seat);
    return [{ type: 'start-worker', workerId }];
  }

  ready(workerId: WorkerId): Orders {
    const seat = this.#find(workerId);
    if (seat?.stage !== 'starting' || !this.#isGoing) return NONE;
    this.#wasEverReady = true;
    this.#dispatch.crew.setReady(seat);
    return this.#left(seat);
  }

  /** A worker said itself that it cannot work: no such module, its initializer threw. No other would do better. */
  unfit(): Orders {
    return this.#stop('broken', []);
  }

  exited(workerId: WorkerId, at: MonotonicMilliseconds, how: EndKind): Orders {
    const { crew } = this.#dispatch;
    const seat = crew.find(workerId);
    if (seat === undefined) return NONE;
    const orders: Order[] = [];
    if (this.#isGoing) reclaim(this.#dispatch, { seat, how }, orders);
    crew.remove(seat);
    this.#silence.forget(seat);
    if (!this.#isGoing) return crew.isEmpty ? [{ type: 'finish' }] : NONE;
    if (seat.stage === 'leaving' || seat.stage === 'killed') return this.#after(orders);
    const delay = this.#restarts.addDeath(at);
    // What ends by itself before the first was ever ready would only do so again.
    const isHopeless = seat.stage === 'starting' && how === 'code' && !this.#wasEverReady;
    return delay === undefined || isHopeless ? this.#stop('broken', orders) : this.#after(orders, delay);
  }

  /**
   * A moment has passed since a `look`.
   *
   * @param hasDelivered whether all that a worker was told has left for it.
   */
  looked(hasDelivered: HasDelivered): Orders {
    if (!this.#isGoing) return NONE;
    const orders: Order[] = [];
    this.#dispatch.looked(orders, hasDelivered);
    return this.#after(orders);
  }

  /** To be called twice an idle timeout where the pool's size may change. */
  trimIdle(): Orders {
    const orders: Order[] = [];
    if (this.#phase === 'open') trimIdle(this.#dispatch.crew, orders, this.#size.min);
    return orders;
  }

  /** To be called once a second: see {@link Silence}. */
  replaceSilent(): Orders {
    const orders: Order[] = [];
    if (!this.#isGoing) return NONE;
    for (const seat of this.#silence.look(this.#dispatch.crew.all)) {
      if (seat.stage === 'leaving') orders.push({ type: 'kill-worker', workerId: seat.id });
      else this.#kill(seat, orders);
    }
    return this.#after(orders);
  }

  resize(size: PoolSize): Orders {
    if (this.#phase !== 'open') return NONE;
    this.#size = size;
    const orders: Order[] = [];
    trim(this.#dispatch.crew, orders, size.max);
    return this.#after(orders);
  }

  /** Replaces a worker: when it has done what it has in hand, or at once. */
  replace(workerId: WorkerId, when: 'when-done' | 'now'): Orders {
    const seat = this.#find(workerId);
    if (seat === undefined || !this.#isGoing) return NONE;
    const orders: Order[] = [];
    if (when === 'now') this.#kill(seat, orders);
    else if (seat.stage === 'ready') release(this.#dispatch.crew, orders, seat);
    return this.#after(orders);
  }

  close(): Orders {
    if (this.#phase !== 'open') return NONE;
    this.#phase = 'closing';
    return this.#after([]);
  }

  terminate(): Orders {
    return this.#stop('terminated', []);
  }

  get #isGoing(): boolean {
    return this.#phase === 'open' || this.#phase === 'closing';
  }

  #find(workerId: WorkerId): Seat | undefined {
    return this.#dispatch.crew.find(workerId);
  }

  #ran(task: TaskNode, runMs: Milliseconds): void {
    const seat = this.#find(task.workerId);
    if (seat === undefined || task.list !== seat.line) return;
    this.#restarts.forget();
    this.#dispatch.ran(seat, task, runMs);
  }

  #left(seat: Seat | undefined): Orders {
    if (seat === undefined) return NONE;
    const orders: Order[] = [];
    this.#dispatch.refill(seat, orders);
    return this.#after(orders);
  }

  #kill(seat: Seat, orders: Order[]): void {
    if (seat.stage === 'killed' || seat.stage === 'leaving' || seat.stage === 'planned') return;
    this.#dispatch.crew.setStage(seat, 'killed');
    orders.push({ type: 'kill-worker', workerId: seat.id });
  }

  /** What follows from any change: work for those at rest, workers for work, the end. */
  #after(orders: Order[], delay: Milliseconds = 0): Orders {
    if (!this.#isGoing) return orders;
    const { crew, backlog } = this.#dispatch;
    this.#dispatch.feed(orders);
    const isClosing = this.#phase === 'closing';
    staff(crew, orders, { size: this.#size, isClosing, backlog: backlog.size, delay, atOnce: this.#startsAtOnce });
    if (isClosing && backlog.size + crew.waiting === 0) this.#sendHome(orders);
    this.#dispatch.planLook(orders);
    return orders;
  }

  /** Closing, and no task waits anywhere: who has nothing to do goes. */
  #sendHome(orders: Order[]): void {
    const { crew } = this.#dispatch;
    if (crew.inLines === 0) {
      for (const seat of [...crew.all]) if (seat.stage === 'planned') crew.remove(seat);
    }
    for (const seat of [...crew.resting]) release(crew, orders, seat);
    if (crew.isEmpty) orders.push({ type: 'finish' });
  }

  /** Fails every task and ends every worker. */
  #stop(phase: 'terminated' | 'broken', orders: Order[]): Orders {
    if (!this.#isGoing) return NONE;
    this.#phase = phase;
    giveUp(this.#dispatch, phase, orders);
    if (this.#dispatch.crew.isEmpty) orders.push({ type: 'finish' });
    return orders;
  }
}
