import { ConnectionClosedError } from '../../errors';
import type { Client, Host } from '../home/client';
import type { Message } from '../wire/message';
import { OP } from '../wire/operation';
import { Parcel } from '../wire/parcel';

/** What lives at a home and is used by calling its methods. */
export interface Store {
  /**
   * Runs to its end before the next call, whoever made that: each call is atomic.
   *
   * @throws what the caller is to get.
   */
  call(method: string, args: readonly unknown[]): unknown;
}

/** Carries out calls where the store lives. What goes in and out is a copy, for the home's own calls too. */
export class MethodHost implements Host {
  readonly #name: string;
  #store: Store | undefined;

  constructor(name: string, store: Store) {
    this.#name = name;
    this.#store = store;
  }

  received(client: Client, { op, request, parcel }: Message): void {
    if (op === OP.attach) return;
    if (op !== OP.call || parcel === undefined) throw new RangeError(`${this.#name} does not understand ${op}`);
    try {
      // The cast: the proxies send nothing else.
      const [method, ...args] = parcel.open() as [string, ...unknown[]];
      if (this.#store === undefined) throw new ConnectionClosedError(`${this.#name} was shut down`);
      const value = this.#store.call(method, args);
      // Within this process an answer is passed on as it is, and must not be what the store keeps.
      client.answer(request, client.pid === process.pid ? Parcel.of(value, 'value').open() : value);
    } catch (error) {
      client.refuse(request, error);
    }
  }

  left(): void {
    // A store does not know who uses it.
  }

  /** All calls from now on are refused, and what was kept is let go. */
  close(): void {
    this.#store = undefined;
  }
}
