import type { ClientId, RequestId } from './client';

export interface ConditionWaiter {
  readonly client: ClientId;
  readonly request: RequestId;
}

/** Who waits for a condition, longest first. What guards it is its lock, which is not of this. */
export class ConditionState {
  #waiters: ConditionWaiter[] = [];
  /** How many notifications are on their way to a client. One that was killed is notified until its home knows. */
  readonly #unheard = new Map<ClientId, number>();

  wait(waiter: ConditionWaiter): void {
    this.#waiters.push(waiter);
  }

  /** @returns who goes on now, at most `count`. */
  notify(count: number): readonly ConditionWaiter[] {
    const notified = this.#waiters.splice(0, count);
    for (const { client } of notified) this.#unheard.set(client, (this.#unheard.get(client) ?? 0) + 1);
    return notified;
  }

  heard(client: ClientId): void {
    const left = (this.#unheard.get(client) ?? 0) - 1;
    if (left > 0) this.#unheard.set(client, left);
    else this.#unheard.delete(client);
  }

  /** @returns whether it still waited: otherwise it was notified before. */
  withdraw({ client, request }: ConditionWaiter): boolean {
    const before = this.#waiters.length;
    this.#waiters = this.#waiters.filter((waiter) => waiter.client !== client || waiter.request !== request);
    return this.#waiters.length < before;
  }

  /** @returns who is notified in its place, for what it did not hear. */
  leave(client: ClientId): readonly ConditionWaiter[] {
    this.#waiters = this.#waiters.filter((waiter) => waiter.client !== client);
    const unheard = this.#unheard.get(client) ?? 0;
    this.#unheard.delete(client);
    return this.notify(unheard);
  }
}
