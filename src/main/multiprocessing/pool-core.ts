/**
 * The pool's shell: carries out what {@link PoolState} decides, and tells it what happened.
 * Has no decision of its own.
 */
import { assertNever } from '../../shared/assert-never';
import type { TaskId } from '../../shared/units';
import type { CallSite } from './call-site';
import { Child } from './child';
import {
  NotCloneableError,
  PoolBrokenError,
  PoolTerminatedError,
  ProcessStateError,
  type TaskPlace,
  WorkerLostError,
} from './errors';
import type { EventSink } from './event-sink';
import { type ExitStatus, sayExit } from './exit-status';
import { monotonicNow } from './monotonic-clock';
import { failureError, type Task, type TaskCall } from './pool-task';
import { PoolReport } from './pool-report';
import { nextName } from './process-names';
import type { DownMessage, UpMessage, UpMessageOf } from './protocol';
import { packQueues } from './queue-host';
import { errorOfFault } from './remote-error';
import type { Instruction, PoolEvent, WorkerId } from './state/pool-events';
import { PoolState } from './state/pool-state';
import type { RestartLimit } from './state/restart-intensity';
import { WaitMeter } from './wait-meter';

export interface CoreOptions {
  readonly name: string;
  readonly processes: number;
  readonly module: string;
  readonly initializer: string | undefined;
  readonly initArgs: readonly unknown[];
  readonly env: NodeJS.ProcessEnv | undefined;
  readonly restartLimit: RestartLimit | undefined;
  readonly sink: EventSink | undefined;
}

interface Worker {
  readonly child: Child | undefined;
  status: ExitStatus;
}

/** Reasons remembered for the error of a broken pool. */
const MAX_TROUBLES = 3;

export class PoolCore {
  readonly #options: CoreOptions;
  readonly #state: PoolState;
  readonly #report: PoolReport;
  readonly #wait: WaitMeter;
  readonly #workers = new Map<WorkerId, Worker>();
  readonly #tasks = new Map<TaskId, Task>();
  readonly #joiners: (() => void)[] = [];
  /** What went wrong with workers, newest last. */
  #troubles: string[] = [];
  #nextTask: TaskId = 1;
  #isFinished = false;
  #terminateSite: CallSite = {};

  constructor(options: CoreOptions) {
    const { name, processes, restartLimit, sink } = options;
    this.#options = options;
    this.#state = new PoolState({ processes, ...(restartLimit && { restartLimit }) });
    this.#report = new PoolReport(name, sink);
    this.#wait = new WaitMeter(sink, { pid: process.pid, wait: 'result', object: name.slice(0, 256) });
    this.#report.opened(processes);
    this.#happened({ type: 'opened' });
  }

  /** Workers' pids, those that start included. */
  get pids(): readonly number[] {
    return [...this.#workers.values()].flatMap(({ child }) => (child === undefined ? [] : child.pid));
  }

  /** Tasks that wait for a worker. */
  get backlog(): number {
    return this.#state.backlog;
  }

  get isBroken(): boolean {
    return this.#state.phase === 'broken';
  }

  /** Settles for every call, whatever happens. */
  submit(call: TaskCall): Promise<unknown> {
    const { phase } = this.#state;
    if (phase === 'broken') return Promise.reject(this.#brokenError());
    if (phase !== 'open') return Promise.reject(new ProcessStateError('take a task', `the pool is ${phase}`));
    return new Promise((resolve, reject) => {
      const id = this.#nextTask;
      this.#nextTask += 1;
      const task: Task = {
        id,
        call,
        label: call.name,
        items: call.shape === 'chunk' ? call.values.length : undefined,
        submittedAt: monotonicNow(),
        startedAt: undefined,
        resolve,
        reject,
      };
      this.#tasks.set(id, task);
      if (this.#tasks.size === 1) this.#hold(true);
      this.#wait.begin();
      this.#report.submitted(task);
      this.#happened({ type: 'task-submitted', taskId: id });
    });
  }

  close(): void {
    if (this.#state.phase !== 'open') return;
    this.#report.closed('close');
    this.#hold(true);
    this.#happened({ type: 'close-requested' });
  }

  terminate(site: CallSite): void {
    if (this.#state.phase === 'terminated' || this.#state.phase === 'broken') return;
    this.#terminateSite = site;
    this.#report.closed('terminate');
    this.#hold(true);
    this.#happened({ type: 'terminate-requested' });
  }

  /** Resolves when the last worker has ended. */
  async join(): Promise<void> {
    if (this.#isFinished) return;
    for (const { child } of this.#workers.values()) child?.beginJoin();
    await new Promise<void>((resolve) => this.#joiners.push(resolve));
  }

  #happened(event: PoolEvent): void {
    for (const instruction of this.#state.handle(event)) this.#carryOut(instruction);
  }

  #carryOut(instruction: Instruction): void {
    switch (instruction.type) {
      case 'start-worker':
        return this.#startWorker(instruction.workerId);
      case 'assign':
        return this.#assign(instruction.workerId, instruction.taskId);
      case 'take-back':
        return this.#send(instruction.workerId, ['take-back', instruction.taskId]);
      case 'dismiss':
        return this.#send(instruction.workerId, ['dismiss']);
      case 'end-worker':
        return this.#workers.get(instruction.workerId)?.child?.terminate(this.#terminateSite);
      case 'fail-task':
        return this.#failTask(instruction);
      case 'finish':
        return this.#finish();
      default:
        return assertNever(instruction);
    }
  }

  #startWorker(workerId: WorkerId): void {
    const { module, initializer, initArgs, env, sink } = this.#options;
    const name = nextName('worker');
    try {
      const args = packQueues(initArgs);
      const child = new Child(
        { charge: { kind: 'worker', name, module, target: initializer, args }, env, sink },
        {
          received: (message) => this.#receive(workerId, message),
          refused: (message, cause) => this.#refuse(workerId, message, cause),
          ended: ({ status, startError }) => {
            if (startError !== undefined) this.#remember(startError.message);
            this.#workerEnded(workerId, status);
          },
        },
      );
      child.hold(this.#tasks.size > 0 || this.#state.phase !== 'open');
      this.#workers.set(workerId, { child, status: { code: null, signal: null } });
    } catch (error) {
      this.#workers.set(workerId, { child: undefined, status: { code: null, signal: null } });
      this.#remember(new NotCloneableError('The initializer’s arguments', error).message);
      // Not now: the state is in the middle of its instructions.
      queueMicrotask(() => {
        this.#happened({ type: 'worker-unfit', workerId });
        this.#workerEnded(workerId, { code: 1, signal: null });
      });
    }
  }

  #assign(workerId: WorkerId, taskId: TaskId): void {
    const task = this.#tasks.get(taskId);
    if (task === undefined) return;
    const { name, shape, values } = task.call;
    const packed = packQueues(values);
    this.#send(workerId, ['task', taskId, name, shape, packed, packed !== values]);
  }

  #send(workerId: WorkerId, message: DownMessage): void {
    this.#workers.get(workerId)?.child?.send(message);
  }

  #receive(workerId: WorkerId, message: UpMessage): void {
    switch (message[0]) {
      case 'ready':
        return this.#happened({ type: 'worker-ready', workerId });
      case 'unfit':
        this.#remember(`${message[1].name}: ${message[1].message}`);
        return this.#happened({ type: 'worker-unfit', workerId });
      case 'started': {
        const task = this.#tasks.get(message[1]);
        if (task !== undefined) this.#report.started(task, this.#placeOf(workerId, task).pid, message[2]);
        return this.#happened({ type: 'task-started', workerId, taskId: message[1] });
      }
      case 'given-back':
        return this.#happened({ type: 'task-given-back', workerId, taskId: message[1] });
      case 'returned':
        return this.#taskReturned(workerId, message);
      case 'failed':
        return this.#taskFailed(workerId, message);
      case 'request':
      case 'threw':
        return;
      default:
        return assertNever(message);
    }
  }

  #taskReturned(workerId: WorkerId, [, taskId, runMs, value]: UpMessageOf<'returned'>): void {
    const task = this.#take(taskId);
    if (task !== undefined) {
      this.#report.finished(task, this.#placeOf(workerId, task).pid, runMs);
      task.resolve(value);
    }
    this.#happened({ type: 'task-returned', workerId, taskId, runMs });
  }

  #taskFailed(workerId: WorkerId, [, taskId, runMs, failure]: UpMessageOf<'failed'>): void {
    const task = this.#take(taskId);
    if (task !== undefined) {
      const place = this.#placeOf(workerId, task);
      const cause = errorOfFault(failure.fault);
      this.#report.failed(task, place.pid, { error: cause, runMs });
      task.reject(failureError(place, cause, { failure, call: task.call }));
    }
    this.#happened({ type: 'task-returned', workerId, taskId, runMs });
  }

  /** The arguments of a task cannot be cloned: that task fails and nothing else happens. */
  #refuse(workerId: WorkerId, message: DownMessage, cause: unknown): void {
    if (message[0] !== 'task') return;
    const taskId = message[1];
    const task = this.#take(taskId);
    if (task !== undefined) {
      const error = new NotCloneableError(`An argument of ${task.label}`, cause);
      this.#report.failed(task, process.pid, { error, runMs: 0 });
      task.reject(error);
    }
    this.#happened({ type: 'task-refused', workerId, taskId });
  }

  #workerEnded(workerId: WorkerId, status: ExitStatus): void {
    const worker = this.#workers.get(workerId);
    if (worker === undefined) return;
    worker.status = status;
    const { child } = worker;
    if (child !== undefined && child.pid > 0) this.#remember(`${child.name} (pid ${child.pid}) ${sayExit(status)}`);
    this.#happened({ type: 'worker-exited', workerId, at: monotonicNow() });
    this.#workers.delete(workerId);
  }

  #failTask({ taskId, reason, workerId }: Extract<Instruction, { type: 'fail-task' }>): void {
    const task = this.#take(taskId);
    if (task === undefined) return;
    const worker = workerId === undefined ? undefined : this.#workers.get(workerId);
    if (reason === 'worker-lost' && worker !== undefined && workerId !== undefined) {
      const place = this.#placeOf(workerId, task);
      this.#report.lost(task, place.pid, worker.status);
      return task.reject(new WorkerLostError(place, worker.status));
    }
    if (task.startedAt !== undefined && worker?.child !== undefined) {
      this.#report.lost(task, worker.child.pid, { code: null, signal: 'SIGTERM' });
    }
    task.reject(
      reason === 'terminated'
        ? new PoolTerminatedError(`The pool was terminated before task ${task.id} (${task.label}) returned`)
        : this.#brokenError(),
    );
  }

  #take(taskId: TaskId): Task | undefined {
    const task = this.#tasks.get(taskId);
    if (task === undefined) return undefined;
    this.#tasks.delete(taskId);
    this.#wait.end();
    if (this.#tasks.size === 0 && this.#state.phase === 'open') this.#hold(false);
    return task;
  }

  #placeOf(workerId: WorkerId, { id, label }: Task): TaskPlace {
    const child = this.#workers.get(workerId)?.child;
    return { task: id, label, worker: child?.name ?? `worker ${workerId}`, pid: child?.pid ?? 0 };
  }

  #hold(isHeld: boolean): void {
    for (const { child } of this.#workers.values()) child?.hold(isHeld);
  }

  #remember(trouble: string): void {
    this.#troubles = [...this.#troubles, trouble].slice(-MAX_TROUBLES);
  }

  #brokenError(): PoolBrokenError {
    return new PoolBrokenError(`The pool ${this.#options.name} cannot work: ${this.#troubles.join('; ')}`);
  }

  #finish(): void {
    this.#isFinished = true;
    for (const resolve of this.#joiners.splice(0)) resolve();
  }
}
