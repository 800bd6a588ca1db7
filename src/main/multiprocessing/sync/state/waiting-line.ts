import { Fifo } from '../../state/fifo';
import type { ClientId } from './client';

interface Place {
  readonly client: ClientId;
  isGivenUp: boolean;
}

/** A client's own places, the first `served` of which are in the line no more. */
interface OwnPlaces {
  places: Place[];
  served: number;
}

/** Places that are done with, left in a list before it is swept. */
const SLACK = 64;

/**
 * Who waits, longest first. A client may stand in it several times, once for each call of it
 * that waits; which of its calls is served is its own affair. Constant cost an entry, also
 * for those that give up.
 */
export class WaitingLine {
  #places = new Fifo<Place>();
  readonly #ofClient = new Map<ClientId, OwnPlaces>();
  #givenUp = 0;

  get size(): number {
    return this.#places.size - this.#givenUp;
  }

  /** How often the client stands in the line. */
  countOf(client: ClientId): number {
    const own = this.#ofClient.get(client);
    return own === undefined ? 0 : own.places.length - own.served;
  }

  get clients(): readonly ClientId[] {
    return [...this.#ofClient.keys()];
  }

  /** Lets the client stand in the line `count` times: further ones join, surplus ones leave, its last first. */
  set(client: ClientId, count: number): void {
    const change = count - this.countOf(client);
    if (change > 0) this.join(client, change);
    else if (change < 0) this.leave(client, -change);
  }

  join(client: ClientId, count: number): void {
    const own = this.#ofClient.get(client) ?? { places: [], served: 0 };
    this.#ofClient.set(client, own);
    for (let place = 0; place < count; place += 1) {
      const joined = { client, isGivenUp: false };
      own.places.push(joined);
      this.#places.push(joined);
    }
  }

  /** Gives up the client's last places. @returns how many there were, at most `count`. */
  leave(client: ClientId, count = Infinity): number {
    const own = this.#ofClient.get(client);
    const left = Math.min(count, this.countOf(client));
    for (let place = 0; place < left; place += 1) {
      const given = own?.places.pop();
      if (given !== undefined) given.isGivenUp = true;
    }
    if (this.countOf(client) === 0) this.#ofClient.delete(client);
    this.#givenUp += left;
    if (this.#givenUp > SLACK && this.#givenUp * 2 > this.#places.size) this.#sweep();
    return left;
  }

  /** The client that waited longest and may be served now; it leaves the line. */
  shift(mayBeServed: (client: ClientId) => boolean = () => true): ClientId | undefined {
    const passed: Place[] = [];
    let served: ClientId | undefined;
    for (let place = this.#next(); place !== undefined; place = this.#next()) {
      if (mayBeServed(place.client)) {
        served = place.client;
        this.#forget(place);
        break;
      }
      passed.push(place);
    }
    for (const place of passed.reverse()) this.#places.unshift(place);
    return served;
  }

  #next(): Place | undefined {
    for (let place = this.#places.shift(); place !== undefined; place = this.#places.shift()) {
      if (!place.isGivenUp) return place;
      this.#givenUp -= 1;
    }
    return undefined;
  }

  #forget(place: Place): void {
    const own = this.#ofClient.get(place.client);
    if (own === undefined) return;
    // The longest waiting place of a client is its first.
    own.served += 1;
    if (own.served === own.places.length) this.#ofClient.delete(place.client);
    else if (own.served > SLACK && own.served * 2 > own.places.length) {
      own.places = own.places.slice(own.served);
      own.served = 0;
    }
  }

  #sweep(): void {
    const kept = this.#places.drain().filter(({ isGivenUp }) => !isGivenUp);
    this.#places = new Fifo<Place>();
    for (const place of kept) this.#places.push(place);
    this.#givenUp = 0;
  }
}
