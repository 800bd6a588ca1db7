import type { Order } from '../../../src/main/multiprocessing/state/pool-orders';
import { PoolState } from '../../../src/main/multiprocessing/state/pool-state';
import { TaskKind } from '../../../src/main/multiprocessing/state/task-kind';
import { ORDINARY, TaskNode } from '../../../src/main/multiprocessing/state/task-node';

type Down = { readonly type: 'task' | 'take-back'; readonly taskId: number } | { readonly type: 'dismiss' };
type Up =
  | { readonly type: 'ready' }
  | { readonly type: 'begun' | 'returned' | 'threw' | 'given-back'; readonly taskId: number };

/** What it takes until a pool has everything back that it can have, and more. */
const MOST_LOOKS = 12;

/** A worker and the two directions of its channel: what is in them is on its way. */
interface Worker {
  isReady: boolean;
  /** Busy for good with what it runs: reads nothing more. */
  isStuck: boolean;
  /** A signal is on its way. */
  isDoomed: boolean;
  readonly inbox: Down[];
  readonly outbox: Up[];
  readonly line: number[];
  running: number | undefined;
}

export interface WorldOptions {
  readonly min: number;
  readonly max: number;
  /** How long each task runs: decides whether the pool fills lines. */
  readonly runMs: number;
  readonly maxLine: number;
  readonly maxTasksPerChild: number | undefined;
  readonly startsAtOnce: number;
  /** What a worker said last may be lost with it. */
  readonly isLossy: boolean;
}

/**
 * Workers and tasks as a pool's shell has them: it does what it is told, things happen to
 * it, and what either side says takes its time to arrive.
 */
export class PoolWorld {
  /** How often each task has been answered. */
  readonly answers = new Map<number, number>();
  /** How often each task has begun; more than once is only for those that may be retried. */
  readonly begins = new Map<number, number>();
  submitted = 0;
  isFinished = false;
  readonly #state: PoolState;
  readonly #options: WorldOptions;
  readonly #kind = new TaskKind();
  readonly #workers = new Map<number, Worker>();
  readonly #tasks = new Map<number, TaskNode>();
  readonly #dueStarts: number[] = [];
  /** That wait while the pool is full, without its knowing more than that. */
  readonly #waiting: TaskNode[] = [];
  #isLookDue = false;
  #now = 0;
  /** By it no task takes longer than it is known to. */
  #workersNow = 0;

  constructor(options: WorldOptions) {
    const { min, max, maxLine, maxTasksPerChild, startsAtOnce } = options;
    this.#options = options;
    // Known from the beginning: what is not known is run alone.
    this.#kind.add(options.runMs, 1);
    const waiting = this.#waiting;
    const source = {
      shift: () => waiting.shift(),
      get size() {
        return waiting.length;
      },
    };
    this.#state = new PoolState({ size: { min, max }, maxLine, maxTasksPerChild, startsAtOnce, patience: 1, source });
    this.#obey(this.#state.open());
  }

  /** One thing happens, or nothing where it cannot. */
  step(kind: string, pick: number): void {
    this.#now += 1000;
    const toPool = this.#poolSteps[kind];
    if (toPool !== undefined) return toPool(pick);
    const workerIds = [...this.#workers.keys()];
    const workerId = workerIds[pick % Math.max(1, workerIds.length)];
    const worker = workerId === undefined ? undefined : this.#workers.get(workerId);
    if (workerId === undefined || worker === undefined) return;
    if (worker.isDoomed && pick % 2 === 0) return this.#exit(workerId, worker, pick % 3);
    this.#workerSteps[kind]?.(workerId, worker, pick);
  }

  readonly #poolSteps: Readonly<Record<string, (pick: number) => void>> = {
    submit: (pick) => this.#submit(pick),
    close: (pick) => pick % 5 === 0 && this.#obey(this.#state.close()),
    terminate: (pick) => pick % 5 === 0 && this.#obey(this.#state.terminate()),
    resize: (pick) => this.#obey(this.#state.resize({ min: 1 + (pick % 2), max: 2 + (pick % 3) })),
    idle: () => this.#obey(this.#state.trimIdle()),
    due: () => this.#becomeDue(),
    abandon: (pick) => this.#abandon(1 + (pick % Math.max(1, this.submitted))),
  };

  readonly #workerSteps: Readonly<Record<string, (workerId: number, worker: Worker, pick: number) => void>> = {
    ready: (_workerId, worker) => becomeReady(worker),
    read: (workerId, worker) => this.#read(workerId, worker),
    return: (_workerId, worker, pick) => {
      if (!worker.isStuck) this.#end(worker, pick % 4 === 0 ? 'threw' : 'returned');
    },
    stick: (_workerId, worker) => {
      worker.isStuck = worker.running !== undefined;
    },
    hear: (workerId, worker) => this.#hear(workerId, worker),
    refuse: (workerId, worker) => this.#refuse(workerId, worker),
    exit: (workerId, worker, pick) => this.#exit(workerId, worker, pick % 3),
    replace: (workerId, _worker, pick) =>
      this.#obey(this.#state.replace(workerId, pick % 2 === 0 ? 'now' : 'when-done')),
  };

  /** Lets all that is on its way arrive, workers start and end, timers ring; no task ends by it. */
  quieten(): void {
    for (let isMoving = true, looks = 0; isMoving;) {
      isMoving = this.#dueStarts.length > 0 || (this.#isLookDue && looks < MOST_LOOKS);
      if (this.#isLookDue) looks += 1;
      this.#becomeDue();
      for (const [workerId, worker] of this.#workers) {
        const isIdle = worker.isReady && worker.outbox.length + (worker.isStuck ? 0 : worker.inbox.length) === 0;
        if (isIdle && !worker.isDoomed) continue;
        isMoving = true;
        if (worker.isDoomed) this.#exit(workerId, worker, 0);
        becomeReady(worker);
        this.#read(workerId, worker);
        this.#hear(workerId, worker);
      }
    }
  }

  /** Lets everything go on as it should until nothing is left to do. */
  windUp(): void {
    this.#obey(this.#state.close());
    for (let round = 0; round < 2000 && !this.isFinished; round += 1) {
      this.quieten();
      for (const worker of this.#workers.values()) {
        worker.isStuck = false;
        this.#end(worker, 'returned');
      }
    }
  }

  /** Whether some worker has nothing to do. */
  get isAnyAtRest(): boolean {
    return [...this.#workers.values()].some(
      ({ isReady, line, running }) => isReady && running === undefined && line.length === 0,
    );
  }

  get living(): number {
    return this.#workers.size;
  }

  get most(): number {
    return this.#state.size.max;
  }

  get isOpen(): boolean {
    return this.#state.phase === 'open';
  }

  /** Tasks whose callers wait and that no worker has begun. */
  get waiting(): number {
    const waits = ({ place, isAbandoned }: TaskNode): boolean =>
      !isAbandoned && (place === 'waiting' || place === 'in-line');
    return [...this.#tasks.values()].filter(waits).length;
  }

  #submit(pick: number): void {
    if (this.#state.phase !== 'open') return;
    this.submitted += 1;
    const policy = { priority: (pick % 5) - 2, retries: pick % 7 === 0 ? 3 : 0, isKillable: pick % 3 === 0 };
    const isPlain = pick % 2 === 0 && this.#state.isFull;
    const traits = { kind: this.#kind, policy: isPlain ? ORDINARY : policy, items: 1 };
    const task = new TaskNode(this.submitted, traits, this.#now);
    this.#tasks.set(task.id, task);
    if (isPlain) return void this.#waiting.push(task);
    this.#obey(this.#state.submit(task));
  }

  /** A timeout or a cancellation: answers the caller. Only what nothing waits behind may be stopped while it runs. */
  #abandon(taskId: number): void {
    const task = this.#tasks.get(taskId);
    if (task?.policy.isKillable !== true || task.place === 'ended' || task.isAbandoned) return;
    this.#answer(task.id);
    this.#obey(this.#state.abandon(task));
  }

  #becomeDue(): void {
    for (const workerId of this.#dueStarts.splice(0)) this.#obey(this.#state.startDue(workerId));
    if (!this.#isLookDue) return;
    this.#isLookDue = false;
    // At once when all is heard that the worker said: the shell looks only after it has read.
    this.#obey(this.#state.looked((id) => this.#workers.get(id)?.outbox.length === 0));
  }

  /** The worker takes in the next message, if it can. */
  #read(workerId: number, worker: Worker): void {
    const message = worker.isStuck ? undefined : worker.inbox.shift();
    if (message === undefined) return;
    if (message.type === 'dismiss') return this.#exit(workerId, worker, 0);
    takeIn(worker, message);
    if (worker.running === undefined) this.#begin(worker);
  }

  /** Reads all but a dismissal, which ends a worker that is idle. */
  #takeIn(worker: Worker): void {
    const messages = worker.inbox.splice(0);
    for (const message of messages) {
      if (message.type === 'dismiss') worker.inbox.push(message);
      else takeIn(worker, message);
    }
  }

  #begin(worker: Worker): void {
    worker.running = worker.line.shift();
    if (worker.running === undefined) return;
    this.begins.set(worker.running, (this.begins.get(worker.running) ?? 0) + 1);
    worker.outbox.push({ type: 'begun', taskId: worker.running });
  }

  #end(worker: Worker, how: 'returned' | 'threw'): void {
    if (worker.running === undefined) return;
    worker.outbox.push({ type: how, taskId: worker.running });
    worker.running = undefined;
    // As every head that was not short: messages are read before the next begins.
    if (worker.inbox.some(({ type }) => type === 'take-back')) this.#takeIn(worker);
    this.#begin(worker);
  }

  /** The newest task on its way to the worker turns out not to be sendable. */
  #refuse(workerId: number, worker: Worker): void {
    const index = worker.inbox.findLastIndex(({ type }) => type === 'task');
    const [message] = index < 0 ? [] : worker.inbox.splice(index, 1);
    const task = message?.type === 'task' ? this.#state.findTask(workerId, message.taskId) : undefined;
    if (task === undefined) return;
    if (!task.isAbandoned) this.#answer(task.id);
    this.#obey(this.#state.refused(task));
  }

  /** The pool takes in the next message of the worker. */
  #hear(workerId: number, worker: Worker): void {
    const message = worker.outbox.shift();
    if (message === undefined) return;
    if (message.type === 'ready') return this.#obey(this.#state.ready(workerId));
    const task = this.#state.findTask(workerId, message.taskId);
    if (task === undefined) return;
    const { runMs } = this.#options;
    if (message.type === 'begun') return this.#obey(this.#state.begun(task, (this.#workersNow += runMs)));
    if (message.type === 'given-back') return this.#obey(this.#state.givenBack(task));
    if (message.type === 'threw' && this.#state.mayRunAgain(task)) return this.#obey(this.#state.again(task, runMs));
    if (!task.isAbandoned) this.#answer(task.id);
    this.#obey(this.#state.returned(task, runMs));
  }

  /** What the worker said last arrives before its end does, or is lost. */
  #exit(workerId: number, worker: Worker, unsaid: number): void {
    worker.inbox.length = 0;
    if (this.#options.isLossy) worker.outbox.length = Math.max(0, worker.outbox.length - unsaid);
    while (worker.outbox.length > 0) this.#hear(workerId, worker);
    if (!this.#workers.delete(workerId)) return;
    this.#obey(this.#state.exited(workerId, this.#now, 'signal'));
  }

  #answer(taskId: number): void {
    this.answers.set(taskId, (this.answers.get(taskId) ?? 0) + 1);
  }

  #obey(orders: readonly Order[]): void {
    for (const order of orders) this.#carryOut(order);
  }

  #carryOut(order: Order): void {
    if (order.type === 'plan-start') this.#dueStarts.push(order.workerId);
    else if (order.type === 'start-worker') this.#workers.set(order.workerId, newWorker());
    else if (order.type === 'look') this.#isLookDue = true;
    else if (order.type === 'fail-task') this.#answer(order.task.id);
    else if (order.type === 'finish') this.isFinished = true;
    else if (order.type !== 'retry-task') this.#tellWorker(order);
  }

  #tellWorker(
    order: Extract<Order, { type: 'assign' | 'take-back' | 'dismiss' | 'kill-worker' | 'end-worker' }>,
  ): void {
    const worker = this.#workers.get(order.workerId);
    if (worker === undefined) return;
    if (order.type === 'assign') worker.inbox.push({ type: 'task', taskId: order.task.id });
    else if (order.type === 'take-back') worker.inbox.push({ type: 'take-back', taskId: order.task.id });
    else if (order.type === 'dismiss') worker.inbox.push({ type: 'dismiss' });
    else worker.isDoomed = true;
  }
}

function takeIn(worker: Worker, { type, taskId }: Exclude<Down, { type: 'dismiss' }>): void {
  if (type === 'task') {
    worker.line.push(taskId);
    return;
  }
  const index = worker.line.indexOf(taskId);
  if (index < 0) return;
  worker.line.splice(index, 1);
  worker.outbox.push({ type: 'given-back', taskId });
}

function newWorker(): Worker {
  return { isReady: false, isStuck: false, isDoomed: false, inbox: [], outbox: [], line: [], running: undefined };
}

function becomeReady(worker: Worker): void {
  if (worker.isReady) return;
  worker.isReady = true;
  worker.outbox.push({ type: 'ready' });
}
