import type { WaitKind } from '../../../../shared/events';
import type { Pid } from '../../../../shared/units';
import type { EventSink } from '../../event-sink';
import type { ClientId } from '../state/client';
import type { PermitEvent, PermitInstruction } from '../state/permit-events';
import { type PermitOptions, PermitsState } from '../state/permits-state';
import type { Message, ResourceId } from '../wire/message';
import { OP } from '../wire/operation';
import type { Client, Host } from './client';
import { PermitsReport } from './permits-report';

export interface PermitsHostOptions extends PermitOptions {
  readonly name: string;
  readonly kind: WaitKind;
  readonly sink: EventSink | undefined;
}

interface User {
  readonly client: Client;
  readonly resource: ResourceId;
}

/** A lock or a semaphore where it lives: carries out what its state decides. */
export class PermitsHost implements Host {
  readonly #state: PermitsState;
  readonly #users = new Map<ClientId, User>();
  readonly #report: PermitsReport | undefined;
  #deadPid: Pid = 0;

  constructor({ name, kind, sink, ...options }: PermitsHostOptions) {
    this.#state = new PermitsState(options);
    this.#report = sink && new PermitsReport({ kind, name, sink, state: this.#state });
  }

  received(client: Client, message: Message): void {
    if (!this.#users.has(client.id)) this.#users.set(client.id, { client, resource: message.resource });
    if (message.op === OP.attach) return;
    if (message.op === OP.value) return client.answer(message.request, this.#state.free);
    if (message.op === OP.want) this.#report?.wanted(client, message.count === 0 ? Infinity : message.count);
    if (message.op === OP.inUse) this.#report?.sited(client, message.parcel?.open() ?? {});
    this.#handle(eventOf(client.id, message), client);
  }

  left(client: Client): void {
    // What it had in hand it used: it keeps nothing for later.
    this.#deadPid = client.pid;
    this.#handle({ type: 'leave', client: client.id, used: Infinity }, client);
    this.#users.delete(client.id);
    this.#report?.left(client);
  }

  #handle(event: PermitEvent, client: Client): void {
    for (const instruction of this.#state.handle(event)) this.#carryOut(instruction);
    this.#report?.happened(client, (id) => this.#users.get(id)?.client);
  }

  #carryOut(instruction: PermitInstruction): void {
    const user = this.#users.get(instruction.client);
    if (user === undefined) return;
    const { client, resource } = user;
    switch (instruction.type) {
      case 'grant':
        this.#report?.granted(client);
        return client.send(OP.grant, resource);
      case 'polled':
        return client.answer(
          instruction.request,
          this.#state.deadHolder === undefined ? instruction.isServed : this.#deadPid,
        );
      case 'recall':
        return client.send(OP.recall, resource);
      case 'disown':
        return client.send(OP.disown, resource);
      case 'added':
        return client.answer(instruction.request, instruction.isRight);
      case 'mended':
        return client.answer(instruction.request, instruction.wasBroken);
      case 'refused':
        return client.send(OP.refused, resource, { count: this.#deadPid });
    }
  }
}

/** @throws {RangeError} for what no lock understands. */
function eventOf(client: ClientId, { op, count, request }: Message): PermitEvent {
  switch (op) {
    case OP.want:
      return { type: 'want', client };
    case OP.unwant:
      return { type: 'unwant', client };
    case OP.poll:
      return { type: 'poll', client, request };
    case OP.back:
      return { type: 'back', client, count };
    case OP.inUse:
      return { type: 'in-use', client };
    case OP.add:
      return { type: 'add', client, request };
    case OP.disowned:
      return { type: 'disowned', client, wasUsed: count > 0 };
    case OP.mend:
      return { type: 'mend', client, request };
    default:
      throw new RangeError(`A lock does not understand ${op}`);
  }
}
