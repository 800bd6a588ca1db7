import type { ClientId, RequestId } from './client';

interface Waiter {
  readonly client: ClientId;
  readonly request: RequestId;
}

/** Who waits at a condition, longest first. Its lock is a thing apart. */
export class ConditionState {
  #waiters: Waiter[] = [];

  get waiting(): number {
    return this.#waiters.length;
  }

  wait(waiter: Waiter): void {
    this.#waiters.push(waiter);
  }

  /** @returns who wakes, at most `count`. */
  notify(count: number): readonly Waiter[] {
    return this.#waiters.splice(0, count);
  }

  /** @returns whether it still waited; if not, it was notified before. */
  withdraw({ client, request }: Waiter): boolean {
    const index = this.#waiters.findIndex((waiter) => waiter.client === client && waiter.request === request);
    if (index >= 0) this.#waiters.splice(index, 1);
    return index >= 0;
  }

  leave(client: ClientId): void {
    this.#waiters = this.#waiters.filter((waiter) => waiter.client !== client);
  }
}
