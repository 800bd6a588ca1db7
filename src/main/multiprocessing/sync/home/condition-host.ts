import type { EventSink } from '../../event-sink';
import type { ClientId } from '../state/client';
import { ConditionState, type ConditionWaiter } from '../state/condition-state';
import type { Message } from '../wire/message';
import { OP } from '../wire/operation';
import type { Client, Host } from './client';
import { WaitWatch } from './wait-watch';

/** A condition where it lives. */
export class ConditionHost implements Host {
  readonly #state = new ConditionState();
  readonly #clients = new Map<ClientId, Client>();
  readonly #watch: WaitWatch | undefined;

  constructor(name: string, sink: EventSink | undefined) {
    this.#watch = sink && new WaitWatch('condition', name, sink);
  }

  received(client: Client, { op, request, count }: Message): void {
    this.#clients.set(client.id, client);
    switch (op) {
      case OP.attach:
        return;
      case OP.wait:
        this.#watch?.update(client, true);
        return this.#state.wait({ client: client.id, request });
      case OP.withdraw:
        if (this.#state.withdraw({ client: client.id, request: count })) this.#settle(client, count, false);
        return;
      case OP.notify: {
        const notified = this.#state.notify(count);
        this.#tell(notified);
        return client.answer(request, notified.length);
      }
      case OP.heard:
        return this.#state.heard(client.id);
      default:
        throw new RangeError(`A condition does not understand ${op}`);
    }
  }

  left(client: Client): void {
    this.#watch?.update(client, false);
    this.#clients.delete(client.id);
    this.#tell(this.#state.leave(client.id));
  }

  #tell(notified: readonly ConditionWaiter[]): void {
    for (const waiter of notified) {
      const waiting = this.#clients.get(waiter.client);
      if (waiting !== undefined) this.#settle(waiting, waiter.request, true);
    }
  }

  #settle(client: Client, request: number, isNotified: boolean): void {
    this.#watch?.update(client, false);
    client.answer(request, isNotified);
  }
}
