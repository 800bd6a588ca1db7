import type { EventSink } from '../../event-sink';
import type { ClientId, RequestId } from '../state/client';
import { FlagState } from '../state/flag-state';
import type { Message } from '../wire/message';
import { OP } from '../wire/operation';
import type { Client, Host } from './client';
import { WaitWatch } from './wait-watch';

/** An event where it lives. */
export class FlagHost implements Host {
  readonly #state = new FlagState();
  readonly #clients = new Map<ClientId, Client>();
  readonly #watch: WaitWatch | undefined;

  constructor(name: string, sink: EventSink | undefined) {
    this.#watch = sink && new WaitWatch('event', name, sink);
  }

  received(client: Client, { op, request, count }: Message): void {
    this.#clients.set(client.id, client);
    switch (op) {
      case OP.attach:
        return;
      case OP.isSet:
        return client.answer(request, this.#state.isSet);
      case OP.set:
        for (const waiter of this.#state.set()) this.#wake(waiter);
        return client.answer(request, undefined);
      case OP.clear:
        this.#state.clear();
        return client.answer(request, undefined);
      case OP.wait:
        this.#watch?.update(client, true);
        return this.#state.wait({ client: client.id, request }).forEach((waiter) => this.#wake(waiter));
      case OP.withdraw:
        if (!this.#state.withdraw({ client: client.id, request: count })) return;
        this.#watch?.update(client, false);
        return client.answer(count, false);
      default:
        throw new RangeError(`An event does not understand ${op}`);
    }
  }

  left(client: Client): void {
    this.#state.leave(client.id);
    this.#watch?.update(client, false);
    this.#clients.delete(client.id);
  }

  #wake({ client: id, request }: { readonly client: ClientId; readonly request: RequestId }): void {
    const client = this.#clients.get(id);
    if (client === undefined) return;
    this.#watch?.update(client, false);
    client.answer(request, true);
  }
}
