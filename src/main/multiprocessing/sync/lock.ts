import { registerCrossing } from '../codec/crossing';
import type { WaitOptions } from './client/waits';
import { type LockOptions, Permits, type PermitsAbout } from './permits';
import { type Attachment, revive } from './reference';
import { ReleaseError } from './sync-errors';

const LOCK = { kind: 'Lock', wait: 'lock', initial: 1, bound: 1, onHolderDeath: 'fail' } as const;

/**
 * A lock between processes, after CPython's `multiprocessing.Lock`: served in the order in
 * which they came, and not bound to the process that acquired it: any may release it.
 */
export class Lock extends Permits {
  protected readonly kind: string = 'lock';

  constructor(options: LockOptions | Attachment<PermitsAbout> = {}) {
    super(options, LOCK);
  }
}

/**
 * A lock that its owner may acquire again, after CPython's `multiprocessing.RLock`.
 *
 * The owner is the process, or the thread, as in CPython. Calls that run at the same time in
 * one process are therefore one owner: what they do to each other, this lock does not guard.
 */
export class RLock extends Permits {
  protected readonly kind: string = 'rlock';
  #depth = 0;
  /** The acquire that all others of this process wait for. */
  #acquiring: Promise<boolean> | undefined;

  constructor(options: LockOptions | Attachment<PermitsAbout> = {}) {
    super(options, { ...LOCK, kind: 'RLock' });
  }

  /** How often this process has acquired it and not released it. */
  get depth(): number {
    return this.#depth;
  }

  override async acquire(options: WaitOptions = {}): Promise<boolean> {
    if (this.#depth === 0) {
      this.#acquiring ??= this.#first(options);
      if (!(await this.#acquiring)) return false;
    }
    this.#depth += 1;
    return true;
  }

  /** @throws {ReleaseError} when this process is not the owner. */
  override async release(): Promise<void> {
    if (this.#depth === 0) throw new ReleaseError(`${this.name} is not owned by this process`);
    this.#depth -= 1;
    if (this.#depth === 0) await super.release();
  }

  override async suspend(): Promise<() => Promise<void>> {
    const depth = this.#depth;
    this.#depth = 0;
    await super.release();
    return async () => {
      for (let again = 0; again < depth; again += 1) await this.acquire();
    };
  }

  async #first(options: WaitOptions): Promise<boolean> {
    try {
      return await super.acquire(options);
    } finally {
      this.#acquiring = undefined;
    }
  }
}

registerCrossing('lock', (data) => revive<PermitsAbout>(data, (attachment) => new Lock(attachment)));
registerCrossing('rlock', (data) => revive<PermitsAbout>(data, (attachment) => new RLock(attachment)));
