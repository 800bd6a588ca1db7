import type { Milliseconds } from '../../../shared/units';
import { requirePositive } from '../require-positive';
import { type CallTerms, NO_TERMS } from './task';

/** What every call of a pool takes. */
export interface CallOptions {
  /** Withdraws the call: what waits is dropped, what runs is ended together with its worker. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Longest run, from the task's start and not from the call. A task that runs longer rejects
   * with {@link TaskTimeoutError}; its worker is ended, whatever it does, and replaced.
   */
  readonly timeout?: Milliseconds | undefined;
  /** Whole, from -20 to 20, 0 when left out: more comes first. A second of waiting is worth one. */
  readonly priority?: number | undefined;
  /** It may be run again after it failed half way. {@link CallOptions.retries} needs it. */
  readonly idempotent?: boolean | undefined;
  /** How often it is run again after it threw or its worker ended. A task that ended two workers is not. */
  readonly retries?: number | undefined;
  /** Gets what the task says by `reportProgress`, while it runs. */
  readonly onProgress?: ((value: unknown) => void) | undefined;
}

const MOST_PRIORITY = 20;
/** What `setTimeout` takes. */
const MAX_TIMEOUT: Milliseconds = 2 ** 31 - 1;

/**
 * Reads the options of a call.
 *
 * @throws {RangeError} when a number is out of its bounds.
 * @throws {TypeError} for retries of a call that is not idempotent.
 */
export function callTerms(options: CallOptions | undefined): CallTerms {
  if (options === undefined) return NO_TERMS;
  const { signal, timeout, priority = 0, retries = 0, onProgress } = options;
  if (!Number.isInteger(priority) || Math.abs(priority) > MOST_PRIORITY) {
    throw new RangeError(`priority must be a whole number from -${MOST_PRIORITY} to ${MOST_PRIORITY}, not ${priority}`);
  }
  if (timeout !== undefined && !(timeout > 0 && timeout <= MAX_TIMEOUT)) {
    throw new RangeError(`timeout must be above 0 and at most ${MAX_TIMEOUT} ms, not ${timeout}`);
  }
  if (retries !== 0) requireIdempotent(options, retries);
  const isKillable = timeout !== undefined || signal !== undefined;
  return { policy: { priority, retries, isKillable }, timeout, signal, onProgress };
}

function requireIdempotent({ idempotent }: CallOptions, retries: number): void {
  requirePositive('retries', retries);
  if (idempotent === true) return;
  throw new TypeError('retries need idempotent: true, because a task that failed half way is run a second time');
}
