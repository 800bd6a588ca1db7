import type { Fact } from '../../../shared/events';
import type { Milliseconds, MonotonicMilliseconds, Pid } from '../../../shared/units';
import type { EventSink } from '../event-sink';
import type { ExitStatus } from '../exit-status';
import { monotonicNow } from '../monotonic-clock';
import type { Task } from './task';

/** Longest texts of an event; `shared/events.ts` refuses more. */
const MAX_NAME = 256;
const MAX_TEXT = 65_536;

/** Time over which tasks are counted: for the limit of those that are told one by one, and for a tally. */
const PERIOD: Milliseconds = 100;
/** Tasks told one by one in a period; more of them no picture can show, and their events would cost more than they do. */
const TOLD_A_PERIOD = 200;

interface Tally {
  submitted: number;
  started: number;
  finished: number;
  failed: number;
  waitMs: Milliseconds;
  runMs: Milliseconds;
}

const nothing = (): Tally => ({ submitted: 0, started: 0, finished: 0, failed: 0, waitMs: 0, runMs: 0 });

/**
 * The pool's events, put into the words of `shared/events.ts`.
 *
 * Tasks are told one by one as long as they are few; of more, only sums are told, ten times
 * a second. A task whose submission was told is told to its end. A loss is always told.
 */
export class PoolReport {
  readonly #pool: string;
  readonly #sink: EventSink;
  #periodStart: MonotonicMilliseconds = -Infinity;
  #toldInPeriod = 0;
  #tally = nothing();
  #tallyTimer: NodeJS.Timeout | undefined;

  constructor(pool: string, sink: EventSink) {
    this.#pool = pool.slice(0, MAX_NAME);
    this.#sink = sink;
  }

  opened(size: number): void {
    this.#sink({ type: 'pool-opened', pool: this.#pool, pid: process.pid, size });
  }

  resized(size: number): void {
    this.#sink({ type: 'pool-resized', pool: this.#pool, size });
  }

  closed(how: 'close' | 'terminate'): void {
    this.#tellTally();
    this.#sink({ type: 'pool-closed', pool: this.#pool, how });
  }

  broken(message: string): void {
    this.#tellTally();
    this.#sink({ type: 'pool-broken', pool: this.#pool, message: message.slice(0, MAX_TEXT) });
  }

  submitted(task: Task): void {
    task.isTold = this.#mayTell(task.submittedAt);
    if (!task.isTold) return this.#count((tally) => (tally.submitted += 1));
    const { id, items, submittedAt } = task;
    const label = task.label.slice(0, MAX_NAME);
    const fact: Fact = { type: 'task-submitted', pool: this.#pool, task: id, label };
    this.#sink(items === undefined ? fact : { ...fact, items }, submittedAt);
  }

  started(task: Task, pid: Pid, at: MonotonicMilliseconds): void {
    task.startedAt = at;
    if (!task.isTold) return this.#count((tally) => (tally.started += 1));
    this.#sink({ type: 'task-started', pool: this.#pool, task: task.id, pid }, at);
  }

  finished(task: Task, pid: Pid, runMs: Milliseconds): void {
    if (task.isTold) return this.#sink({ type: 'task-finished', ...this.#end(task, pid, runMs) }, endOf(task));
    this.#count((tally) => this.#addEnd(tally, task, runMs));
  }

  failed(task: Task, pid: Pid, { error, runMs }: { readonly error: Error; readonly runMs: Milliseconds }): void {
    this.#startedAtLast(task, pid);
    if (!task.isTold && !this.#mayTell(monotonicNow())) {
      return this.#count((tally) => {
        this.#addEnd(tally, task, runMs);
        tally.finished -= 1;
        tally.failed += 1;
      });
    }
    this.#tellTally();
    const what = { errorType: error.name.slice(0, MAX_NAME), message: error.message.slice(0, MAX_TEXT) };
    this.#sink({ type: 'task-failed', ...this.#end(task, pid, runMs), ...what }, endOf(task));
  }

  lost(task: Task, pid: Pid, { code, signal }: ExitStatus): void {
    this.#startedAtLast(task, pid);
    this.#tellTally();
    this.#sink({ type: 'task-lost', pool: this.#pool, task: task.id, pid, code, signal });
  }

  /** It waits again. */
  retried(task: Task): void {
    task.startedAt = undefined;
    if (task.isTold) this.#sink({ type: 'task-retried', pool: this.#pool, task: task.id, attempt: task.retried + 1 });
  }

  /** A task that ends has begun, even if nobody came to say so. */
  #startedAtLast(task: Task, pid: Pid): void {
    if (task.startedAt === undefined) this.started(task, pid, monotonicNow());
  }

  #end(task: Task, pid: Pid, runMs: Milliseconds) {
    return { pool: this.#pool, task: task.id, pid, waitMs: waitOf(task), runMs };
  }

  #addEnd(tally: Tally, task: Task, runMs: Milliseconds): void {
    tally.finished += 1;
    tally.waitMs += waitOf(task);
    tally.runMs += runMs;
  }

  #mayTell(now: MonotonicMilliseconds): boolean {
    if (now - this.#periodStart > PERIOD) {
      this.#periodStart = now;
      this.#toldInPeriod = 0;
    }
    this.#toldInPeriod += 1;
    return this.#toldInPeriod <= TOLD_A_PERIOD;
  }

  #count(add: (tally: Tally) => void): void {
    add(this.#tally);
    this.#tallyTimer ??= setTimeout(() => this.#tellTally(), PERIOD).unref();
  }

  #tellTally(): void {
    if (this.#tallyTimer === undefined) return;
    clearTimeout(this.#tallyTimer);
    this.#tallyTimer = undefined;
    const tally = this.#tally;
    this.#tally = nothing();
    this.#sink({ type: 'task-tally', pool: this.#pool, ...tally });
  }
}

/** Never before its start, of which the worker told by its own reading of the clock. */
function endOf({ startedAt = 0 }: Task): MonotonicMilliseconds {
  return Math.max(monotonicNow(), startedAt);
}

function waitOf({ submittedAt, startedAt = submittedAt }: Task): Milliseconds {
  return Math.max(0, startedAt - submittedAt);
}
