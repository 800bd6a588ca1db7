import type { Milliseconds, MonotonicMilliseconds } from '../../../shared/units';
import type { EventSink } from '../event-sink';
import type { ExitStatus } from '../exit-status';
import { monotonicNow } from '../monotonic-clock';
import { WaitMeter } from '../wait-meter';
import { Cancellations } from './cancellations';
import { TaskCancelledError } from './errors';
import { PoolReport } from './report';
import { PoolCounters } from './counters';
import type { Task } from './task';
import type { Worker } from './workers';

export interface LedgerOptions {
  readonly name: string;
  readonly sink: EventSink | undefined;
  /** The first task was opened, or the last one answered. */
  readonly busy: (isBusy: boolean) => void;
  /** The caller of a task waits no more. It was answered. */
  readonly abandoned: (task: Task) => void;
  readonly timedOut: (task: Task) => void;
}

/** What a task came to, and its time. */
export interface TaskResult {
  readonly runMs: Milliseconds;
  readonly value: unknown;
}

/** A task that failed, where and how. */
export interface Failure {
  readonly error: Error;
  readonly runMs: Milliseconds;
}

/** The open tasks of a pool, and the books about them: each is answered once, counted and told. */
export class TaskLedger {
  readonly counters = new PoolCounters(monotonicNow());
  /** `undefined` when nobody listens. */
  readonly report: PoolReport | undefined;
  readonly #options: LedgerOptions;
  readonly #wait: WaitMeter | undefined;
  readonly #cancellations = new Cancellations((task, reason) => this.#cancel(task, reason));
  #open = 0;

  constructor(options: LedgerOptions) {
    const { name, sink } = options;
    this.#options = options;
    if (sink === undefined) return;
    this.report = new PoolReport(name, sink);
    this.#wait = new WaitMeter(sink, { pid: process.pid, wait: 'result', object: name.slice(0, 256) });
  }

  get isBusy(): boolean {
    return this.#open > 0;
  }

  open(task: Task): void {
    const { signal } = task.call.terms;
    if (signal !== undefined) this.#cancellations.add(task, signal);
    this.opened();
    this.report?.submitted(task);
  }

  /** A call that waits and becomes a task later; nobody listens. */
  opened(): void {
    this.#open += 1;
    if (this.#open === 1) this.#options.busy(true);
    this.counters.submitted += 1;
    this.#wait?.begin();
  }

  started(task: Task, worker: Worker, at: MonotonicMilliseconds): void {
    task.startedAt = at;
    this.counters.started(at - task.submittedAt);
    if (task.isAbandoned) return;
    this.report?.started(task, worker.pid, at);
    const { timeout } = task.call.terms;
    if (timeout === undefined) return;
    // From Node 24 on a time that has passed is a warning on stderr.
    task.timer = setTimeout(this.#options.timedOut, Math.max(0, timeout - (monotonicNow() - at)), task);
  }

  finished(task: Task, worker: Worker, { runMs, value }: TaskResult): void {
    this.#ran(worker, runMs);
    if (task.isAbandoned) return;
    this.counters.ends.finished += 1;
    this.report?.finished(task, worker.pid, runMs);
    this.#close(task);
    task.resolve(value);
  }

  failed(task: Task, worker: Worker, failure: Failure): void {
    this.#ran(worker, failure.runMs);
    if (task.isAbandoned) return;
    this.counters.ends.failed += 1;
    this.report?.failed(task, worker.pid, failure);
    this.#close(task);
    task.reject(failure.error);
  }

  /** Its arguments cannot be sent: nobody ran it. */
  refused(task: Task, error: Error): void {
    if (task.isAbandoned) return;
    this.counters.ends.failed += 1;
    this.report?.failed(task, process.pid, { error, runMs: 0 });
    this.#close(task);
    task.reject(error);
  }

  lost(task: Task, worker: Worker, { error, status }: { readonly error: Error; readonly status: ExitStatus }): void {
    this.counters.ends.lost += 1;
    this.report?.lost(task, worker.pid, status);
    this.#close(task);
    task.reject(error);
  }

  /** The pool is terminated or broken. */
  dropped(task: Task, worker: Worker | undefined, error: Error): void {
    this.counters.ends.lost += 1;
    if (worker !== undefined && task.startedAt !== undefined) {
      this.report?.lost(task, worker.pid, { code: null, signal: 'SIGTERM' });
    }
    this.#close(task);
    task.reject(error);
  }

  /** It threw, or its worker was lost, and it waits again. */
  retried(task: Task): void {
    this.counters.retried += 1;
    clearTimeout(task.timer);
    task.startedAt = undefined;
    this.report?.retried(task);
  }

  /** It runs for too long. */
  timedOut(task: Task, worker: Worker, error: Error): void {
    this.counters.ends.timedOut += 1;
    this.report?.failed(task, worker.pid, { error, runMs: task.call.terms.timeout ?? 0 });
    this.#abandon(task, error);
  }

  #cancel(task: Task, reason: unknown): void {
    const error = new TaskCancelledError(task.label, reason);
    this.counters.ends.cancelled += 1;
    const runMs = task.startedAt === undefined ? 0 : monotonicNow() - task.startedAt;
    this.report?.failed(task, process.pid, { error, runMs });
    this.#abandon(task, error);
  }

  #abandon(task: Task, error: Error): void {
    this.#close(task);
    task.reject(error);
    this.#options.abandoned(task);
  }

  #ran(worker: Worker, runMs: Milliseconds): void {
    worker.tasks += 1;
    worker.runMs += runMs;
    this.counters.ran(runMs, monotonicNow());
  }

  #close(task: Task): void {
    const { signal } = task.call.terms;
    if (signal !== undefined) this.#cancellations.remove(task, signal);
    if (task.timer !== undefined) clearTimeout(task.timer);
    this.#wait?.end();
    this.#open -= 1;
    if (this.#open === 0) this.#options.busy(false);
  }
}
