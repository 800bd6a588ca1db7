/**
 * The pool's decisions, without a process, a timer or a promise.
 *
 * `handle` takes in what happened and returns what must be done; `Pool` does it and
 * reports back. The split is that of dask's `worker_state_machine.py` (events in,
 * instructions out): every interleaving can be tested as a list of plain values.
 *
 * A task is in exactly one place: the backlog, or the line of one worker, whose head is
 * the task that the worker runs. So a death costs the head and nothing else; and not even
 * the head when the worker had not begun it, because a worker says so before it begins.
 */
import { assertNever } from '../../../shared/assert-never';
import type { Milliseconds, MonotonicMilliseconds, TaskId } from '../../../shared/units';
import { Fifo } from './fifo';
import { DEFAULT_RESTART_LIMIT, RestartIntensity, type RestartLimit } from './restart-intensity';

/** Number of a worker in its pool, never reused. */
export type WorkerId = number;

type TaskEvent =
  | { readonly type: 'task-submitted'; readonly taskId: TaskId }
  /** The worker is about to run it. */
  | { readonly type: 'task-started'; readonly workerId: WorkerId; readonly taskId: TaskId }
  | {
      readonly type: 'task-returned';
      readonly workerId: WorkerId;
      readonly taskId: TaskId;
      readonly runMs: Milliseconds;
    }
  /** It was assigned, but its arguments could not be sent. */
  | { readonly type: 'task-refused'; readonly workerId: WorkerId; readonly taskId: TaskId };

type WorkerEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'worker-ready'; readonly workerId: WorkerId }
  /** It said itself that it cannot work: no such module, its initializer threw. */
  | { readonly type: 'worker-unfit'; readonly workerId: WorkerId }
  | { readonly type: 'worker-exited'; readonly workerId: WorkerId; readonly at: MonotonicMilliseconds }
  | { readonly type: 'close-requested' }
  | { readonly type: 'terminate-requested' };

export type PoolEvent = TaskEvent | WorkerEvent;

export type FailReason = 'worker-lost' | 'terminated' | 'broken';

export type Instruction =
  | { readonly type: 'start-worker'; readonly workerId: WorkerId }
  | { readonly type: 'assign'; readonly workerId: WorkerId; readonly taskId: TaskId }
  /** Its work is done: let it end by itself. */
  | { readonly type: 'dismiss'; readonly workerId: WorkerId }
  | { readonly type: 'end-worker'; readonly workerId: WorkerId }
  | {
      readonly type: 'fail-task';
      readonly taskId: TaskId;
      readonly reason: FailReason;
      /** Whose hands it was in; `undefined` when it still waited. */
      readonly workerId: WorkerId | undefined;
    }
  /** The last worker is gone: whoever joins may go on. */
  | { readonly type: 'finish' };

export type PoolPhase = 'open' | 'closing' | 'terminated' | 'broken';

export interface PoolStateOptions {
  readonly processes: number;
  readonly restartLimit?: RestartLimit;
  /** Tasks that may wait in the line of a worker that already runs one. */
  readonly prefetch?: number;
}

interface Worker {
  stage: 'starting' | 'ready' | 'leaving';
  /** Its head is what the worker runs, or will run next. */
  readonly line: TaskId[];
  running: TaskId | undefined;
}

/**
 * Longest mean run time at which prefetching pays. It saves one round trip (about 0.1 ms) a
 * task; a prefetched task behind a slow one waits while other workers rest.
 */
const PREFETCH_BELOW: Milliseconds = 2;
/** Weight of the newest run time in the mean. A slow task raises the mean at once: see {@link PREFETCH_BELOW}. */
const NEWEST_WEIGHT = 0.1;

export class PoolState {
  readonly #processes: number;
  readonly #prefetch: number;
  readonly #deaths: RestartIntensity;
  readonly #backlog = new Fifo<TaskId>();
  readonly #workers = new Map<WorkerId, Worker>();
  /** Were next in line when a worker died. Not twice: it may be the reading of them that kills. */
  readonly #takenBack = new Set<TaskId>();
  #nextWorker: WorkerId = 1;
  #phase: PoolPhase = 'open';
  #meanRun: Milliseconds = Infinity;

  constructor({ processes, restartLimit = DEFAULT_RESTART_LIMIT, prefetch = 1 }: PoolStateOptions) {
    this.#processes = processes;
    this.#prefetch = prefetch;
    this.#deaths = new RestartIntensity(restartLimit);
  }

  get phase(): PoolPhase {
    return this.#phase;
  }

  /** Tasks submitted and not yet assigned. */
  get backlog(): number {
    return this.#backlog.size;
  }

  /** Workers that started and did not end yet. */
  get workers(): number {
    return this.#workers.size;
  }

  /** @returns what to do now, in this order; often nothing. */
  handle(event: PoolEvent): readonly Instruction[] {
    switch (event.type) {
      case 'opened':
        return Array.from({ length: this.#processes }, () => this.#startWorker());
      case 'worker-ready':
        return this.#ready(event.workerId);
      case 'worker-unfit':
        return this.#end('broken');
      case 'worker-exited':
        return this.#lose(event.workerId, event.at);
      case 'close-requested':
        if (this.#phase === 'open') this.#phase = 'closing';
        return this.#settle();
      case 'terminate-requested':
        return this.#end('terminated');
      default:
        return this.#handleTask(event);
    }
  }

  #handleTask(event: TaskEvent): readonly Instruction[] {
    switch (event.type) {
      case 'task-submitted':
        this.#backlog.push(event.taskId);
        return this.#settle();
      case 'task-started':
        return this.#begin(event.workerId, event.taskId);
      case 'task-returned':
        return this.#return(event);
      case 'task-refused':
        return this.#remove(event.workerId, event.taskId) ? this.#settle() : [];
      default:
        return assertNever(event);
    }
  }

  #startWorker(): Instruction {
    const workerId = this.#nextWorker;
    this.#nextWorker += 1;
    this.#workers.set(workerId, { stage: 'starting', line: [], running: undefined });
    return { type: 'start-worker', workerId };
  }

  #ready(workerId: WorkerId): readonly Instruction[] {
    const worker = this.#workers.get(workerId);
    if (worker?.stage !== 'starting') return [];
    worker.stage = 'ready';
    return this.#settle();
  }

  #begin(workerId: WorkerId, taskId: TaskId): readonly Instruction[] {
    const worker = this.#workers.get(workerId);
    if (worker?.line[0] === taskId) worker.running = taskId;
    return [];
  }

  #return({ workerId, taskId, runMs }: Extract<PoolEvent, { type: 'task-returned' }>): readonly Instruction[] {
    if (!this.#remove(workerId, taskId)) return [];
    this.#deaths.forget();
    const mean = Number.isFinite(this.#meanRun) ? this.#meanRun : runMs;
    this.#meanRun = mean + (runMs - mean) * NEWEST_WEIGHT;
    return this.#settle();
  }

  #remove(workerId: WorkerId, taskId: TaskId): boolean {
    const worker = this.#workers.get(workerId);
    const index = worker?.line.indexOf(taskId) ?? -1;
    if (worker === undefined || index < 0) return false;
    worker.line.splice(index, 1);
    this.#takenBack.delete(taskId);
    return true;
  }

  /** Pairs workers with waiting tasks; when closing and out of tasks, sends workers home. */
  #settle(): readonly Instruction[] {
    if (this.#phase === 'terminated' || this.#phase === 'broken') return [];
    const instructions: Instruction[] = [];
    for (let length = 0; length <= this.#lineLimit() && this.#backlog.size > 0; length += 1) {
      this.#assignBehind(length, instructions);
    }
    if (this.#phase === 'closing' && this.#backlog.size === 0) this.#dismissIdle(instructions);
    if (this.#phase === 'closing' && this.#workers.size === 0) instructions.push({ type: 'finish' });
    return instructions;
  }

  #lineLimit(): number {
    return this.#meanRun < PREFETCH_BELOW ? this.#prefetch : 0;
  }

  /** Gives one task to each worker whose line has this length: those at rest come first. */
  #assignBehind(length: number, instructions: Instruction[]): void {
    for (const [workerId, worker] of this.#workers) {
      if (worker.stage !== 'ready' || worker.line.length !== length) continue;
      const taskId = this.#backlog.shift();
      if (taskId === undefined) return;
      worker.line.push(taskId);
      instructions.push({ type: 'assign', workerId, taskId });
    }
  }

  #dismissIdle(instructions: Instruction[]): void {
    for (const [workerId, worker] of this.#workers) {
      if (worker.stage !== 'ready' || worker.line.length > 0) continue;
      worker.stage = 'leaving';
      instructions.push({ type: 'dismiss', workerId });
    }
  }

  /**
   * Fails what the worker ran, takes back what it had not begun, and replaces it. A lost
   * task is not run again: the pool cannot know what it had done already.
   */
  #lose(workerId: WorkerId, at: MonotonicMilliseconds): readonly Instruction[] {
    const worker = this.#workers.get(workerId);
    if (worker === undefined) return [];
    this.#workers.delete(workerId);
    if (this.#phase === 'terminated' || this.#phase === 'broken') {
      return this.#workers.size === 0 ? [{ type: 'finish' }] : [];
    }
    const failed = this.#takeBack(workerId, worker);
    if (worker.stage !== 'leaving' && this.#deaths.addDeath(at)) return [...failed, ...this.#end('broken')];
    const isNeeded = this.#phase === 'open' || this.#workers.size < Math.min(this.#backlog.size, this.#processes);
    return [...failed, ...(isNeeded ? [this.#startWorker()] : []), ...this.#settle()];
  }

  /** Puts the line of a lost worker back into the backlog, without what the worker had begun. */
  #takeBack(workerId: WorkerId, { line, running }: Worker): readonly Instruction[] {
    const [head, ...waiting] = line;
    for (const taskId of waiting.reverse()) this.#backlog.unshift(taskId);
    if (head === undefined) return [];
    if (head !== running && !this.#takenBack.has(head)) {
      this.#takenBack.add(head);
      this.#backlog.unshift(head);
      return [];
    }
    this.#takenBack.delete(head);
    return [{ type: 'fail-task', taskId: head, reason: 'worker-lost', workerId }];
  }

  /** Fails every task and ends every worker. */
  #end(phase: 'terminated' | 'broken'): readonly Instruction[] {
    if (this.#phase === 'terminated' || this.#phase === 'broken') return [];
    this.#phase = phase;
    const held = [...this.#workers].flatMap(([workerId, { line }]) =>
      line.splice(0).map((taskId): Instruction => ({ type: 'fail-task', taskId, reason: phase, workerId })),
    );
    const waiting = this.#backlog
      .drain()
      .map((taskId): Instruction => ({ type: 'fail-task', taskId, reason: phase, workerId: undefined }));
    const ends = [...this.#workers.keys()].map((workerId): Instruction => ({ type: 'end-worker', workerId }));
    return [...held, ...waiting, ...ends, ...(this.#workers.size === 0 ? [{ type: 'finish' } as const] : [])];
  }
}
