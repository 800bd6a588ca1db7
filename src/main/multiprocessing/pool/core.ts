/**
 * The pool's shell: carries out what {@link PoolState} decides, and tells it what happened.
 * Has no decision of its own.
 */
import { assertNever } from '../../../shared/assert-never';
import type { TaskId } from '../../../shared/units';
import type { CallSite } from '../call-site';
import { callSafely } from '../call-safely';
import { NotCloneableError } from '../errors';
import { monotonicNow } from '../monotonic-clock';
import type { DownMessage, HeardMessage, UpMessageOf } from '../protocol';
import { errorOfFault } from '../remote-error';
import { Fifo } from '../state/fifo';
import { LOOK_AFTER, type Order } from '../state/pool-orders';
import type { PoolSize } from '../state/pool-size';
import { PoolState } from '../state/pool-state';
import { type CoreOptions, startsAtOnce } from './core-options';
import * as errors from './errors';
import { TaskLedger, type TaskResult } from './ledger';
import { endKindOf } from './loss';
import { poolStatistics, type PoolStatistics } from './pool-statistics';
import { refusalOf, type Standing } from './refusal';
import { asTask, NO_TERMS, Task, type TaskCall } from './task';
import { Targets } from './targets';
import { TaskKinds } from './task-kinds';
import { Troubles } from './troubles';
import { type PlainCall, WaitingCalls } from './waiting-calls';
import { placeOf, type Worker, Workers } from './workers';

/** The module of a pool whose tasks are all given as functions. */
export const EMPTY_MODULE = 'data:text/javascript,';

export class PoolCore {
  readonly workers: Workers;
  readonly kinds = new TaskKinds();
  readonly targets: Targets;
  readonly #options: CoreOptions;
  readonly #state: PoolState;
  readonly #ledger: TaskLedger;
  readonly #troubles: Troubles;
  readonly #standing: Standing;
  readonly #waiting = new WaitingCalls(this.kinds);
  readonly #joiners: (() => void)[] = [];
  /** Orders that came up while others were carried out. */
  readonly #orders = new Fifo<Order>();
  #isObeying = false;
  #nextTask: TaskId = 1;
  #isFinished = false;
  #isBrokenTold = false;
  #terminateSite: CallSite = {};

  constructor(options: CoreOptions) {
    const { name, size, sink } = options;
    this.#options = options;
    this.#state = new PoolState({ ...options, startsAtOnce, source: this.#waiting });
    this.#troubles = new Troubles(name);
    this.#standing = { state: this.#state, options, troubles: this.#troubles };
    this.targets = new Targets(options.module === EMPTY_MODULE ? undefined : options.module);
    this.workers = new Workers(options, {
      received: (worker, message) => this.#receive(worker, message),
      refused: (worker, message, cause) => this.#refuse(worker, message, cause),
      ended: (worker, loss, trouble) => this.#workerEnded(worker, loss, trouble),
    });
    this.#ledger = new TaskLedger({
      name,
      sink,
      busy: (isBusy) => this.workers.hold(isBusy || this.#state.phase !== 'open'),
      abandoned: (task) => this.#obey(this.#state.abandon(task)),
      timedOut: (task) => this.#timeOut(task),
    });
    this.#ledger.report?.opened(size.max);
    this.#obey(this.#state.open());
  }

  /** Tasks that wait for a worker. */
  get backlog(): number {
    return this.#state.backlog;
  }

  get size(): PoolSize {
    return this.#state.size;
  }

  get isBroken(): boolean {
    return this.#state.phase === 'broken';
  }

  /** As {@link PoolCore.submit}, for a call that asks for nothing but its result. */
  call(call: PlainCall): void {
    const { target, values } = call;
    const mayWait = this.#state.isFull && this.#state.backlog < this.#options.maxQueue;
    if (!mayWait || this.#ledger.report !== undefined) {
      return this.submit({ target, shape: 'call', values, terms: NO_TERMS, owner: call });
    }
    this.#waiting.push(call, this.#nextTask);
    this.#nextTask += 1;
    this.#ledger.opened();
  }

  /** Answers every call once, whatever happens. */
  submit(call: TaskCall): void {
    const refusal = refusalOf(call, this.#standing);
    if (refusal !== undefined) return call.owner.reject(refusal, call.firstItem ?? 0);
    const kind = this.kinds.of(call.target.key, call.shape);
    const task = new Task(this.#nextTask, call, { kind, now: monotonicNow() });
    this.#nextTask += 1;
    this.#ledger.open(task);
    this.#obey(this.#state.submit(task));
  }

  /** @throws {QueueLimitError} when so many more tasks may not wait. */
  requireRoom(tasks: number): void {
    const { name, maxQueue } = this.#options;
    if (this.#state.backlog + tasks > maxQueue) throw new errors.QueueLimitError(name, maxQueue);
  }

  resize(size: PoolSize): void {
    this.#ledger.report?.resized(size.max);
    this.#obey(this.#state.resize(size));
  }

  trimIdle(): void {
    this.#obey(this.#state.trimIdle());
  }

  /** A worker uses too much. */
  replace(worker: Worker, when: 'when-done' | 'now'): void {
    this.#obey(this.#state.replace(worker.id, when));
  }

  isBusy({ id }: Worker): boolean {
    return this.#state.lineOf(id) > 0;
  }

  /** To be called once a second. */
  replaceSilent(): void {
    this.#obey(this.#state.replaceSilent());
  }

  close(): void {
    if (this.#state.phase !== 'open') return;
    this.#ledger.report?.closed('close');
    this.workers.hold(true);
    this.#obey(this.#state.close());
  }

  terminate(site: CallSite): void {
    if (this.#state.phase === 'terminated' || this.#state.phase === 'broken') return;
    this.#terminateSite = site;
    this.#ledger.report?.closed('terminate');
    this.workers.hold(true);
    this.#obey(this.#state.terminate());
  }

  /** Resolves when the last worker has ended. */
  async join(): Promise<void> {
    if (this.#isFinished) return;
    this.workers.beginJoin();
    await new Promise<void>((resolve) => this.#joiners.push(resolve));
  }

  statistics(): PoolStatistics {
    const { counters } = this.#ledger;
    return poolStatistics(counters, this.workers.all, this.#state);
  }

  /** One after the other, even if carrying out one makes others come up: a listener may call the pool. */
  #obey(orders: readonly Order[]): void {
    if (this.#isObeying) {
      for (const order of orders) this.#orders.push(order);
      return;
    }
    if (orders.length === 0) return;
    this.#isObeying = true;
    for (const order of orders) this.#carryOut(order);
    for (let order = this.#orders.shift(); order !== undefined; order = this.#orders.shift()) this.#carryOut(order);
    this.#isObeying = false;
  }

  #carryOut(order: Order): void {
    switch (order.type) {
      case 'assign':
        return this.#assign(order.workerId, asTask(order.task));
      case 'start-worker':
        return this.workers.start(order.workerId);
      case 'plan-start':
        return this.workers.startLater(order.delay, () => this.#obey(this.#state.startDue(order.workerId)));
      case 'take-back':
        return this.workers.send(order.workerId, ['take-back', order.task.id]);
      case 'look':
        return this.#look();
      case 'dismiss':
        return this.workers.send(order.workerId, ['dismiss']);
      case 'kill-worker':
        return this.workers.kill(order.workerId);
      case 'end-worker':
        return this.workers.terminate(order.workerId, this.#terminateSite);
      case 'retry-task':
        return this.#ledger.retried(asTask(order.task));
      case 'fail-task':
        return this.#fail(order, asTask(order.task));
      case 'finish':
        return this.#finish();
      default:
        return assertNever(order);
    }
  }

  /** Within the loop's round, workers are heard first: see `looked`. */
  #look(): void {
    const looked = (): void => {
      this.workers.catchUp();
      this.#obey(this.#state.looked((id) => this.workers.hasDelivered(id)));
    };
    setTimeout(() => setImmediate(looked), LOOK_AFTER).unref();
  }

  #assign(workerId: number, { id, call: { target, shape, values } }: Task): void {
    const worker = this.workers.find(workerId);
    if (worker === undefined) return;
    const news = this.targets.newsFor(worker, target.key);
    if (news !== undefined) this.workers.send(workerId, news);
    this.workers.send(workerId, ['task', id, target.key, shape, values]);
  }

  #receive(worker: Worker, message: HeardMessage): void {
    switch (message[0]) {
      case 'ready':
        worker.readyAt = monotonicNow();
        return this.#obey(this.#state.ready(worker.id));
      case 'unfit':
        this.#troubles.add(`${message[1].name}: ${message[1].message}`);
        this.#obey(this.#state.unfit());
        return this.#tellIfBroken();
      case 'threw':
        return;
      default:
        return this.#receiveOf(worker, message);
    }
  }

  #receiveOf(worker: Worker, message: TaskNews): void {
    const node = this.#state.findTask(worker.id, message[1]);
    if (node === undefined) return;
    const task = asTask(node);
    switch (message[0]) {
      case 'started':
        this.#ledger.started(task, worker, message[2]);
        return this.#obey(this.#state.begun(task, message[2]));
      case 'given-back':
        return this.#obey(this.#state.givenBack(task));
      case 'returned':
        return this.#taskReturned(worker, task, { runMs: message[2], value: message[3] });
      case 'went-on':
        this.#taskReturned(worker, task, { runMs: message[2], value: message[5] });
        return this.#receiveOf(worker, ['started', message[3], message[4]]);
      case 'failed':
        return this.#taskFailed(worker, task, message);
      case 'progress':
        if (task.call.terms.onProgress !== undefined) callSafely(task.call.terms.onProgress, message[2]);
        return;
      default:
        return assertNever(message);
    }
  }

  #taskReturned(worker: Worker, task: Task, result: TaskResult): void {
    this.#ledger.finished(task, worker, result);
    this.#obey(this.#state.returned(task, result.runMs));
  }

  #taskFailed(worker: Worker, task: Task, [, , runMs, failure]: UpMessageOf<'failed'>): void {
    if (!failure.isUnsendable && this.#state.mayRunAgain(task)) {
      this.#ledger.retried(task);
      return this.#obey(this.#state.again(task, runMs));
    }
    const error = task.failureOf(placeOf(worker, task), errorOfFault(failure.fault), failure);
    this.#ledger.failed(task, worker, { error, runMs });
    this.#obey(this.#state.returned(task, runMs));
  }

  /** The arguments of a task cannot be cloned: that task fails and nothing else happens. */
  #refuse(worker: Worker, message: DownMessage, cause: unknown): void {
    if (message[0] !== 'task') return;
    const node = this.#state.findTask(worker.id, message[1]);
    if (node === undefined) return;
    const task = asTask(node);
    this.#ledger.refused(task, new NotCloneableError(`An argument of ${task.label}`, cause));
    this.#obey(this.#state.refused(task));
  }

  #timeOut(task: Task): void {
    const worker = this.workers.find(task.workerId);
    if (worker === undefined || task.isAbandoned) return;
    const error = new errors.TaskTimeoutError(placeOf(worker, task), task.call.terms.timeout ?? 0);
    this.#ledger.timedOut(task, worker, error);
  }

  #workerEnded(worker: Worker, loss: errors.Loss, trouble: Error | undefined): void {
    if (trouble !== undefined) this.#troubles.add(trouble.message);
    else this.#troubles.addLoss(worker, loss);
    if (worker.readyAt !== undefined) this.#ledger.counters.goneReadyMs += monotonicNow() - worker.readyAt;
    this.#obey(this.#state.exited(worker.id, monotonicNow(), endKindOf(loss)));
    this.#tellIfBroken();
  }

  #tellIfBroken(): void {
    if (!this.isBroken || this.#isBrokenTold) return;
    this.#isBrokenTold = true;
    const error = this.#troubles.asError();
    this.#ledger.report?.broken(error.message);
    this.#options.gaveUp(error);
  }

  #fail({ reason, workerId }: Extract<Order, { type: 'fail-task' }>, task: Task): void {
    const worker = workerId === undefined ? undefined : this.workers.find(workerId);
    const loss = worker?.loss;
    if (worker === undefined || loss === undefined || reason === 'terminated' || reason === 'broken') {
      return this.#ledger.dropped(task, worker, this.#troubles.errorFor(task, reason));
    }
    const LostError = reason === 'poison' ? errors.PoisonTaskError : errors.WorkerLostError;
    this.#ledger.lost(task, worker, { error: new LostError(placeOf(worker, task), loss), status: loss.status });
  }

  #finish(): void {
    this.#isFinished = true;
    this.workers.cancelStarts();
    for (const resolve of this.#joiners.splice(0)) resolve();
  }
}

type TaskNews = UpMessageOf<'started' | 'given-back' | 'returned' | 'went-on' | 'failed' | 'progress'>;
