import type { Milliseconds, MonotonicMilliseconds, Pid } from '../../../shared/units';
import type { CallSite } from '../call-site';
import { Child } from '../child';
import { NotCloneableError } from '../errors';
import type { EventSink } from '../event-sink';
import type { LinkEnd, OpenLink } from '../link/link';
import { nextName } from '../process-names';
import type { DownMessage, HeardMessage } from '../protocol';
import type { WorkerId } from '../state/pool-orders';
import type { Loss, TaskPlace } from './errors';
import { lossOf } from './loss';
import { countOomKills } from './oom-kills';
import type { Task } from './task';

export interface WorkerOptions {
  readonly module: string;
  readonly initializer: string | undefined;
  readonly teardown: string | undefined;
  readonly initArgs: readonly unknown[];
  readonly env: NodeJS.ProcessEnv | undefined;
  readonly sink: EventSink | undefined;
  /** What kind of child a worker is; left out, a process. */
  readonly open?: OpenLink | undefined;
}

export interface WorkerListener {
  received(worker: Worker, message: HeardMessage): void;
  /** A task that cannot be sent. */
  refused(worker: Worker, message: DownMessage, cause: unknown): void;
  /** Last and once. `trouble` is why it could not even be started. */
  ended(worker: Worker, loss: Loss, trouble: Error | undefined): void;
}

/** A worker of a pool, as the pool's shell sees it. */
export interface Worker {
  readonly id: WorkerId;
  readonly name: string;
  /** 0 when it could not be started. */
  pid: Pid;
  child: Child | undefined;
  readyAt: MonotonicMilliseconds | undefined;
  /** Tasks that it ended, and its time in them. */
  tasks: number;
  runMs: Milliseconds;
  /** Counted when it had been started, in the same turn: it needs longer than that to begin. */
  oomKillsBefore: number | undefined;
  /** How it ended. */
  loss: Loss | undefined;
}

/** Between the word to a task that it was withdrawn, and SIGKILL. */
const CANCEL_GRACE: Milliseconds = 100;

/** The worker processes of a pool. */
export class Workers {
  readonly #options: WorkerOptions;
  readonly #listener: WorkerListener;
  readonly #workers = new Map<WorkerId, Worker>();
  /** Started in this turn: see {@link Worker.oomKillsBefore}. */
  readonly #uncounted: Worker[] = [];
  /** Of starts that wait. */
  readonly #timers = new Set<NodeJS.Timeout>();
  #isHeld = false;

  constructor(options: WorkerOptions, listener: WorkerListener) {
    this.#options = options;
    this.#listener = listener;
  }

  get all(): readonly Worker[] {
    return [...this.#workers.values()];
  }

  find(id: WorkerId): Worker | undefined {
    return this.#workers.get(id);
  }

  start(id: WorkerId): void {
    const { module, initializer, teardown, initArgs, env, sink, open } = this.#options;
    const worker: Worker = {
      id,
      name: nextName('worker'),
      pid: 0,
      child: undefined,
      readyAt: undefined,
      tasks: 0,
      runMs: 0,
      oomKillsBefore: undefined,
      loss: undefined,
    };
    this.#workers.set(id, worker);
    try {
      const charge = {
        kind: 'worker',
        name: worker.name,
        module,
        target: initializer,
        teardown,
        args: initArgs,
      } as const;
      worker.child = new Child(
        { charge, env, sink, open },
        {
          received: (message) => this.#listener.received(worker, message),
          refused: (message, cause) => this.#listener.refused(worker, message, cause),
          ended: (end) => this.#end(worker, end),
        },
      );
      worker.pid = worker.child.pid;
      this.#countSoon(worker);
      worker.child.hold(this.#isHeld);
    } catch (error) {
      const trouble = new NotCloneableError('The initializer’s arguments', error);
      // Not now: whoever asked for the start is not done.
      queueMicrotask(() => this.#end(worker, { status: { code: 1, signal: null }, stderrTail: '' }, trouble));
    }
  }

  /** The first count takes 1 to 3 ms: the others that start in this turn are not to wait for it, and share it. */
  #countSoon(worker: Worker): void {
    this.#uncounted.push(worker);
    if (this.#uncounted.length > 1) return;
    queueMicrotask(() => {
      const count = countOomKills();
      for (const started of this.#uncounted.splice(0)) started.oomKillsBefore = count;
    });
  }

  /** Calls `then` after the delay; keeps the program alive meanwhile as a worker would. */
  startLater(delay: Milliseconds, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, delay);
    this.#timers.add(timer);
    if (!this.#isHeld) timer.unref();
  }

  send(id: WorkerId, message: DownMessage): void {
    this.#workers.get(id)?.child?.send(message);
  }

  /** See {@link Link.catchUp}. */
  catchUp(): void {
    for (const { child } of this.#workers.values()) child?.catchUp();
  }

  /** See {@link Link.hasDelivered}; `undefined` where there is none. */
  hasDelivered(id: WorkerId): boolean | undefined {
    return this.#workers.get(id)?.child?.hasDelivered;
  }

  /** Lets the task that runs clean up, for a moment: see `taskSignal`. */
  kill(id: WorkerId): void {
    const child = this.#workers.get(id)?.child;
    child?.send(['cancel']);
    setTimeout(() => child?.signal('SIGKILL', {}), CANCEL_GRACE).unref();
  }

  terminate(id: WorkerId, site: CallSite): void {
    this.#workers.get(id)?.child?.terminate(site);
  }

  beginJoin(): void {
    for (const { child } of this.#workers.values()) child?.beginJoin();
  }

  /** Whether workers keep the program alive. */
  hold(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    for (const { child } of this.#workers.values()) child?.hold(isHeld);
    for (const timer of this.#timers) timer[isHeld ? 'ref' : 'unref']();
  }

  /** No start will come any more. */
  cancelStarts(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #end(
    worker: Worker,
    { status, startError, reason, stderrTail }: LinkEnd,
    trouble: Error | undefined = startError,
  ): void {
    const { oomKillsBefore } = worker;
    const wereOomKills = status.signal === 'SIGKILL' && (countOomKills() ?? 0) > (oomKillsBefore ?? Infinity);
    worker.loss = lossOf(status, { stderrTail, wereOomKills, foul: reason });
    this.#listener.ended(worker, worker.loss, trouble);
    this.#workers.delete(worker.id);
  }
}

/** Where a task is, for its errors. */
export function placeOf({ name, pid }: Worker, { id, label }: Task): TaskPlace {
  return { task: id, label, worker: name, pid };
}
