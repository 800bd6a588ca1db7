import type { Milliseconds } from '../../../../shared/units';
import type { ClientId } from '../state/client';
import { type HoldersEvent, HoldersState } from '../state/holders-state';
import type { Message } from '../wire/message';
import { OP } from '../wire/operation';
import type { Client, Host } from './client';

/**
 * A child was seen to end: what it had said before, also that it had the reference and passed
 * it on, may still lie in the system's buffers.
 */
const LAST_WORDS: Milliseconds = 50;

/** One end of a pipe where it lives: who holds it. What is sent goes through queues. */
export class EndHost implements Host {
  readonly #state = new HoldersState();
  readonly #ended: () => void;

  /** @param ended is called once, when nobody holds it any more. */
  constructor(ended: () => void) {
    this.#ended = ended;
  }

  get isOver(): boolean {
    return this.#state.isOver;
  }

  received(client: Client, message: Message): void {
    if (message.op === OP.attach) return;
    const event = eventOf(client.id, message);
    if (event.type === 'lapse') setTimeout(() => this.#handle(event), LAST_WORDS).unref();
    else this.#handle(event);
    if (message.request > 0 && message.op === OP.letGo) client.answer(message.request, undefined);
  }

  left(client: Client): void {
    this.#handle({ type: 'leave', client: client.id });
  }

  #handle(event: HoldersEvent): void {
    if (this.#state.handle(event)) this.#ended();
  }
}

/** @throws {RangeError} for what no end of a pipe understands. */
function eventOf(client: ClientId, { op, count, request }: Message): HoldersEvent {
  switch (op) {
    case OP.claim:
      return { type: 'claim', client, ticket: count };
    case OP.lend:
      return { type: 'lend', client, ticket: count, isBound: request > 0 };
    case OP.lapse:
      return { type: 'lapse', ticket: count };
    case OP.letGo:
      return { type: 'let-go', client };
    default:
      throw new RangeError(`A pipe does not understand ${op}`);
  }
}
