/**
 * A queue's home and its clients, whose messages are on their way for as long as chance will
 * have it, in order for each client. Clients put, get, give up, close and die.
 */
import type { QueueEvent, QueueInstruction } from '../../../../src/main/multiprocessing/sync/state/queue-events';
import { QueueState } from '../../../../src/main/multiprocessing/sync/state/queue-state';

interface ModelClient {
  readonly id: number;
  readonly up: QueueEvent<number>[];
  readonly down: QueueInstruction<number>[];
  hand: number[];
  gets: number;
  itemsReceived: number;
  placesReceived: number;
  taken: number;
  told: number;
  places: number;
  /** Items that wait for a place. */
  puts: number[];
  isClosed: boolean;
  isDead: boolean;
}

export class QueueWorld {
  readonly problems: string[] = [];
  readonly #state: QueueState<number>;
  #seed: number;
  readonly #isBounded: boolean;
  readonly #maxSize: number;
  readonly #clients: ModelClient[] = [];
  readonly #put = new Set<number>();
  readonly #taken = new Set<number>();
  #nextItem = 0;
  #now = 0;

  constructor(seed: number, maxSize: number) {
    this.#seed = seed;
    this.#maxSize = maxSize;
    this.#isBounded = maxSize > 0;
    this.#state = new QueueState(maxSize);
    for (let id = 1; id <= 3; id += 1) this.#join(id);
  }

  step(): void {
    this.#now += this.#pick(3) / 4;
    const living = this.#clients.filter(({ isDead }) => !isDead);
    const client = living[this.#pick(living.length)];
    if (client === undefined) return;
    const what = this.#pick(14);
    if (what < 3) this.#deliverUp(client);
    else if (what < 6) this.#deliverDown(client);
    else if (what < 9) this.#doPut(client);
    else if (what < 12) this.#doGet(client);
    else if (what === 12) this.#giveUp(client);
    else if (this.#pick(12) === 0) this.#die(client);
    else if (this.#pick(40) === 0) this.#send(client, { type: 'close', client: client.id });
    if (this.#isBounded && this.#state.size > this.#maxSize) this.problems.push(`${this.#state.size} items`);
  }

  /** All messages arrive, and one client takes what is left. */
  settle(): void {
    this.#join(99);
    const last = this.#clients.at(-1);
    if (last === undefined) return;
    const living = this.#clients.filter(({ isDead }) => !isDead);
    for (const client of living) while (client.gets > 0) this.#giveUp(client);
    for (let round = 0; round < 400; round += 1) {
      this.#doGet(last);
      for (const client of living) {
        this.#tell(client);
        this.#deliverAll(client);
      }
    }
    for (const item of this.#put) if (!this.#taken.has(item)) this.problems.push(`item ${item} is lost`);
    const waiting = living.filter(({ puts, isClosed }) => !isClosed && puts.length > 0);
    if (waiting.length > 0) this.problems.push('a put waits although the queue is empty');
  }

  #deliverAll(client: ModelClient): void {
    while (client.up.length > 0 || client.down.length > 0) {
      this.#deliverUp(client);
      this.#deliverDown(client);
    }
  }

  #join(id: number): void {
    const client: ModelClient = {
      id,
      up: [],
      down: [],
      hand: [],
      gets: 0,
      itemsReceived: 0,
      placesReceived: 0,
      taken: 0,
      told: 0,
      places: 0,
      puts: [],
      isClosed: false,
      isDead: false,
    };
    this.#clients.push(client);
    this.#send(client, { type: 'attach', client: id });
  }

  #doPut(client: ModelClient): void {
    if (client.isClosed) return;
    const item = this.#nextItem;
    this.#nextItem += 1;
    if (!this.#isBounded) return this.#sendItem(client, item);
    client.puts.push(item);
    if (client.places > 0) this.#usePlaces(client);
    else this.#tellPuts(client);
  }

  #usePlaces(client: ModelClient): void {
    while (client.places > 0) {
      const item = client.puts.shift();
      if (item === undefined) return;
      client.places -= 1;
      this.#sendItem(client, item);
    }
  }

  #sendItem(client: ModelClient, item: number): void {
    this.#put.add(item);
    this.#send(client, { type: 'put', client: client.id, items: [item] });
  }

  #doGet(client: ModelClient): void {
    if (client.gets === 0 && client.hand.length > 0) return this.#take(client);
    client.gets += 1;
    this.#tellGets(client);
  }

  #take(client: ModelClient): void {
    const item = client.hand.shift();
    if (item === undefined) return;
    if (this.#taken.has(item)) this.problems.push(`item ${item} is taken twice`);
    this.#taken.add(item);
    client.taken += 1;
    // Told at once or together with later ones, as chance will have it.
    if (this.#pick(2) === 0) this.#tell(client);
  }

  #tell(client: ModelClient): void {
    const count = client.taken - client.told;
    client.told = client.taken;
    if (count > 0) this.#send(client, { type: 'took', client: client.id, count });
  }

  #tellGets({ id, gets, itemsReceived, up }: ModelClient): void {
    up.push({ type: 'gets-wait', client: id, count: gets, received: itemsReceived });
  }

  #tellPuts({ id, puts, placesReceived, up }: ModelClient): void {
    up.push({ type: 'puts-wait', client: id, count: puts.length, received: placesReceived });
  }

  #giveUp(client: ModelClient): void {
    if (client.gets > 0) {
      client.gets -= 1;
      this.#tellGets(client);
    } else if (client.puts.pop() !== undefined) {
      this.#tellPuts(client);
    }
  }

  /** What was written arrives, as from a socket; then the home reads its trace. */
  #die(client: ModelClient): void {
    client.isDead = true;
    while (client.up.length > 0) this.#deliverUp(client);
    this.#handle({ type: 'leave', client: client.id, total: client.taken });
    this.#join(this.#clients.length + 1);
  }

  #deliverUp(client: ModelClient): void {
    const event = client.up.shift();
    if (event !== undefined) this.#handle(event);
  }

  #handle(event: QueueEvent<number>): void {
    for (const instruction of this.#state.handle(event, this.#now)) {
      this.#clients.find(({ id }) => id === instruction.client)?.down.push(instruction);
    }
  }

  #deliverDown(client: ModelClient): void {
    const instruction = client.down.shift();
    if (instruction === undefined || client.isDead) return;
    switch (instruction.type) {
      case 'deliver':
        for (const item of instruction.items) {
          client.hand.push(item);
          client.itemsReceived += 1;
          if (client.gets === 0) continue;
          client.gets -= 1;
          this.#take(client);
        }
        return;
      case 'recall-items': {
        const count = client.taken - client.told;
        client.told = client.taken;
        client.hand = [];
        return this.#send(client, { type: 'items-back', client: client.id, count });
      }
      case 'grant-places':
        client.places += instruction.count;
        client.placesReceived += instruction.count;
        return this.#usePlaces(client);
      case 'recall-places':
        this.#send(client, { type: 'places-back', client: client.id, count: client.places });
        client.places = 0;
        return;
      case 'closed':
        client.isClosed = true;
        client.places = 0;
        client.puts = [];
        return this.#send(client, { type: 'close-known', client: client.id });
      case 'drained':
        client.gets = 0;
        return;
      default:
        return;
    }
  }

  #send(client: ModelClient, event: QueueEvent<number>): void {
    client.up.push(event);
  }

  /** mulberry32. */
  #pick(limit: number): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), this.#seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, limit);
  }
}
