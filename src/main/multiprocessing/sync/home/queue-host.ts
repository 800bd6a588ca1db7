import { monotonicNow } from '../../monotonic-clock';
import type { EventSink } from '../../event-sink';
import { Fifo } from '../../state/fifo';
import type { ClientId } from '../state/client';
import type { QueueEvent, QueueInstruction } from '../state/queue-events';
import { QueueState } from '../state/queue-state';
import type { Message, ResourceId } from '../wire/message';
import { OP } from '../wire/operation';
import type { Parcel } from '../wire/parcel';
import type { Client, Host } from './client';
import { hearAll } from './connection';
import { QueueReport, type QueueWaits } from './queue-report';

export interface QueueHostOptions {
  readonly name: string;
  readonly maxSize: number;
  readonly sink: EventSink | undefined;
  /** What its waits are told as; those of a queue unless given. */
  readonly waits?: QueueWaits | undefined;
}

interface User {
  readonly client: Client;
  readonly resource: ResourceId;
}

/** A queue where it lives: carries out what its state decides. */
export class QueueHost implements Host {
  readonly #state: QueueState<Parcel>;
  readonly #users = new Map<ClientId, User>();
  readonly #report: QueueReport | undefined;
  /** Decided and not carried out. */
  readonly #instructions = new Fifo<QueueInstruction<Parcel>>();
  #isObeying = false;

  constructor({ name, maxSize, sink, waits }: QueueHostOptions) {
    this.#state = new QueueState<Parcel>(maxSize, (parcel) => parcel.weight);
    this.#report = sink && new QueueReport({ name, sink, state: this.#state, waits });
  }

  received(client: Client, message: Message): void {
    this.#meet(client, message.resource);
    if (COUNTS.has(message.op)) hearAll();
    if (message.op === OP.size) return client.answer(message.request, this.#state.size);
    if (message.op === OP.isFull) return client.answer(message.request, this.#state.size >= this.#state.maxSize);
    this.#handle(eventOf(client.id, message), client);
    if (message.op === OP.close) client.answer(message.request, undefined);
  }

  put(client: Client, resource: ResourceId, items: readonly Parcel[]): void {
    this.#meet(client, resource);
    this.#handle({ type: 'put', client: client.id, items }, client);
  }

  left(client: Client): void {
    const resource = this.#users.get(client.id)?.resource ?? 0;
    this.#handle({ type: 'leave', client: client.id, total: client.trace(resource) }, client);
    this.#users.delete(client.id);
    this.#report?.left(client);
  }

  #meet(client: Client, resource: ResourceId): void {
    if (!this.#users.has(client.id)) this.#users.set(client.id, { client, resource });
  }

  #handle(event: QueueEvent<Parcel>, client: Client): void {
    for (const instruction of this.#state.handle(event, monotonicNow())) this.#instructions.push(instruction);
    this.#obey();
    this.#report?.happened(event, client);
  }

  /**
   * In the order in which they were decided: this process's own client answers within the
   * call, and what follows from that must not overtake the rest of what it is told.
   */
  #obey(): void {
    if (this.#isObeying) return;
    this.#isObeying = true;
    try {
      for (let next = this.#instructions.shift(); next !== undefined; next = this.#instructions.shift()) {
        this.#carryOut(next);
      }
    } finally {
      this.#isObeying = false;
    }
  }

  #carryOut(instruction: QueueInstruction<Parcel>): void {
    const user = this.#users.get(instruction.client);
    if (user === undefined) return;
    const { client, resource } = user;
    switch (instruction.type) {
      case 'deliver':
        for (const parcel of instruction.items) client.send(OP.deliver, resource, { parcel });
        return;
      case 'grant-places':
        return client.send(OP.grantPlaces, resource, { count: instruction.count });
      case 'item-polled':
      case 'place-polled':
        return client.answer(instruction.request, instruction.isServed);
      case 'task-done':
        return client.answer(instruction.request, instruction.isRight);
      case 'joined':
        return client.answer(instruction.request, undefined);
      default:
        return client.send(PLAIN[instruction.type], resource);
    }
  }
}

/** Their answers depend on how much is in the queue. */
const COUNTS: ReadonlySet<number> = new Set([OP.size, OP.isFull, OP.pollItem, OP.join]);

const PLAIN = {
  'recall-items': OP.recallItems,
  'recall-places': OP.recallPlaces,
  closed: OP.closed,
  drained: OP.drained,
} as const;

const WAITING = { [OP.getsWait]: 'gets-wait', [OP.putsWait]: 'puts-wait' } as const;
const COUNTED = {
  [OP.placesBack]: 'places-back',
  [OP.took]: 'took',
  [OP.itemsBack]: 'items-back',
} as const;
const ASKED = {
  [OP.pollItem]: 'poll-items',
  [OP.pollPlace]: 'poll-place',
  [OP.taskDone]: 'task-done',
  [OP.join]: 'join',
} as const;
const BARE = { [OP.attach]: 'attach', [OP.close]: 'close', [OP.closeKnown]: 'close-known' } as const;

/** @throws {RangeError} for what no queue understands. */
function eventOf(client: ClientId, message: Message): QueueEvent<Parcel> {
  const { op, count, request, parcel } = message;
  if (op === OP.put && parcel !== undefined) return { type: 'put', client, items: [parcel] };
  if (op in WAITING) {
    return { type: WAITING[op as keyof typeof WAITING], client, count, received: request };
  }
  if (op in COUNTED) return { type: COUNTED[op as keyof typeof COUNTED], client, count };
  if (op in ASKED) return { type: ASKED[op as keyof typeof ASKED], client, request };
  if (op in BARE) return { type: BARE[op as keyof typeof BARE], client };
  throw new RangeError(`A queue does not understand ${op}`);
}
