/**
 * The pool's decisions, without a process, a timer or a promise.
 *
 * `handle` takes in what happened and returns what must be done; `Pool` does it and
 * reports back. The split is that of dask's `worker_state_machine.py` (events in,
 * instructions out): every interleaving can be tested as a list of plain values.
 *
 * A task is in exactly one place: it waits for any worker, or it is in the line of one,
 * whose head is the task that the worker runs. So a death costs the head and nothing else;
 * and not even the head when the worker had not begun it, because a worker says so before
 * it begins.
 *
 * No task waits in a line while a worker rests, since it may be what the head of that line
 * waits for: a worker at rest has the lines of the others taken back.
 */
import { assertNever } from '../../../shared/assert-never';
import type { Milliseconds, MonotonicMilliseconds, TaskId } from '../../../shared/units';
import { Fifo } from './fifo';
import type { Instruction, PoolEvent, TaskEvent, WorkerId } from './pool-events';
import { DEFAULT_RESTART_LIMIT, RestartIntensity, type RestartLimit } from './restart-intensity';

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
  /** Come before the backlog, and are not prefetched again: each is asked for at most once. */
  readonly #givenBack = new Fifo<TaskId>();
  /** In a line, and its worker was asked to give it back and has neither done so nor begun it. */
  readonly #askedFor = new Set<TaskId>();
  readonly #workers = new Map<WorkerId, Worker>();
  /** Were next in line when a worker died. Not twice: it may be the reading of them that kills. */
  readonly #suspects = new Set<TaskId>();
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
    return this.#backlog.size + this.#givenBack.size;
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
      case 'task-given-back':
        return this.#takeIn(event.workerId, event.taskId);
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
    if (worker?.line[0] !== taskId) return [];
    worker.running = taskId;
    return this.#askedFor.delete(taskId) ? this.#settle() : [];
  }

  #takeIn(workerId: WorkerId, taskId: TaskId): readonly Instruction[] {
    if (!this.#askedFor.has(taskId) || !this.#leaveLine(workerId, taskId)) return [];
    this.#givenBack.push(taskId);
    return this.#settle();
  }

  #return({ workerId, taskId, runMs }: Extract<TaskEvent, { type: 'task-returned' }>): readonly Instruction[] {
    if (!this.#remove(workerId, taskId)) return [];
    this.#deaths.forget();
    const mean = Number.isFinite(this.#meanRun) ? this.#meanRun : runMs;
    this.#meanRun = mean + (runMs - mean) * NEWEST_WEIGHT;
    return this.#settle();
  }

  /** The task has ended. */
  #remove(workerId: WorkerId, taskId: TaskId): boolean {
    if (!this.#leaveLine(workerId, taskId)) return false;
    this.#suspects.delete(taskId);
    return true;
  }

  #leaveLine(workerId: WorkerId, taskId: TaskId): boolean {
    const worker = this.#workers.get(workerId);
    const index = worker?.line.indexOf(taskId) ?? -1;
    if (worker === undefined || index < 0) return false;
    worker.line.splice(index, 1);
    this.#askedFor.delete(taskId);
    return true;
  }

  /** Pairs workers with waiting tasks; when closing and out of tasks, sends workers home. */
  #settle(): readonly Instruction[] {
    if (this.#phase === 'terminated' || this.#phase === 'broken') return [];
    const instructions: Instruction[] = [];
    for (let length = 0; length <= this.#lineLimit() && this.backlog > 0; length += 1) {
      this.#assignBehind(length, instructions);
    }
    if (this.backlog === 0 && this.#isAnyAtRest()) this.#askForWaiting(instructions);
    if (this.#phase === 'closing' && this.backlog + this.#askedFor.size === 0) this.#dismissIdle(instructions);
    if (this.#phase === 'closing' && this.#workers.size === 0) instructions.push({ type: 'finish' });
    return instructions;
  }

  #lineLimit(): number {
    return this.#meanRun < PREFETCH_BELOW && this.#givenBack.size === 0 ? this.#prefetch : 0;
  }

  /** Gives one task to each worker whose line has this length: those at rest come first. */
  #assignBehind(length: number, instructions: Instruction[]): void {
    for (const [workerId, worker] of this.#workers) {
      if (worker.stage !== 'ready' || worker.line.length !== length) continue;
      const taskId = this.#givenBack.shift() ?? this.#backlog.shift();
      if (taskId === undefined) return;
      worker.line.push(taskId);
      instructions.push({ type: 'assign', workerId, taskId });
    }
  }

  #isAnyAtRest(): boolean {
    for (const { stage, line } of this.#workers.values()) {
      if (stage === 'ready' && line.length === 0) return true;
    }
    return false;
  }

  /**
   * Asks for every task that waits in a line, the oldest first. Not for one a worker at
   * rest: a worker whose task keeps its event loop busy does not answer.
   */
  #askForWaiting(instructions: Instruction[]): void {
    const asks = [...this.#workers].flatMap(([workerId, { line }]) =>
      line
        .slice(1)
        .filter((taskId) => !this.#askedFor.has(taskId))
        .map((taskId) => ({ type: 'take-back', workerId, taskId }) as const),
    );
    for (const { taskId } of asks) this.#askedFor.add(taskId);
    instructions.push(...asks.sort((one, other) => one.taskId - other.taskId));
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
    const failed = this.#reclaim(workerId, worker);
    if (worker.stage !== 'leaving' && this.#deaths.addDeath(at)) return [...failed, ...this.#end('broken')];
    const isNeeded = this.#phase === 'open' || this.#workers.size < Math.min(this.#openTasks(), this.#processes);
    return [...failed, ...(isNeeded ? [this.#startWorker()] : []), ...this.#settle()];
  }

  /** Tasks without an end yet: each may need a worker of its own, if they wait for each other. */
  #openTasks(): number {
    return [...this.#workers.values()].reduce((count, { line }) => count + line.length, this.backlog);
  }

  /** Puts the line of a lost worker back into the backlog, without what the worker had begun. */
  #reclaim(workerId: WorkerId, { line, running }: Worker): readonly Instruction[] {
    for (const taskId of line) this.#askedFor.delete(taskId);
    const [head, ...waiting] = line;
    for (const taskId of waiting.reverse()) this.#backlog.unshift(taskId);
    if (head === undefined) return [];
    if (head !== running && !this.#suspects.has(head)) {
      this.#suspects.add(head);
      this.#backlog.unshift(head);
      return [];
    }
    this.#suspects.delete(head);
    return [{ type: 'fail-task', taskId: head, reason: 'worker-lost', workerId }];
  }

  /** Fails every task and ends every worker. */
  #end(phase: 'terminated' | 'broken'): readonly Instruction[] {
    if (this.#phase === 'terminated' || this.#phase === 'broken') return [];
    this.#phase = phase;
    const held = [...this.#workers].flatMap(([workerId, { line }]) =>
      line.splice(0).map((taskId): Instruction => ({ type: 'fail-task', taskId, reason: phase, workerId })),
    );
    const waiting = [...this.#givenBack.drain(), ...this.#backlog.drain()].map((taskId): Instruction => ({
      type: 'fail-task',
      taskId,
      reason: phase,
      workerId: undefined,
    }));
    const ends = [...this.#workers.keys()].map((workerId): Instruction => ({ type: 'end-worker', workerId }));
    return [...held, ...waiting, ...ends, ...(this.#workers.size === 0 ? [{ type: 'finish' } as const] : [])];
  }
}
