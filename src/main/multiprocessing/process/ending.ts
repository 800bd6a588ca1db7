import type { Milliseconds } from '../../../shared/units';

export interface EndingWait {
  readonly timeout?: Milliseconds | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The end of something, which many may wait for. */
export class Ending {
  readonly #controller = new AbortController();

  /** Aborted at the end; its reason is what {@link Ending.end} was given. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get hasCome(): boolean {
    return this.signal.aborted;
  }

  end(reason: unknown): void {
    this.#controller.abort(reason);
  }

  /**
   * Resolves at the end, or after `timeout`.
   *
   * @throws {Error} the reason of `signal` when that is aborted first.
   */
  async wait({ timeout, signal }: EndingWait): Promise<void> {
    signal?.throwIfAborted();
    if (this.hasCome) return;
    const over = new AbortController();
    try {
      await new Promise<void>((resolve, reject) => {
        const once = { once: true, signal: over.signal };
        this.signal.addEventListener('abort', () => resolve(), once);
        signal?.addEventListener('abort', () => reject(signal.reason as Error), once);
        if (timeout === undefined || timeout === Infinity) return;
        const timer = setTimeout(resolve, Math.max(0, timeout));
        over.signal.addEventListener('abort', () => clearTimeout(timer));
      });
    } finally {
      over.abort();
    }
  }
}
