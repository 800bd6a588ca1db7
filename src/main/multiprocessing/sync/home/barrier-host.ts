import type { EventSink } from '../../event-sink';
import { type BarrierInstruction, BarrierState } from '../state/barrier-state';
import type { ClientId } from '../state/client';
import type { Message } from '../wire/message';
import { OP } from '../wire/operation';
import type { Client, Ending, Host } from './client';
import { WaitWatch } from './wait-watch';

export interface BarrierHostOptions {
  readonly name: string;
  readonly parties: number;
  readonly action: (() => unknown) | undefined;
  readonly sink: EventSink | undefined;
}

/** A barrier where it lives; its action runs here. */
export class BarrierHost implements Host {
  readonly #state: BarrierState;
  readonly #action: (() => unknown) | undefined;
  readonly #clients = new Map<ClientId, Client>();
  readonly #watch: WaitWatch | undefined;

  constructor({ name, parties, action, sink }: BarrierHostOptions) {
    this.#state = new BarrierState(parties, action !== undefined);
    this.#action = action;
    this.#watch = sink && new WaitWatch('barrier', name, sink);
  }

  received(client: Client, { op, request, count }: Message): void {
    this.#clients.set(client.id, client);
    switch (op) {
      case OP.attach:
        return;
      case OP.wait:
        this.#watch?.update(client, true);
        return this.#carryOut(this.#state.wait({ client: client.id, request }));
      case OP.withdraw:
        return this.#carryOut(this.#state.timeOut({ client: client.id, request: count }));
      case OP.abort:
        this.#carryOut(this.#state.abort());
        return client.answer(request, undefined);
      case OP.reset:
        this.#carryOut(this.#state.reset());
        return client.answer(request, undefined);
      case OP.state:
        return client.answer(request, [this.#state.waiting, this.#state.isBroken]);
      default:
        throw new RangeError(`A barrier does not understand ${op}`);
    }
  }

  left(client: Client, ending: Ending): void {
    this.#clients.delete(client.id);
    this.#watch?.update(client, false);
    this.#carryOut(this.#state.leave(client.id, ending === 'died'));
  }

  #carryOut(instructions: readonly BarrierInstruction[]): void {
    for (const instruction of instructions) {
      if (instruction.type === 'run-action') void this.#act();
      else {
        const client = this.#clients.get(instruction.arrival.client);
        if (client === undefined) continue;
        this.#watch?.update(client, false);
        client.answer(instruction.arrival.request, instruction.type === 'pass' ? instruction.index : -1);
      }
    }
  }

  /** Should it throw, the barrier breaks, and the program hears of the error as of any that nobody catches. */
  async #act(): Promise<void> {
    const { round } = this.#state;
    try {
      await this.#action?.();
      this.#carryOut(this.#state.acted(round, true));
    } catch (error) {
      this.#carryOut(this.#state.acted(round, false));
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
