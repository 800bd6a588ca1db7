/**
 * The decisions of a lock's or semaphore's home, without a process or a promise.
 *
 * A client that acquires is granted a permit. After its release it may keep the permit in
 * hand, for its next acquire, until another client waits (`recall`). So a lock that one process
 * alone uses costs no message, and the time limit of an acquire is the client's own affair: a
 * permit that came too late stays in its hand or goes back.
 *
 * A release by a client that acquired nothing is right for a semaphore (one process counts up,
 * another down) and, after CPython, for a plain lock: the permit is then taken from a holder.
 */
import { assertNever } from '../../../../shared/assert-never';
import type { ClientId, RequestId } from './client';
import type { PermitEvent, PermitInstruction } from './permit-events';
import { WaitingLine } from './waiting-line';

interface Poll {
  readonly client: ClientId;
  readonly request: RequestId;
}

interface Holder {
  /** Permits in hand, in use or not. */
  permits: number;
  /** Told to give back what it does not use; `asked` until it answered what it uses. */
  recall: 'none' | 'asked' | 'answered';
}

export interface PermitOptions {
  readonly initial: number;
  /** More than this can never be free; `Infinity` for a plain semaphore. */
  readonly bound: number;
  /** What becomes of permits that a client used when it ended: free again, or the lock counts as broken. */
  readonly onHolderDeath: 'release' | 'fail';
}

export class PermitsState {
  readonly #options: PermitOptions;
  readonly #holders = new Map<ClientId, Holder>();
  readonly #line = new WaitingLine();
  #polls: Poll[] = [];
  /** Releases by clients that acquired nothing, each looking for the permit in use that it ends. */
  #seeking: (Poll & { readonly left: Set<ClientId> })[] = [];
  /** The holder that was told to give up its permit and has not answered: asked twice, it would give up the next one too. */
  #asked: ClientId | undefined;
  #free: number;
  #dead: ClientId | undefined;

  constructor(options: PermitOptions) {
    this.#options = options;
    this.#free = options.initial;
  }

  /** Permits in nobody's hand. */
  get free(): number {
    return this.#free;
  }

  get holders(): readonly ClientId[] {
    return [...this.#holders.keys()];
  }

  waiting(client: ClientId): number {
    return this.#line.countOf(client);
  }

  get isWantedByAny(): boolean {
    return this.#line.size > 0;
  }

  /** The client that ended while it held; until the lock is mended nobody gets it. */
  get deadHolder(): ClientId | undefined {
    return this.#dead;
  }

  handle(event: PermitEvent): readonly PermitInstruction[] {
    return [...this.#apply(event), ...this.#serve()];
  }

  #apply(event: PermitEvent): readonly PermitInstruction[] {
    switch (event.type) {
      case 'want':
        this.#line.join(event.client, 1);
        return [];
      case 'unwant':
        this.#line.leave(event.client, 1);
        return [];
      case 'poll':
        this.#polls.push({ client: event.client, request: event.request });
        return [];
      case 'back':
        this.#take(event.client, event.count);
        return [];
      case 'in-use':
        return this.#answered(event.client);
      case 'add':
        return this.#add(event);
      case 'disowned':
        return this.#disowned(event);
      case 'mend':
        return this.#mend(event);
      case 'leave':
        return this.#leave(event.client, event.used);
      default:
        return assertNever(event);
    }
  }

  #serve(): readonly PermitInstruction[] {
    const given: PermitInstruction[] = [];
    if (this.#dead !== undefined) return this.#refuseAll();
    while (this.#free > 0) {
      const client = this.#line.shift();
      if (client === undefined) break;
      this.#grant(client);
      given.push({ type: 'grant', client });
    }
    return [...given, ...this.#servePolls(), ...this.#recall()];
  }

  #servePolls(): readonly PermitInstruction[] {
    if (this.#polls.length === 0) return [];
    const answered: PermitInstruction[] = [];
    const waiting: Poll[] = [];
    for (const poll of this.#polls) {
      if (this.#free > 0) {
        this.#grant(poll.client);
        answered.push({ type: 'grant', client: poll.client });
        answered.push({ type: 'polled', ...poll, isServed: true });
      } else if (this.#mayComeBack(poll.client)) {
        waiting.push(poll);
      } else {
        answered.push({ type: 'polled', ...poll, isServed: false });
      }
    }
    this.#polls = waiting;
    return answered;
  }

  #doOthersWait(client: ClientId): boolean {
    return this.#line.size > this.#line.countOf(client) || this.#polls.some((poll) => poll.client !== client);
  }

  #mayComeBack(forClient: ClientId): boolean {
    for (const [client, { recall }] of this.#holders) if (client !== forClient && recall !== 'answered') return true;
    return false;
  }

  #recall(): readonly PermitInstruction[] {
    if (this.#line.size === 0 && this.#polls.length === 0) return [];
    const recalled: PermitInstruction[] = [];
    for (const [client, holder] of this.#holders) {
      if (holder.recall !== 'none' || !this.#doOthersWait(client)) continue;
      holder.recall = 'asked';
      recalled.push({ type: 'recall', client });
    }
    return recalled;
  }

  #grant(client: ClientId): void {
    this.#free -= 1;
    const holder = this.#holders.get(client);
    if (holder === undefined) this.#holders.set(client, { permits: 1, recall: 'none' });
    else {
      holder.permits += 1;
      // What it said of its use is out of date.
      holder.recall = 'none';
    }
  }

  #take(client: ClientId, count: number): number {
    const holder = this.#holders.get(client);
    if (holder === undefined) return 0;
    const taken = Math.min(count, holder.permits);
    holder.permits -= taken;
    this.#free += taken;
    if (holder.permits === 0) this.#holders.delete(client);
    return taken;
  }

  /** It gave back before what it did not use. */
  #answered(client: ClientId): readonly PermitInstruction[] {
    const holder = this.#holders.get(client);
    if (holder?.recall === 'asked') holder.recall = 'answered';
    return [];
  }

  #add({ client, request }: { client: ClientId; request: RequestId }): readonly PermitInstruction[] {
    if (this.#options.bound === Infinity) {
      this.#free += 1;
      return [{ type: 'added', client, request, isRight: true }];
    }
    const left = new Set(this.#holders.keys());
    this.#seeking.push({ client, request, left });
    return this.#seek();
  }

  /** Asks the holders one after the other, until one used a permit. */
  #seek(): readonly PermitInstruction[] {
    const [first] = this.#seeking;
    if (first === undefined || this.#asked !== undefined) return [];
    for (const holder of first.left) {
      if (this.#holders.has(holder)) {
        this.#asked = holder;
        return [{ type: 'disown', client: holder }];
      }
      first.left.delete(holder);
    }
    this.#seeking.shift();
    const { client, request } = first;
    return [{ type: 'added', client, request, isRight: false }, ...this.#seek()];
  }

  #disowned({ client, wasUsed }: { client: ClientId; wasUsed: boolean }): readonly PermitInstruction[] {
    if (client !== this.#asked) return [];
    this.#asked = undefined;
    // It uses it no more, even if the one that sought it has gone.
    if (wasUsed) this.#take(client, 1);
    const [first] = this.#seeking;
    first?.left.delete(client);
    if (first === undefined || !wasUsed) return this.#seek();
    this.#seeking.shift();
    return [{ type: 'added', client: first.client, request: first.request, isRight: true }, ...this.#seek()];
  }

  #mend({ client, request }: { client: ClientId; request: RequestId }): readonly PermitInstruction[] {
    const wasBroken = this.#dead !== undefined;
    this.#dead = undefined;
    return [{ type: 'mended', client, request, wasBroken }];
  }

  /** @param noted how many permits it used when it ended, as far as is known. */
  #leave(client: ClientId, noted: number): readonly PermitInstruction[] {
    const permits = this.#holders.get(client)?.permits ?? 0;
    const used = Math.min(noted, permits);
    this.#line.leave(client);
    this.#polls = this.#polls.filter((poll) => poll.client !== client);
    this.#holders.delete(client);
    this.#free += permits - used;
    // Never more than the number that it began with: a semaphore that counts events gets none back.
    const inHand = [...this.#holders.values()].reduce((sum, holder) => sum + holder.permits, 0);
    this.#free += Math.max(0, Math.min(used, this.#options.initial - this.#free - inHand));
    if (used > 0 && this.#options.onHolderDeath === 'fail') this.#dead = client;
    this.#seeking = this.#seeking.filter((seeking) => seeking.client !== client);
    if (this.#asked === client) this.#asked = undefined;
    return this.#seek();
  }

  #refuseAll(): readonly PermitInstruction[] {
    const waiting = this.#line.clients.map((client) => {
      this.#line.leave(client);
      return { type: 'refused', client } as const;
    });
    return [
      ...waiting,
      ...this.#polls.splice(0).map((poll) => ({ type: 'polled', ...poll, isServed: false }) as const),
    ];
  }
}
