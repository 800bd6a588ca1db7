import type { AcquireOptions } from '../../../../src/main/multiprocessing/sync/client/permits-client';
import { PermitsClient } from '../../../../src/main/multiprocessing/sync/client/permits-client';
import type { Asking, Line, Receiver, Saying } from '../../../../src/main/multiprocessing/sync/client/line';
import type { Client } from '../../../../src/main/multiprocessing/sync/home/client';
import { PermitsHost } from '../../../../src/main/multiprocessing/sync/home/permits-host';
import type { PermitOptions } from '../../../../src/main/multiprocessing/sync/state/permits-state';
import type { Message } from '../../../../src/main/multiprocessing/sync/wire/message';
import { OP, type Operation } from '../../../../src/main/multiprocessing/sync/wire/operation';

/** A connection whose messages arrive in their order, when the world says so. */
class SlowLine implements Line {
  readonly resource = 1;
  readonly isHome = false;
  readonly error = undefined;
  readonly homePid = 1;
  readonly up: Message[] = [];
  readonly down: (() => void)[] = [];
  readonly #pending = new Map<number, (value: unknown) => void>();
  #nextRequest = 1;

  send(op: Operation, { count = 0, also = 0 }: Saying = {}): void {
    this.up.push({ op, resource: 1, count, request: also, parcel: undefined });
  }

  ask(op: Operation, { count = 0 }: Saying = {}): Asking {
    const request = this.#nextRequest;
    this.#nextRequest += 1;
    this.up.push({ op, resource: 1, count, request, parcel: undefined });
    return { request, answer: new Promise((resolve) => this.#pending.set(request, resolve)) };
  }

  answered(request: number, value: unknown): void {
    this.#pending.get(request)?.(value);
  }

  pack(): never {
    throw new Error('A lock sends no values');
  }

  departed(): Promise<void> {
    return Promise.resolve();
  }

  hold(): void {
    // No program is kept alive by a test.
  }

  note(): boolean {
    return true;
  }
}

class Party {
  readonly line = new SlowLine();
  readonly client: PermitsClient;
  readonly atHome: Client;
  readonly giveUps: AbortController[] = [];
  /** Acquires that did not settle. */
  open = 0;
  isAlive = true;

  constructor(id: number) {
    let receiver: Receiver | undefined;
    this.client = new PermitsClient('lock', (one) => {
      receiver = one;
      return this.line;
    });
    this.atHome = {
      id,
      pid: id,
      send: (op, _, { count = 0 } = {}) => void this.line.down.push(() => receiver?.received(op, count, undefined)),
      answer: (request, value) => void this.line.down.push(() => this.line.answered(request, value)),
      refuse: () => undefined,
      trace: () => 0,
    };
  }

  acquire(options: AcquireOptions): void {
    this.open += 1;
    const over = (): void => void (this.open -= 1);
    this.client.acquire(options).then(over, over);
  }
}

/** A lock or semaphore, its home and who uses it, all real; only what carries their messages is the test's. */
export class PermitsWorld {
  readonly problems: string[] = [];
  readonly #host: PermitsHost;
  readonly #initial: number;
  readonly #isBounded: boolean;
  readonly #parties: Party[] = [];
  /** Permits that a release added. */
  added = 0;

  constructor(options: PermitOptions) {
    this.#host = new PermitsHost({ ...options, name: 'lock', kind: 'lock', sink: undefined });
    this.#initial = options.initial;
    this.#isBounded = options.bound !== Infinity;
    for (let id = 1; id <= 3; id += 1) this.#parties.push(new Party(id));
  }

  async step(kind: string, pick: number): Promise<void> {
    const living = this.#parties.filter(({ isAlive }) => isAlive);
    const party = living[pick % living.length];
    if (party === undefined) return;
    this.#moves[kind]?.(party);
    await turns();
    const used = living.reduce((sum, { client }) => sum + client.used, 0);
    if (used > this.#initial + this.added) this.problems.push(`${used} permits are in use`);
  }

  /** All messages arrive, all that is held is released, over and over, until nothing changes. */
  async windUp(): Promise<void> {
    // Whoever dies last leaves one to mend it.
    const last = new Party(9);
    this.#parties.push(last);
    // Whoever waits for a permit that there is not, waits for ever, and rightly.
    if (this.#initial + this.added === 0) this.#release(last);
    for (let turn = 0; turn < 200; turn += 1) {
      for (const party of this.#parties.filter(({ isAlive }) => isAlive)) {
        while (party.client.used > 0) this.#release(party);
        if (turn % 50 === 0) party.line.ask(OP.mend);
        this.#deliverAll(party);
      }
      await turns();
    }
  }

  get waiting(): number {
    return this.#parties.reduce((sum, { isAlive, open }) => sum + (isAlive ? open : 0), 0);
  }

  /** How many can be had at the end. */
  async free(): Promise<number> {
    const last = this.#parties.at(-1);
    let free = 0;
    for (;;) {
      const got = last?.client.acquire({ timeout: 0 }).catch(() => false);
      for (let turn = 0; turn < 10; turn += 1) {
        for (const party of this.#parties.filter(({ isAlive }) => isAlive)) this.#deliverAll(party);
        await turns();
      }
      if ((await got) !== true) return free;
      free += 1;
    }
  }

  readonly #moves: Readonly<Record<string, (party: Party) => void>> = {
    acquire: (party) => {
      const controller = new AbortController();
      party.giveUps.push(controller);
      party.acquire({ signal: controller.signal });
    },
    poll: (party) => party.acquire({ timeout: 0 }),
    'give-up': ({ giveUps }) => giveUps.shift()?.abort(new Error('given up')),
    release: (party) => {
      if (party.client.used > 0) this.#release(party);
    },
    'release-anyway': (party) => this.#release(party),
    up: (party) => this.#up(party),
    down: ({ line }) => line.down.shift()?.(),
    die: (party) => this.#die(party),
    mend: ({ line }) => void line.ask(OP.mend),
  };

  #release(party: Party): void {
    const isAdding = party.client.used === 0;
    if (isAdding && !this.#isBounded) this.added += 1;
    party.client.release().catch(() => undefined);
  }

  #up({ line, atHome }: Party): void {
    const message = line.up.shift();
    if (message !== undefined) this.#host.received(atHome, message);
  }

  #deliverAll(party: Party): void {
    while (party.line.up.length + party.line.down.length > 0) {
      this.#up(party);
      party.line.down.shift()?.();
    }
  }

  /** What it said is heard to its end; it hears nothing. */
  #die(party: Party): void {
    party.isAlive = false;
    while (party.line.up.length > 0) this.#up(party);
    this.#host.left(party.atHome);
  }
}

/** Promises of the clients settle within a few turns. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}
