import type { Pid } from '../../../shared/units';
import { ProcessError } from '../errors';

/** A release of what is not held, a bounded semaphore above its bound, a task reported done that was not put (ValueError). */
export class ReleaseError extends ProcessError {
  override readonly name = 'ReleaseError';
}

/**
 * A process ended while it held the lock, so what the lock guards may be half done. Every
 * acquire fails like this until somebody who knows better calls `break`.
 */
export class LockHolderDiedError extends ProcessError {
  override readonly name = 'LockHolderDiedError';
  /** Who held it. */
  readonly pid: Pid;

  constructor(lock: string, pid: Pid) {
    super(`${lock} was held by pid ${pid} when that process ended; call break() once what it guards is in order`);
    this.pid = pid;
  }
}

/** A party did not come, gave up or ended, so the others wait no longer (`threading.BrokenBarrierError`). */
export class BrokenBarrierError extends ProcessError {
  override readonly name = 'BrokenBarrierError';
}

/** Nobody holds the other end of the pipe, and all that was sent has been received (EOFError). */
export class EndOfPipeError extends ProcessError {
  override readonly name = 'EndOfPipeError';
}

/** Nobody holds the other end of the pipe, so nobody will receive it (BrokenPipeError). */
export class BrokenPipeError extends ProcessError {
  override readonly name = 'BrokenPipeError';
}
