/** Errors of a pool's calls. `name` is a literal, as in `../errors`. */
import type { Milliseconds, Pid, TaskId } from '../../../shared/units';
import { ProcessError } from '../errors';
import { type ExitStatus, exitCodeOf, sayExit } from '../exit-status';

/** Where a task was when something happened to it. */
export interface TaskPlace {
  readonly task: TaskId;
  /** The function's name. */
  readonly label: string;
  readonly worker: string;
  readonly pid: Pid;
}

/**
 * Why a worker ended: `exit`, by itself with an exit code; `heap-limit`, it reached the limit
 * of its JavaScript heap; `oom`, SIGKILL while the system's count of out-of-memory kills
 * rose; `signal`, any other signal.
 */
export type LossReason = 'exit' | 'signal' | 'heap-limit' | 'oom';

/** How a worker ended, and what is known about why. */
export interface Loss {
  readonly status: ExitStatus;
  readonly reason: LossReason;
  /** The end of what it wrote to stderr, 8 KiB at most. */
  readonly stderrTail: string;
  /** What it did that the pool ended it for. */
  readonly foul?: string | undefined;
}

/** Completes a sentence that begins with the process. */
export function sayLoss({ status, reason, foul }: Loss): string {
  if (foul !== undefined) return `${sayExit(status)} (${foul})`;
  if (reason === 'heap-limit') return `${sayExit(status)} because it reached the limit of its JavaScript heap`;
  return reason === 'oom' ? `${sayExit(status)} as the system ran out of memory` : sayExit(status);
}

/** A worker ended while it held a task. The task is not run again: it may have had effects. */
export class WorkerLostError extends ProcessError {
  override readonly name: 'WorkerLostError' | 'PoisonTaskError' = 'WorkerLostError';
  readonly place: TaskPlace;
  readonly pid: Pid;
  /** `null` when a signal ended it. */
  readonly code: number | null;
  /** Negative for a signal, as `multiprocessing.Process.exitcode`. */
  readonly exitCode: number;
  readonly signal: NodeJS.Signals | null;
  readonly reason: LossReason;
  /** The end of what the worker wrote to stderr, 8 KiB at most. */
  readonly stderrTail: string;

  constructor(place: TaskPlace, loss: Loss, consequence = '') {
    super(
      `${place.worker} (pid ${place.pid}) ${sayLoss(loss)} before it returned task ${place.task} (${place.label})${consequence}`,
    );
    this.place = place;
    this.pid = place.pid;
    this.code = loss.status.code;
    this.exitCode = exitCodeOf(loss.status);
    this.signal = loss.status.signal;
    this.reason = loss.reason;
    this.stderrTail = loss.stderrTail;
  }
}

/** Two workers ended while they held the task: it is not run a third time, however many retries are left. */
export class PoisonTaskError extends WorkerLostError {
  override readonly name = 'PoisonTaskError';

  constructor(place: TaskPlace, loss: Loss) {
    super(place, loss, ', as another one had before it: the task is not run again');
  }
}

/** The task itself threw; `cause` is what it threw, with the worker's stack. */
export class RemoteTaskError extends ProcessError {
  override readonly name = 'RemoteTaskError';
  readonly place: TaskPlace;
  /** Which item of a `map` or `imap` it was, from 0; `undefined` for `apply`. */
  readonly itemIndex: number | undefined;

  constructor(place: TaskPlace, cause: Error, itemIndex?: number) {
    const item = itemIndex === undefined ? '' : ` at item ${itemIndex}`;
    super(`${place.label} failed${item} in ${place.worker}: ${cause.name}: ${cause.message}`, { cause });
    this.place = place;
    this.itemIndex = itemIndex;
  }
}

/** The task ran longer than its `timeout`. Its worker was ended and replaced. */
export class TaskTimeoutError extends ProcessError {
  override readonly name = 'TaskTimeoutError';
  readonly place: TaskPlace;
  readonly timeout: Milliseconds;

  constructor(place: TaskPlace, timeout: Milliseconds) {
    super(`Task ${place.task} (${place.label}) ran longer than ${timeout} ms in ${place.worker} (pid ${place.pid})`);
    this.place = place;
    this.timeout = timeout;
  }
}

/** The caller's signal was aborted; `cause` is its reason. */
export class TaskCancelledError extends ProcessError {
  override readonly name = 'TaskCancelledError';

  constructor(label: string, reason: unknown) {
    super(`The call of ${label} was cancelled`, { cause: reason });
  }
}

/** As many tasks wait as the pool's `maxQueue` allows. */
export class QueueLimitError extends ProcessError {
  override readonly name = 'QueueLimitError';
  readonly maxQueue: number;

  constructor(pool: string, maxQueue: number) {
    super(`The pool ${pool} has ${maxQueue} tasks waiting and takes no more`);
    this.maxQueue = maxQueue;
  }
}

/** The pool cannot work any more: its module does not load, or its workers die faster than they work. */
export class PoolBrokenError extends ProcessError {
  override readonly name = 'PoolBrokenError';
  /** What went wrong with its workers, the last three. */
  readonly causes: readonly string[];
  /** The end of what a worker wrote to stderr last, 8 KiB at most. */
  readonly stderrTail: string;

  constructor(pool: string, causes: readonly string[], stderrTail: string) {
    const said = stderrTail === '' ? '' : `\nIts last words on stderr:\n${stderrTail.trimEnd()}`;
    super(`The pool ${pool} cannot work: ${causes.join('; ')}${said}`);
    this.causes = causes;
    this.stderrTail = stderrTail;
  }
}

/** The pool was terminated before the task came back. */
export class PoolTerminatedError extends ProcessError {
  override readonly name = 'PoolTerminatedError';

  /** @param what had not happened yet. */
  constructor(what: string) {
    super(`The pool was terminated before ${what}`);
  }
}
