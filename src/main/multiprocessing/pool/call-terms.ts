import type { Milliseconds } from '../../../shared/units';
import type { Callbacks } from '../async-result';
import { type OptionKinds, requireOptions } from '../require-argument';
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

export interface MapOptions extends CallOptions {
  /**
   * Items that travel to a worker together. Left out: for a map a quarter of a worker's share,
   * as in CPython; for an `imap`, and where the number of items is not known, 1.
   */
  readonly chunkSize?: number | undefined;
}

export interface StreamingOptions extends MapOptions {
  /** Most items that are pulled from the input and whose results are not taken. Left out: what keeps the workers busy. */
  readonly bufferSize?: number | undefined;
}

const CALL: OptionKinds<CallOptions> = {
  signal: 'signal',
  timeout: 'number',
  priority: 'number',
  idempotent: 'boolean',
  retries: 'number',
  onProgress: 'function',
};
const CALLBACKS: OptionKinds<Callbacks<unknown>> = { callback: 'function', errorCallback: 'function' };
const MAP: OptionKinds<MapOptions> = { ...CALL, chunkSize: 'number' };
const MAP_ASYNC: OptionKinds<MapOptions & Callbacks<unknown>> = { ...MAP, ...CALLBACKS };
const STREAM: OptionKinds<StreamingOptions> = { ...MAP, bufferSize: 'number' };

/** What each call takes. */
const RULES = {
  apply: { of: 'apply', example: '{ timeout: 1000 }', kinds: CALL },
  applyAsync: { of: 'applyAsync', example: '{ timeout: 1000 }', kinds: { ...CALL, ...CALLBACKS } },
  map: { of: 'map', example: '{ chunkSize: 10 }', kinds: MAP },
  mapAsync: { of: 'mapAsync', example: '{ chunkSize: 10 }', kinds: MAP_ASYNC },
  starmap: { of: 'starmap', example: '{ chunkSize: 10 }', kinds: MAP },
  starmapAsync: { of: 'starmapAsync', example: '{ chunkSize: 10 }', kinds: MAP_ASYNC },
  imap: { of: 'imap', example: '{ chunkSize: 10 }', kinds: STREAM },
  imapUnordered: { of: 'imapUnordered', example: '{ chunkSize: 10 }', kinds: STREAM },
} as const;

export type PoolCall = keyof typeof RULES;

const MOST_PRIORITY = 20;
/** What `setTimeout` takes. */
const MAX_TIMEOUT: Milliseconds = 2 ** 31 - 1;

/**
 * Reads the options of a call.
 *
 * @throws {RangeError} when a number is out of its bounds.
 * @throws {TypeError} for an option that the call does not have, and for retries of one that is not idempotent.
 */
export function callTerms(call: PoolCall, options: CallOptions | undefined): CallTerms {
  if (options === undefined) return NO_TERMS;
  requireOptions(options, RULES[call]);
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
