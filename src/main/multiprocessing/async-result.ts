import type { Milliseconds } from '../../shared/units';
import { callSafely } from './call-safely';
import { type Crossable, crossing } from './codec/crossing';
import { staysHere } from './codec/stays-here';
import { ProcessStateError, TimeoutError } from './errors';
import { requireKind } from './require-argument';

export interface Callbacks<Result> {
  /** Gets the result. */
  readonly callback?: ((result: Result) => void) | undefined;
  /** Gets the error. */
  readonly errorCallback?: ((error: unknown) => void) | undefined;
}

/**
 * A result that will come, after CPython's `multiprocessing.pool.AsyncResult`; may be awaited
 * as well. As there, an error that nobody asks for is nobody's: it is not reported as
 * unhandled.
 */
export class AsyncResult<Result> implements PromiseLike<Result>, Crossable {
  readonly #promise: Promise<Result>;
  #state: 'pending' | 'succeeded' | 'failed' = 'pending';

  constructor(promise: Promise<Result>, { callback, errorCallback }: Callbacks<Result> = {}) {
    this.#promise = promise;
    promise.then(
      (result) => {
        this.#state = 'succeeded';
        if (callback !== undefined) callSafely(callback, result);
      },
      (error: unknown) => {
        this.#state = 'failed';
        if (errorCallback !== undefined) callSafely(errorCallback, error);
      },
    );
  }

  /**
   * The result, or its error.
   *
   * @throws {TimeoutError} when it is not there in time; what is computed goes on.
   */
  async get(timeout?: Milliseconds): Promise<Result> {
    if (!(await this.#settlesIn(timeout))) throw new TimeoutError('The result', timeout ?? 0);
    return this.#promise;
  }

  /** Resolves when the result or its error is there, or the time is up. */
  async wait(timeout?: Milliseconds): Promise<void> {
    await this.#settlesIn(timeout);
  }

  /** Whether the result or its error is there. */
  ready(): boolean {
    return this.#state !== 'pending';
  }

  /**
   * Whether it came to a result.
   *
   * @throws {ProcessStateError} while it is not {@link AsyncResult.ready}.
   */
  successful(): boolean {
    if (this.#state === 'pending') throw new ProcessStateError('tell whether it was successful', 'it is not ready');
    return this.#state === 'succeeded';
  }

  then<Fulfilled = Result, Rejected = never>(
    onFulfilled?: ((value: Result) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#promise.then(onFulfilled, onRejected);
  }

  async #settlesIn(timeout: Milliseconds | undefined): Promise<boolean> {
    if (timeout !== undefined) requireKind('timeout', timeout, 'timeout');
    return new Promise((resolve) => {
      const timer =
        timeout === undefined || timeout === Infinity ? undefined : setTimeout(resolve, Math.max(0, timeout), false);
      const settle = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      this.#promise.then(settle, settle);
    });
  }

  /** @throws {UnsendableKind} always. */
  [crossing](): never {
    return staysHere('an AsyncResult');
  }
}
