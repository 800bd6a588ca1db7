import { registerCrossing } from '../codec/crossing';
import { TimeoutError } from '../errors';
import type { AcquireOptions, FindSite } from './client/permits-client';
import type { WaitOptions } from './client/waits';
import { Held } from './held';
import { LOCK } from './lock';
import { LockOwner, ownerHere, runAs } from './lock-owner';
import { requireKind } from '../require-argument';
import { NO_WAIT_OPTIONS, requireWait } from './wait-options';
import { lockOptions, type LockOptions, Permits, type PermitsAbout } from './permits';
import { type Attachment, revive } from './reference';
import { ReleaseError } from './sync-errors';

/**
 * A lock that its owner may acquire again, after CPython's `multiprocessing.RLock`.
 *
 * The owner is the process, or the thread, as in CPython; within {@link RLock.withLock} it is
 * what that call runs. So two `withLock` of one process keep each other out, and one within
 * the other does not wait for itself. What `acquire` and `hold` take outside of it belongs to
 * the whole process: calls of it that run at the same time, these do not keep apart.
 */
export class RLock extends Permits {
  protected readonly kind: string = 'rlock';
  readonly #process = new LockOwner();

  constructor(options: LockOptions | Attachment<PermitsAbout> = {}) {
    super(lockOptions('an RLock', options), { ...LOCK, kind: 'RLock' });
  }

  /** How often its owner here has acquired it and not released it. */
  get depth(): number {
    return this.#owner.depth;
  }

  override get isHeld(): boolean {
    return this.#has(this.#owner);
  }

  override acquire(options: WaitOptions = NO_WAIT_OPTIONS): Promise<boolean> {
    requireWait(options);
    return this.#take(this.#owner, { ...options, site: this.siteOf('acquire') });
  }

  /** @throws {ReleaseError} when who calls is not the owner. */
  override release(): Promise<void> {
    return this.#leave(this.#owner);
  }

  override async hold(options: WaitOptions = NO_WAIT_OPTIONS): Promise<Held> {
    requireWait(options);
    const owner = this.#owner;
    if (!(await this.#take(owner, { ...options, site: this.siteOf('hold') })))
      throw new TimeoutError(this.name, options.timeout ?? 0);
    return new Held(() => this.#leave(owner));
  }

  override async withLock<Result>(
    run: () => Result | Promise<Result>,
    options: WaitOptions = NO_WAIT_OPTIONS,
  ): Promise<Result> {
    requireKind('what to run', run, 'function');
    requireWait(options);
    const outer = this.#owner;
    const owner = this.#has(outer) ? outer : new LockOwner();
    if (!(await this.#take(owner, { ...options, site: this.siteOf('withLock') }))) {
      throw new TimeoutError(this.name, options.timeout ?? 0);
    }
    try {
      return await (owner === outer ? run() : runAs(owner, this, run));
    } finally {
      await this.#leave(owner);
    }
  }

  override async suspend(): Promise<() => Promise<void>> {
    const owner = this.#owner;
    const { depth } = owner;
    owner.depth = 0;
    await super.release();
    return async () => {
      await this.#take(owner, {});
      owner.depth += depth - 1;
    };
  }

  get #owner(): LockOwner {
    return ownerHere(this) ?? this.#process;
  }

  /** Not what it had when the lock's home ended. */
  #has({ depth }: LockOwner): boolean {
    return depth > 0 && this.client.used > 0;
  }

  async #take(owner: LockOwner, { site, ...options }: AcquireOptions): Promise<boolean> {
    options.signal?.throwIfAborted();
    if (this.#has(owner)) {
      owner.depth += 1;
      return true;
    }
    owner.depth = 0;
    if (options.timeout !== undefined && options.timeout <= 0) return !owner.isAsking && this.#poll(owner, site);
    return owner.wait(options, (signal) => this.client.acquire({ signal, site }));
  }

  async #poll(owner: LockOwner, site: FindSite | undefined): Promise<boolean> {
    if (!(await this.client.acquire({ timeout: 0, site }))) return false;
    owner.depth += 1;
    owner.got();
    return true;
  }

  async #leave(owner: LockOwner): Promise<void> {
    if (owner.depth === 0) throw new ReleaseError(`${this.name} is not owned by this process`);
    owner.depth -= 1;
    if (owner.depth === 0) await super.release();
  }
}

registerCrossing('rlock', (data) => revive<PermitsAbout>(data, (attachment) => new RLock(attachment)));
