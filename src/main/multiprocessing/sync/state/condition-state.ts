import type { ClientId, RequestId } from './client';

export interface ConditionWaiter {
  readonly client: ClientId;
  readonly request: RequestId;
}

/** Who waits for a condition, longest first. What guards it is its lock, which is not of this. */
export class ConditionState {
  #waiters: ConditionWaiter[] = [];

  wait(waiter: ConditionWaiter): void {
    this.#waiters.push(waiter);
  }

  /** @returns who goes on now, at most `count`. */
  notify(count: number): readonly ConditionWaiter[] {
    return this.#waiters.splice(0, count);
  }

  /** @returns whether it still waited: otherwise it was notified before. */
  withdraw({ client, request }: ConditionWaiter): boolean {
    const before = this.#waiters.length;
    this.#waiters = this.#waiters.filter((waiter) => waiter.client !== client || waiter.request !== request);
    return this.#waiters.length < before;
  }

  /** What ended is not notified in place of one that lives. */
  leave(client: ClientId): void {
    this.#waiters = this.#waiters.filter((waiter) => waiter.client !== client);
  }
}
