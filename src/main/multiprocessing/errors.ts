/**
 * Errors of the multiprocessing library.
 *
 * Names follow CPython 3.11 (`multiprocessing.ProcessError`, `queue.Empty`) and, for lost
 * workers, loky and Celery. `name` is a literal: it survives minification, and it is what
 * remains of the class after the error crossed to another process.
 */
import type { Milliseconds } from '../../shared/units';

/** Base of everything this library throws on purpose; anything else is a bug. */
export abstract class ProcessError extends Error {
  abstract override readonly name: string;
}

/** A call came at the wrong time: a second `start`, a `join` before it, a task after `close`. */
export class ProcessStateError extends ProcessError {
  override readonly name = 'ProcessStateError';

  constructor(call: string, state: string) {
    super(`Cannot ${call}: ${state}`);
  }
}

/** Whoever is at the other end of a connection has another key (`multiprocessing.AuthenticationError`). */
export class AuthenticationError extends ProcessError {
  override readonly name = 'AuthenticationError';
}

/** The system could not start a process: no memory, too many processes or open files. */
export class ProcessStartError extends ProcessError {
  override readonly name = 'ProcessStartError';
}

/** An argument or a result cannot be sent to another process: a function, a symbol, a promise. */
export class NotCloneableError extends ProcessError {
  override readonly name = 'NotCloneableError';
  /** The place within the value: `args[0].options.callback`; `undefined` where it is not known. */
  readonly path: string | undefined;
  /** What is wrong there, without the frame of the message. */
  readonly reason: string;

  /** @param cause what was wrong: an error, or a text. */
  constructor(
    what: string,
    cause: unknown,
    place: { readonly path?: string | undefined; readonly cause?: unknown } = {},
  ) {
    const known = cause instanceof NotCloneableError ? cause : undefined;
    const reason = known?.reason ?? (cause instanceof Error ? cause.message : String(cause));
    super(`${what} cannot be sent to another process: ${reason}`, { cause: place.cause ?? cause });
    this.reason = reason;
    this.path = place.path ?? known?.path;
  }
}

/** A result was not there in time (`multiprocessing.TimeoutError`). What is computed goes on. */
export class TimeoutError extends ProcessError {
  override readonly name = 'TimeoutError';

  constructor(what: string, waited: Milliseconds) {
    super(`${what} was not there after ${waited} ms`);
  }
}

/** Nothing arrived in the queue in time (`queue.Empty`). */
export class QueueEmptyError extends ProcessError {
  override readonly name = 'QueueEmptyError';

  constructor(queue: string, waited: Milliseconds) {
    super(`Queue ${queue} stayed empty for ${waited} ms`);
  }
}

/** No place became free in the queue in time (`queue.Full`). */
export class QueueFullError extends ProcessError {
  override readonly name = 'QueueFullError';

  constructor(queue: string, waited: Milliseconds) {
    super(`Queue ${queue} stayed full for ${waited} ms`);
  }
}

/** A queue is closed: nothing can be put, or nothing is left to get. */
export class ConnectionClosedError extends ProcessError {
  override readonly name = 'ConnectionClosedError';
}

/**
 * A child is about to start children because it was loaded, not because its target says so:
 * the program lacks the guard of its main module.
 */
export class SpawnGuardError extends ProcessError {
  override readonly name = 'SpawnGuardError';

  /** @param what is being started. @param child name of the process that is not to start it. */
  constructor(what: string, child: string) {
    super(
      `Cannot start ${what}: ${child} is a child process that is loading the module of its target, and this module ` +
        'starts processes when it is loaded, so each child would start more of them without end.\n\n' +
        'Start processes in the main process only:\n\n' +
        "    import { isMainProcess } from 'joinscope';\n" +
        '    if (isMainProcess()) await main(); // what starts processes\n\n' +
        'or keep the functions that children run in a module of their own.',
    );
  }
}
