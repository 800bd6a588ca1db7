/**
 * Who holds something that ends with its last holder: the end of a pipe.
 *
 * A reference that is on its way counts as a holder, or who sends it and lets go at once
 * would end it. Each has a ticket, which the process that receives it hands in. Sender and
 * receiver speak with the home over connections of their own, so a ticket may be handed in
 * before the home heard that it was given out.
 */
import type { ClientId } from './client';

/** Names one reference on its way. Never used twice; 0 is none. */
export type Ticket = number;

export type HoldersEvent =
  | { readonly type: 'claim'; readonly client: ClientId; readonly ticket: Ticket }
  /** `isBound`: it goes to a child of the lender, and is lost with the lender. */
  | { readonly type: 'lend'; readonly client: ClientId; readonly ticket: Ticket; readonly isBound: boolean }
  | { readonly type: 'lapse'; readonly ticket: Ticket }
  | { readonly type: 'let-go'; readonly client: ClientId }
  | { readonly type: 'leave'; readonly client: ClientId };

export class HoldersState {
  readonly #holders = new Set<ClientId>();
  readonly #lent = new Map<Ticket, { readonly lender: ClientId; readonly isBound: boolean }>();
  /** Handed in or lapsed before they were given out. */
  readonly #early = new Set<Ticket>();
  #isOver = false;

  /** Nobody holds it, and nobody can again. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** @returns whether this was the end of it. */
  handle(event: HoldersEvent): boolean {
    if (this.#isOver) return false;
    this.#apply(event);
    this.#isOver = this.#holders.size === 0 && this.#lent.size === 0;
    return this.#isOver;
  }

  #apply(event: HoldersEvent): void {
    switch (event.type) {
      case 'claim':
        this.#holders.add(event.client);
        return this.#settle(event.ticket);
      case 'lend':
        if (this.#early.delete(event.ticket)) return;
        this.#lent.set(event.ticket, { lender: event.client, isBound: event.isBound });
        return;
      case 'lapse':
        return this.#settle(event.ticket);
      case 'let-go':
        this.#holders.delete(event.client);
        return;
      case 'leave':
        return this.#leave(event.client);
    }
  }

  #settle(ticket: Ticket): void {
    if (ticket !== 0 && !this.#lent.delete(ticket)) this.#early.add(ticket);
  }

  #leave(client: ClientId): void {
    this.#holders.delete(client);
    for (const [ticket, { lender, isBound }] of this.#lent) {
      if (isBound && lender === client) this.#lent.delete(ticket);
    }
  }
}
