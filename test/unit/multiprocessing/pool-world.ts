import type { Instruction, PoolEvent } from '../../../src/main/multiprocessing/state/pool-events';
import { PoolState } from '../../../src/main/multiprocessing/state/pool-state';

type Down = { readonly type: 'task' | 'take-back'; readonly taskId: number } | { readonly type: 'dismiss' };

/** A worker and the two directions of its channel: what is in them is on its way. */
interface Worker {
  isReady: boolean;
  /** Busy for good with what it runs: reads nothing more. */
  isStuck: boolean;
  readonly inbox: Down[];
  readonly outbox: PoolEvent[];
  readonly line: number[];
  running: number | undefined;
}

export interface WorldOptions {
  readonly processes: number;
  /** How long each task runs: decides whether the pool prefetches. */
  readonly runMs: number;
  readonly prefetch: number;
}

/**
 * Workers and tasks as a pool's shell has them: it does what it is told, things happen to
 * it, and what either side says takes its time to arrive.
 */
export class PoolWorld {
  /** How often each task has ended. */
  readonly ends = new Map<number, number>();
  submitted = 0;
  isFinished = false;
  readonly #state: PoolState;
  readonly #runMs: number;
  readonly #workers = new Map<number, Worker>();
  #now = 0;

  constructor({ processes, runMs, prefetch }: WorldOptions) {
    this.#runMs = runMs;
    this.#state = new PoolState({ processes, prefetch });
    this.#happened({ type: 'opened' });
  }

  /** One thing happens, or nothing where it cannot. */
  step(kind: string, pick: number): void {
    this.#now += 1000;
    if (kind === 'submit') return this.#submit();
    if (kind === 'close' && pick % 5 === 0) return this.#happened({ type: 'close-requested' });
    if (kind === 'terminate' && pick % 5 === 0) return this.#happened({ type: 'terminate-requested' });
    const workerIds = [...this.#workers.keys()];
    const workerId = workerIds[pick % Math.max(1, workerIds.length)];
    const worker = workerId === undefined ? undefined : this.#workers.get(workerId);
    if (workerId !== undefined && worker !== undefined) this.#stepWorker(kind, pick, { workerId, worker });
  }

  #stepWorker(kind: string, pick: number, { workerId, worker }: { workerId: number; worker: Worker }): void {
    if (kind === 'ready') this.#ready(workerId, worker);
    else if (kind === 'read') this.#read(workerId, worker);
    else if (kind === 'return' && !worker.isStuck) this.#return(workerId, worker);
    else if (kind === 'stick') worker.isStuck = worker.running !== undefined;
    else if (kind === 'hear') this.#hear(worker);
    else if (kind === 'refuse') this.#refuse(workerId, worker);
    else if (kind === 'exit') this.#exit(workerId, worker, pick % 3);
  }

  /** Lets all that is on its way arrive, and workers start; no task ends by it. */
  quieten(): void {
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      for (const [workerId, worker] of this.#workers) {
        const isIdle = worker.isReady && worker.outbox.length + (worker.isStuck ? 0 : worker.inbox.length) === 0;
        if (isIdle) continue;
        isMoving = true;
        this.#ready(workerId, worker);
        this.#read(workerId, worker);
        this.#hear(worker);
      }
    }
  }

  /** Lets everything go on as it should until nothing is left to do. */
  windUp(): void {
    this.#happened({ type: 'close-requested' });
    for (let round = 0; round < 2000 && !this.isFinished; round += 1) {
      this.quieten();
      for (const [workerId, worker] of this.#workers) {
        worker.isStuck = false;
        this.#return(workerId, worker);
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

  /** Tasks that no worker has begun, without those that a stuck worker holds. */
  get waiting(): number {
    const held = [...this.#workers.values()].filter(({ isStuck }) => !isStuck);
    return held.reduce((count, { line }) => count + line.length, this.#state.backlog);
  }

  #submit(): void {
    if (this.#state.phase !== 'open') return;
    this.submitted += 1;
    this.#happened({ type: 'task-submitted', taskId: this.submitted });
  }

  #ready(workerId: number, worker: Worker): void {
    if (worker.isReady) return;
    worker.isReady = true;
    worker.outbox.push({ type: 'worker-ready', workerId });
  }

  /** The worker takes in the next message, if it can. */
  #read(workerId: number, worker: Worker): void {
    const message = worker.isStuck ? undefined : worker.inbox.shift();
    if (message === undefined) return;
    if (message.type === 'dismiss') return this.#exit(workerId, worker, 0);
    if (message.type === 'task') worker.line.push(message.taskId);
    else {
      const index = worker.line.indexOf(message.taskId);
      if (index < 0) return;
      worker.line.splice(index, 1);
      worker.outbox.push({ type: 'task-given-back', workerId, taskId: message.taskId });
    }
    if (worker.running === undefined) this.#begin(workerId, worker);
  }

  #begin(workerId: number, worker: Worker): void {
    worker.running = worker.line.shift();
    if (worker.running !== undefined) {
      worker.outbox.push({ type: 'task-started', workerId, taskId: worker.running });
    }
  }

  #return(workerId: number, worker: Worker): void {
    if (worker.running === undefined) return;
    worker.outbox.push({ type: 'task-returned', workerId, taskId: worker.running, runMs: this.#runMs });
    this.#begin(workerId, worker);
  }

  /** The newest task on its way to the worker turns out not to be sendable. */
  #refuse(workerId: number, worker: Worker): void {
    const index = worker.inbox.findLastIndex(({ type }) => type === 'task');
    const [message] = index < 0 ? [] : worker.inbox.splice(index, 1);
    if (message?.type !== 'task') return;
    this.#end(message.taskId);
    this.#happened({ type: 'task-refused', workerId, taskId: message.taskId });
  }

  /** The pool takes in the next message of the worker. */
  #hear(worker: Worker): void {
    const event = worker.outbox.shift();
    if (event === undefined) return;
    if (event.type === 'task-returned') this.#end(event.taskId);
    this.#happened(event);
  }

  /** What the worker said last arrives before its end does, or is lost. */
  #exit(workerId: number, worker: Worker, unsaid: number): void {
    worker.inbox.length = 0;
    worker.outbox.length = Math.max(0, worker.outbox.length - unsaid);
    while (worker.outbox.length > 0) this.#hear(worker);
    if (!this.#workers.delete(workerId)) return;
    this.#happened({ type: 'worker-exited', workerId, at: this.#now });
  }

  #end(taskId: number): void {
    this.ends.set(taskId, (this.ends.get(taskId) ?? 0) + 1);
  }

  #happened(event: PoolEvent): void {
    for (const instruction of this.#state.handle(event)) this.#obey(instruction);
  }

  #obey(instruction: Instruction): void {
    switch (instruction.type) {
      case 'start-worker': {
        const worker = { isReady: false, isStuck: false, inbox: [], outbox: [], line: [], running: undefined };
        return void this.#workers.set(instruction.workerId, worker);
      }
      case 'assign':
        return void this.#workers.get(instruction.workerId)?.inbox.push({ type: 'task', taskId: instruction.taskId });
      case 'take-back':
        return void this.#workers.get(instruction.workerId)?.inbox.push(instruction);
      case 'dismiss':
        return void this.#workers.get(instruction.workerId)?.inbox.push({ type: 'dismiss' });
      case 'end-worker': {
        // A signal: comes through whatever the worker does.
        const worker = this.#workers.get(instruction.workerId);
        if (worker === undefined) return;
        worker.isStuck = false;
        worker.inbox.unshift({ type: 'dismiss' });
        return;
      }
      case 'fail-task':
        return this.#end(instruction.taskId);
      case 'finish':
        this.isFinished = true;
    }
  }
}
