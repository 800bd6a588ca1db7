import type { Milliseconds } from '../../../shared/units';
import { type OptionRules, requireKind, requireOptions, sayValue } from '../require-argument';

/** Something with a moment from which on it is ready: a sentinel, a promise, the end of a pipe, an event. */
export type Waitable =
  | AbortSignal
  | PromiseLike<unknown>
  /** Resolves when it is ready, without taking anything from it; rejects when the wait is given up. */
  | { readonly ready: (signal: AbortSignal) => PromiseLike<unknown> };

export interface WaitManyOptions {
  /** Left out: waits without end. 0 only looks. */
  readonly timeout?: Milliseconds;
  readonly signal?: AbortSignal;
}

const RULES: OptionRules<WaitManyOptions> = {
  of: 'wait',
  example: '{ timeout: 1000 }',
  kinds: { timeout: 'timeout', signal: 'signal' },
};

/**
 * Waits until at least one of several is ready, after `multiprocessing.connection.wait`.
 *
 * A promise is ready when it is settled, however; what it rejects with is not thrown here.
 *
 * @returns those that are ready, in the given order; none when the time ran out.
 * @throws {Error} the reason of `signal` when that is aborted first.
 */
export async function wait<Item extends Waitable>(
  items: Iterable<Item>,
  options: WaitManyOptions = {},
): Promise<Item[]> {
  requireKind('what to wait for', items, 'items');
  requireOptions(options, RULES);
  const { timeout, signal } = options;
  signal?.throwIfAborted();
  const all = [...items];
  all.forEach(requireWaitable);
  const ready = new Set<Item>();
  const over = new AbortController();
  try {
    await new Promise<void>((resolve, reject) => {
      for (const item of all) {
        const isReady = (): void => {
          if (over.signal.aborted) return;
          ready.add(item);
          resolve();
        };
        // Also one whose home is gone: whoever uses it next hears of that at once.
        whenReady(item, over.signal).then(isReady, isReady);
      }
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { signal: over.signal });
      if ((timeout === undefined || timeout === Infinity) && all.length > 0) return;
      const timer = setTimeout(resolve, timeout === Infinity ? 0 : Math.max(0, timeout ?? 0));
      over.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    // What became ready in the same turn is told with it.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    over.abort();
  }
  return all.filter((item) => ready.has(item));
}

/** One that is none would never be ready. */
function requireWaitable(item: unknown): void {
  const isWaitable =
    item instanceof AbortSignal || (typeof item === 'object' && item !== null && ('ready' in item || 'then' in item));
  if (isWaitable) return;
  throw new TypeError(
    `Expected sentinels, promises, events or ends of pipes to wait for, but got ${sayValue(item)}; of a process, wait for its sentinel`,
  );
}

async function whenReady(item: Waitable, over: AbortSignal): Promise<void> {
  if (item instanceof AbortSignal) {
    if (item.aborted) return;
    await new Promise<void>((resolve) => item.addEventListener('abort', () => resolve(), { once: true, signal: over }));
  } else if ('ready' in item) {
    await item.ready(over);
  } else {
    await item.then(
      () => undefined,
      () => undefined,
    );
  }
}
