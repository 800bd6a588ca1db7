import type { CallSite } from '../../call-site';
import { ConnectionClosedError } from '../../errors';
import { LockHolderDiedError, ReleaseError } from '../sync-errors';
import { OP, type Operation } from '../wire/operation';
import { Parcel } from '../wire/parcel';
import type { Line, Receiver } from './line';
import { type WaitOptions, Waits } from './waits';

/** Where the call stands that holds a permit, once somebody asks. */
export type FindSite = () => CallSite;

export interface AcquireOptions extends WaitOptions {
  readonly site?: FindSite | undefined;
}

/** One process's use of a lock or a semaphore. See `state/permits-state.ts` for what is said. */
export class PermitsClient implements Receiver {
  readonly #name: string;
  readonly #line: Line;
  readonly #waits: Waits<boolean, FindSite | undefined>;
  /** Permits that came and are not used: only those that a poll asked for and has yet to take. */
  #idle = 0;
  #used = 0;
  #polling = 0;
  #site: FindSite | undefined;

  constructor(name: string, lineOf: (receiver: Receiver) => Line) {
    this.#name = name;
    this.#waits = new Waits(
      { gaveUp: () => this.#line.send(OP.unwant), timedOut: () => ({ value: false }) },
      (change) => this.#line.hold(change),
    );
    this.#line = lineOf(this);
  }

  /** Permits that this process uses. */
  get used(): number {
    return this.#used;
  }

  acquire(options: AcquireOptions): Promise<boolean> {
    if (this.#line.error !== undefined) return Promise.reject(this.#lostError());
    if (options.signal?.aborted === true) return Promise.reject(options.signal.reason as Error);
    if (options.timeout !== undefined && options.timeout <= 0) return this.#poll(options.site);
    const count = Number.isFinite(options.timeout) ? Math.ceil(options.timeout ?? 0) : 0;
    return this.#waits.wait(options, options.site, () => this.#line.send(OP.want, { count }));
  }

  /**
   * Gives up a permit that this process uses, or, when it uses none, adds one.
   *
   * @throws {ReleaseError} when there would be more than there may be.
   */
  async release(): Promise<void> {
    if (this.#line.error !== undefined) throw this.#lostError();
    if (this.#used > 0) {
      this.#use(-1);
      this.#line.send(OP.back, { count: 1 });
    } else if ((await this.ask(OP.add)) !== true) {
      throw new ReleaseError(`${this.#name} is not held`);
    }
  }

  async ask(op: Operation): Promise<unknown> {
    try {
      return await this.#line.ask(op).answer;
    } catch (error) {
      throw this.#line.error === undefined ? error : this.#lostError();
    }
  }

  received(op: Operation, count: number): void {
    switch (op) {
      case OP.grant:
        return this.#granted();
      case OP.recall:
        return this.#recalled();
      case OP.disown:
        return this.#disown();
      case OP.refused:
        return this.#waits.rejectAll(new LockHolderDiedError(this.#name, count));
      default:
        throw new RangeError(`A lock hears no ${op}`);
    }
  }

  lost(): void {
    this.#used = 0;
    this.#idle = 0;
    this.#waits.rejectAll(this.#lostError());
  }

  #granted(): void {
    const isTaken = this.#waits.settleFirst((site) => {
      this.#use(1, site);
      return true;
    });
    if (isTaken) return;
    // It came too late for the call that asked; a poll takes it when its answer is here.
    if (this.#polling > 0) this.#idle += 1;
    else this.#line.send(OP.back, { count: 1 });
  }

  #recalled(): void {
    if (this.#used === 0) return;
    const site = this.#site?.();
    this.#line.send(OP.inUse, { parcel: site && Parcel.of(site, 'site') });
  }

  /** Another process releases what this one may be using. */
  #disown(): void {
    const wasUsed = this.#used > 0;
    if (wasUsed) this.#use(-1);
    this.#line.send(OP.disowned, { count: wasUsed ? 1 : 0 });
  }

  async #poll(site: FindSite | undefined): Promise<boolean> {
    this.#polling += 1;
    try {
      const answer = await this.ask(OP.poll);
      if (typeof answer === 'number') throw new LockHolderDiedError(this.#name, answer);
      if (answer !== true) return false;
      if (this.#idle === 0) return await this.#poll(site);
      this.#idle -= 1;
      this.#use(1, site);
      return true;
    } finally {
      this.#polling -= 1;
      if (this.#polling === 0 && this.#idle > 0) {
        this.#line.send(OP.back, { count: this.#idle });
        this.#idle = 0;
      }
    }
  }

  #use(change: 1 | -1, site?: FindSite): void {
    this.#used += change;
    if (change > 0) this.#site = site;
  }

  #lostError(): Error {
    return new ConnectionClosedError(
      `${this.#name} is lost: the process that holds it (pid ${this.#line.homePid}) is gone`,
    );
  }
}
