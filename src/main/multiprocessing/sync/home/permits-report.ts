import type { WaitKind } from '../../../../shared/events';
import type { Milliseconds, MonotonicMilliseconds, Pid } from '../../../../shared/units';
import type { CallSite } from '../../call-site';
import type { EventSink } from '../../event-sink';
import { monotonicNow } from '../../monotonic-clock';
import type { ClientId } from '../state/client';
import type { PermitsState } from '../state/permits-state';
import type { Client } from './client';

/** Shorter waits are not told one by one; the tally has them. */
const WORTH_TELLING: Milliseconds = 5;
/** Between two tallies of one process. */
const TALLY_EVERY: Milliseconds = 200;

interface Use {
  readonly client: Client;
  acquires: number;
  contended: number;
  waitMs: Milliseconds;
  heldMs: Milliseconds;
  /** When its longest wait began; `undefined` while none waits. */
  waitsSince: MonotonicMilliseconds | undefined;
  /** How long the most patient of its waits may last. */
  patience: Milliseconds;
  isWaitTold: boolean;
  holdsSince: MonotonicMilliseconds | undefined;
  site: CallSite;
  timer: NodeJS.Timeout | undefined;
}

interface Options {
  readonly kind: WaitKind;
  readonly name: string;
  readonly sink: EventSink;
  readonly state: PermitsState;
}

/** What is told of a lock or semaphore: who waits for whom, and in sum how often and how long it was held. */
export class PermitsReport {
  readonly #options: Options;
  readonly #uses = new Map<ClientId, Use>();
  readonly #changed = new Set<Use>();
  #tallyTimer: NodeJS.Timeout | undefined;
  /** The holder as told last. */
  #toldHolder = '';

  constructor(options: Options) {
    this.#options = options;
  }

  wanted(client: Client, patience: Milliseconds): void {
    const use = this.#use(client);
    use.patience = Math.max(use.patience, patience);
  }

  granted(client: Client): void {
    const use = this.#use(client);
    use.acquires += 1;
    use.holdsSince ??= monotonicNow();
    use.site = {};
    this.#tallySoon(use);
  }

  /** Where in its code the client acquired what it holds. */
  sited(client: Client, site: CallSite): void {
    this.#use(client).site = site;
    this.#tellHolder();
  }

  happened(client: Client, clientOf: (id: ClientId) => Client | undefined): void {
    this.#use(client);
    const { state } = this.#options;
    const holders = new Set(state.holders);
    for (const use of this.#uses.values()) {
      this.#follow(use, holders.has(use.client.id));
      if (clientOf(use.client.id) === undefined) this.left(use.client);
    }
    if (state.isWantedByAny) this.#tellHolder();
    else this.#toldHolder = '';
  }

  left(client: Client): void {
    const use = this.#uses.get(client.id);
    if (use === undefined) return;
    clearTimeout(use.timer);
    this.#uses.delete(client.id);
  }

  #follow(use: Use, isHolding: boolean): void {
    const now = monotonicNow();
    if (!isHolding && use.holdsSince !== undefined) {
      use.heldMs += now - use.holdsSince;
      use.holdsSince = undefined;
      this.#tallySoon(use);
    }
    const isWaiting = this.#options.state.waiting(use.client.id) > 0;
    if (!isWaiting) use.patience = 0;
    if (isWaiting === (use.waitsSince !== undefined)) return;
    if (isWaiting) {
      use.waitsSince = now;
      use.timer = setTimeout(() => this.#tellWait(use), WORTH_TELLING).unref();
      return;
    }
    this.#waitOver(use, now);
  }

  #waitOver(use: Use, now: MonotonicMilliseconds): void {
    clearTimeout(use.timer);
    const waitedMs = now - (use.waitsSince ?? now);
    use.waitsSince = undefined;
    use.contended += 1;
    use.waitMs += waitedMs;
    this.#tallySoon(use);
    if (!use.isWaitTold) return;
    use.isWaitTold = false;
    const { kind, name, sink } = this.#options;
    sink({ type: 'wait-ended', pid: use.client.pid, wait: kind, object: name, waitedMs });
  }

  #tellWait(use: Use): void {
    use.isWaitTold = true;
    const { kind, name, sink } = this.#options;
    const holder = this.#holder();
    sink(
      {
        type: 'wait-started',
        pid: use.client.pid,
        wait: kind,
        object: name,
        ...(use.patience < Infinity && { timeoutMs: use.patience }),
        ...(holder !== undefined && {
          holderPid: holder.client.pid,
          ...(holder.site.file !== undefined && { holderFile: holder.site.file }),
          ...(holder.site.line !== undefined && { holderLine: holder.site.line }),
          ...(holder.site.function !== undefined && { holderFunction: holder.site.function }),
        }),
      },
      use.waitsSince,
    );
    this.#tellHolder();
  }

  /** Once a wait is worth telling: whoever looks wants to know what it waits for. */
  #tellHolder(): void {
    if (![...this.#uses.values()].some(({ isWaitTold }) => isWaitTold)) return;
    const holder = this.#holder();
    const holderPid: Pid | null = holder?.client.pid ?? null;
    const told = JSON.stringify([holderPid, holder?.site]);
    if (told === this.#toldHolder) return;
    this.#toldHolder = told;
    const { kind, name, sink } = this.#options;
    sink({ type: 'lock-holder', wait: kind, object: name, holderPid, ...holder?.site });
  }

  #holder(): Use | undefined {
    const [first] = this.#options.state.holders;
    return first === undefined ? undefined : this.#uses.get(first);
  }

  #tallySoon(use: Use): void {
    this.#changed.add(use);
    this.#tallyTimer ??= setTimeout(() => this.#tally(), TALLY_EVERY).unref();
  }

  #tally(): void {
    this.#tallyTimer = undefined;
    const { kind, name, sink } = this.#options;
    for (const { client, acquires, contended, waitMs, heldMs } of this.#changed) {
      sink({ type: 'lock-tally', pid: client.pid, wait: kind, object: name, acquires, contended, waitMs, heldMs });
    }
    this.#changed.clear();
  }

  #use(client: Client): Use {
    let use = this.#uses.get(client.id);
    if (use === undefined) {
      use = {
        client,
        acquires: 0,
        contended: 0,
        waitMs: 0,
        heldMs: 0,
        waitsSince: undefined,
        patience: 0,
        isWaitTold: false,
        holdsSince: undefined,
        site: {},
        timer: undefined,
      };
      this.#uses.set(client.id, use);
    }
    return use;
  }
}
