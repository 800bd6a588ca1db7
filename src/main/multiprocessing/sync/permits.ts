import type { WaitKind } from '../../../shared/events';
import { callerOf } from '../call-site';
import { type Crossable, crossing, type Crossing } from '../codec/crossing';
import { TimeoutError } from '../errors';
import { type EventListener, eventSink } from '../event-sink';
import { nextName } from '../process-names';
import type { Line, Receiver } from './client/line';
import { OwnLine } from './client/own-line';
import { type AcquireOptions, type FindSite, PermitsClient } from './client/permits-client';
import type { WaitOptions } from './client/waits';
import { PermitsHost } from './home/permits-host';
import { type OptionKinds, requireKind, requireOptions } from '../require-argument';
import { NO_WAIT_OPTIONS, requireWait } from './wait-options';
import { Attachment, crossingOf } from './reference';
import { Held } from './held';
import type { PermitOptions } from './state/permits-state';
import { OP } from './wire/operation';

export interface LockOptions {
  /** `Lock-1`, `Semaphore-1`, ... unless given. */
  readonly name?: string;
  /**
   * What becomes of it when a process ends that holds it. `fail`: every acquire rejects with
   * LockHolderDiedError until somebody calls `break`. `release`: it is free again.
   */
  readonly onHolderDeath?: 'release' | 'fail';
  readonly onEvent?: EventListener;
}

export const LOCK_KINDS: OptionKinds<LockOptions> = {
  name: 'string',
  onHolderDeath: ['release', 'fail'],
  onEvent: 'function',
};

/** @throws {TypeError} when they are no options of a lock. @throws {RangeError} */
export function lockOptions<Options extends LockOptions | Attachment<PermitsAbout>>(
  what: string,
  options: Options,
): Options {
  if (!(options instanceof Attachment))
    requireOptions(options, { of: what, example: `{ name: 'printer' }`, kinds: LOCK_KINDS });
  return options;
}

export interface PermitsAbout {
  readonly name: string;
  readonly isWatched: boolean;
}

export interface PermitsKind extends Omit<PermitOptions, 'onHolderDeath'> {
  readonly kind: string;
  readonly wait: WaitKind;
  readonly onHolderDeath: 'release' | 'fail';
}

/** What locks and semaphores have in common. */
export abstract class Permits implements Crossable {
  readonly name: string;
  protected readonly client: PermitsClient;
  readonly #about: PermitsAbout;
  readonly #host: PermitsHost | undefined;
  readonly #attachment: Attachment<PermitsAbout> | undefined;

  constructor(options: LockOptions | Attachment<PermitsAbout>, kind: PermitsKind) {
    if (options instanceof Attachment) {
      this.#attachment = options;
      this.#about = options.about;
      this.client = new PermitsClient(options.about.name, (receiver) => options.line(receiver));
    } else {
      const { name = nextName(kind.kind), onHolderDeath = kind.onHolderDeath, onEvent } = options;
      const sink = eventSink(onEvent);
      const { initial, bound, wait } = kind;
      const host = new PermitsHost({ name, kind: wait, sink, initial, bound, onHolderDeath });
      this.#host = host;
      this.#about = { name, isWatched: sink !== undefined };
      this.client = new PermitsClient(name, (receiver: Receiver): Line => new OwnLine(host, receiver));
    }
    this.name = this.#about.name;
  }

  protected abstract readonly kind: string;

  /** Whether this process made it. */
  get isHome(): boolean {
    return this.#host !== undefined;
  }

  /** Whether this process has acquired it. */
  get isHeld(): boolean {
    return this.client.used > 0;
  }

  /**
   * Waits until it is free and takes it.
   *
   * @returns whether it was had: `false` when the time was up first.
   * @throws {LockHolderDiedError} when who had it ended, see {@link LockOptions.onHolderDeath}.
   * @throws {ConnectionClosedError} when its home is gone.
   */
  acquire(options: WaitOptions = NO_WAIT_OPTIONS): Promise<boolean> {
    requireWait(options);
    return this.client.acquire({ ...options, site: this.siteOf('acquire') });
  }

  /**
   * Gives it back; the one that waited longest gets it.
   *
   * @throws {ReleaseError} when nobody holds it.
   */
  release(): Promise<void> {
    return this.client.release();
  }

  /** Gives it up for a time, however often it was acquired. @returns how to have it again. */
  async suspend(): Promise<() => Promise<void>> {
    await this.client.release();
    return async () => {
      await this.acquire();
    };
  }

  /**
   * Acquires, for `await using held = await lock.hold()`: released at the end of the block.
   *
   * @throws {TimeoutError} when the time was up first.
   */
  hold(options: WaitOptions = NO_WAIT_OPTIONS): Promise<Held> {
    requireWait(options);
    return this.#hold({ ...options, site: this.siteOf('hold') });
  }

  /** Runs the function while it is held, and releases it however that ends. */
  async withLock<Result>(run: () => Result | Promise<Result>, options: WaitOptions = NO_WAIT_OPTIONS): Promise<Result> {
    requireKind('what to run', run, 'function');
    requireWait(options);
    const held = await this.#hold({ ...options, site: this.siteOf('withLock') });
    try {
      return await run();
    } finally {
      await held.release();
    }
  }

  /**
   * Makes it usable again after a holder ended; whoever calls vouches for what it guards.
   *
   * @returns whether it was broken.
   */
  async break(): Promise<boolean> {
    return (await this.client.ask(OP.mend)) === true;
  }

  /** Who called the method, for whoever watches the program; within the method's call. */
  protected siteOf(method: 'acquire' | 'hold' | 'withLock'): FindSite | undefined {
    return this.#about.isWatched ? callerOf(this, method) : undefined;
  }

  async #hold(options: AcquireOptions): Promise<Held> {
    if (!(await this.client.acquire(options))) throw new TimeoutError(this.name, options.timeout ?? 0);
    return new Held(() => this.release());
  }

  [crossing](): Crossing {
    if (this.#host === undefined) return { kind: this.kind, data: this.#attachment?.reference };
    return crossingOf(this.kind, this.#about, { own: this, host: this.#host });
  }
}
