import type { ClientId, RequestId } from './client';

interface Waiter {
  readonly client: ClientId;
  readonly request: RequestId;
}

/** An event in CPython's sense: a flag that calls wait for. */
export class FlagState {
  #isSet = false;
  #waiters: Waiter[] = [];

  get isSet(): boolean {
    return this.#isSet;
  }

  /** @returns who goes on now. */
  set(): readonly Waiter[] {
    this.#isSet = true;
    return this.#waiters.splice(0);
  }

  clear(): void {
    this.#isSet = false;
  }

  wait(waiter: Waiter): readonly Waiter[] {
    if (this.#isSet) return [waiter];
    this.#waiters.push(waiter);
    return [];
  }

  /** @returns whether it still waited. */
  withdraw({ client, request }: Waiter): boolean {
    const before = this.#waiters.length;
    this.#waiters = this.#waiters.filter((waiter) => waiter.client !== client || waiter.request !== request);
    return this.#waiters.length < before;
  }

  leave(client: ClientId): void {
    this.#waiters = this.#waiters.filter((waiter) => waiter.client !== client);
  }
}
