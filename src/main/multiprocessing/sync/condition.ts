import type { Milliseconds } from '../../../shared/units';
import { registerCrossing } from '../codec/crossing';
import { ProcessStateError } from '../errors';
import { type EventListener, eventSink } from '../event-sink';
import { nextName } from '../process-names';
import type { WaitOptions } from './client/waits';
import type { Held } from './held';
import { ConditionHost } from './home/condition-host';
import { Lock } from './lock';
import { Permits } from './permits';
import { type OptionRules, requireKind, requireOptions, sayValue } from '../require-argument';
import { NO_WAIT_OPTIONS, requireWait } from './wait-options';
import { Attachment, revive } from './reference';
import type { RLock } from './rlock';
import { type NamedAbout, SharedObject } from './shared-object';
import { OP } from './wire/operation';

export interface ConditionOptions {
  /** What guards it, made by the same process; a new {@link Lock} unless given. */
  readonly lock?: Lock | RLock;
  /** `Condition-1`, `Condition-2`, ... unless given. */
  readonly name?: string;
  readonly onEvent?: EventListener;
}

const RULES: OptionRules<ConditionOptions> = {
  of: 'a condition',
  example: '{ lock }',
  kinds: { lock: 'object', name: 'string', onEvent: 'function' },
};

interface About extends NamedAbout {
  readonly lock: Lock | RLock;
}

/** More than can wait. */
const ALL = 2 ** 31 - 1;

/**
 * What processes wait for until another changed something, after CPython's
 * `multiprocessing.Condition`. Its lock guards what they look at and change.
 *
 * Unlike CPython's, the lock is no RLock unless one is given: what `acquire` takes of that
 * belongs to the process, and would not keep apart the calls that run in one at the same time.
 */
export class Condition extends SharedObject<About> {
  protected readonly kind = 'condition';

  /**
   * @throws {ProcessStateError} when the lock was made by another process.
   * @throws {TypeError} when it is no lock.
   */
  constructor(options: ConditionOptions | Attachment<About> = {}) {
    super(options instanceof Attachment ? options : made(options));
  }

  get lock(): Lock | RLock {
    return this.about.lock;
  }

  /** As the lock's. */
  acquire(options?: WaitOptions): Promise<boolean> {
    return this.lock.acquire(options);
  }

  /** As the lock's. */
  release(): Promise<void> {
    return this.lock.release();
  }

  /** As the lock's. */
  hold(options?: WaitOptions): Promise<Held> {
    return this.lock.hold(options);
  }

  /** As the lock's. */
  withLock<Result>(run: () => Result | Promise<Result>, options?: WaitOptions): Promise<Result> {
    return this.lock.withLock(run, options);
  }

  /**
   * Gives up the lock, waits until notified, and has the lock again, however the wait ends.
   * The limit is for the wait; having the lock again takes as long as it takes.
   *
   * @returns whether it was notified: `false` when the time was up first.
   * @throws {ProcessStateError} when this process does not hold the lock.
   * @throws {LockHolderDiedError} when who had the lock meanwhile ended; then it is not held.
   */
  async wait(options: WaitOptions = NO_WAIT_OPTIONS): Promise<boolean> {
    requireWait(options);
    this.#expectHeld('wait');
    // Over the same connection as the release, and before it: no notification is missed.
    const notified = this.caller.waitOut(OP.wait, options);
    notified.catch(() => undefined);
    options.signal?.throwIfAborted();
    const resume = await this.lock.suspend();
    let isNotified: unknown;
    try {
      isNotified = await notified;
    } finally {
      try {
        await resume();
      } finally {
        // Only now: of one that ends before, the notification goes to another.
        if (isNotified === true) this.caller.say(OP.heard);
      }
    }
    // One that was notified says so, although it is aborted: nobody else was in its place.
    if (isNotified !== true) options.signal?.throwIfAborted();
    return isNotified === true;
  }

  /**
   * Waits until the predicate, called while the lock is held, returns something that is true.
   *
   * @returns what it returned last: something false when the time was up first.
   * @throws {ProcessStateError} when this process does not hold the lock.
   */
  async waitFor<Result>(
    predicate: () => Result | Promise<Result>,
    options: WaitOptions = NO_WAIT_OPTIONS,
  ): Promise<Result> {
    requireKind('the predicate', predicate, 'function');
    requireWait(options);
    const { timeout = Infinity, signal } = options;
    this.#expectHeld('wait');
    const end: Milliseconds = performance.now() + timeout;
    for (;;) {
      const result = await predicate();
      const left = end - performance.now();
      if (Boolean(result) || left <= 0) return result;
      await this.wait({ timeout: left, signal });
    }
  }

  /**
   * Lets those go on that waited longest, once the lock is released.
   *
   * @returns how many: fewer when fewer wait.
   * @throws {ProcessStateError} when this process does not hold the lock.
   */
  async notify(count = 1): Promise<number> {
    this.#expectHeld('notify');
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`Expected how many to notify, got ${count}`);
    return (await this.caller.call(OP.notify, { count: Math.min(count, ALL) })) as number;
  }

  /** Lets all go on that wait. */
  notifyAll(): Promise<number> {
    return this.notify(ALL);
  }

  #expectHeld(call: string): void {
    if (!this.lock.isHeld) throw new ProcessStateError(call, `this process does not hold the lock of ${this.name}`);
  }
}

function made(options: ConditionOptions) {
  requireOptions(options, RULES);
  const { lock = new Lock(), name = nextName('Condition'), onEvent } = options;
  if (!(lock instanceof Permits)) throw new TypeError(`Expected a Lock or an RLock, got ${sayValue(lock)}`);
  if (!lock.isHome) throw new ProcessStateError('make a condition', 'its lock was made by another process');
  return { about: { name, lock }, host: new ConditionHost(name, eventSink(onEvent)) };
}

registerCrossing('condition', (data) => revive<About>(data, (attachment) => new Condition(attachment)));
