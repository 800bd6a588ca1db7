import { AsyncLocalStorage } from 'node:async_hooks';
import { type WaitOptions, Waits } from './client/waits';

/**
 * What owns a recursive lock: a process, or what runs within one `withLock`. All its calls
 * are one: when one of them gets the lock, those that wait for it have it too.
 */
export class LockOwner {
  /** How often it has acquired the lock and not released it. */
  depth = 0;
  readonly #waits = new Waits<boolean>(
    {
      gaveUp: () => {
        if (this.#waits.size === 0) this.#stopAsking();
      },
      timedOut: () => ({ value: false }),
    },
    // What keeps the program alive is the call to the lock's home.
    () => undefined,
  );
  #asking: AbortController | undefined;

  get isAsking(): boolean {
    return this.#asking !== undefined;
  }

  /** @param ask is called when nobody asks for it yet; resolves once the lock is had. */
  wait(options: WaitOptions, ask: (signal: AbortSignal) => Promise<unknown>): Promise<boolean> {
    return this.#waits.wait(options, undefined, () => {
      if (this.#asking === undefined) this.#ask(ask);
    });
  }

  /** It has the lock, for one call, and so for all that wait. */
  got(): void {
    this.#stopAsking();
    this.#letAllIn();
  }

  #ask(ask: (signal: AbortSignal) => Promise<unknown>): void {
    const asking = new AbortController();
    this.#asking = asking;
    ask(asking.signal).then(
      () => {
        this.#asking = undefined;
        this.#letAllIn();
      },
      (error: unknown) => {
        // Stopped: those that waited have their answer.
        if (this.#asking !== asking) return;
        this.#asking = undefined;
        this.#waits.rejectAll(error as Error);
      },
    );
  }

  #letAllIn(): void {
    const letIn = (): boolean => {
      this.depth += 1;
      return true;
    };
    while (this.#waits.size > 0) this.#waits.settleFirst(letIn);
  }

  /** A grant that is on its way goes back: see `Waits`. */
  #stopAsking(): void {
    const asking = this.#asking;
    this.#asking = undefined;
    asking?.abort();
  }
}

type Owners = ReadonlyMap<object, LockOwner>;

/** The owners whose `withLock` this code runs in, by their locks. */
const owners = new AsyncLocalStorage<Owners>();

/** Of the `withLock` that this code runs in and that has not ended. */
export function ownerHere(lock: object): LockOwner | undefined {
  const owner = owners.getStore()?.get(lock);
  return owner !== undefined && owner.depth > 0 ? owner : undefined;
}

export function runAs<Result>(owner: LockOwner, lock: object, run: () => Result): Result {
  return owners.run(new Map(owners.getStore()).set(lock, owner), run);
}
