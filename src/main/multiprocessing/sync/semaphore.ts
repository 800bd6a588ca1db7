import { registerCrossing } from '../codec/crossing';
import { type OptionRules, requireOptions } from '../require-argument';
import { LOCK_KINDS, type LockOptions, Permits, type PermitsAbout } from './permits';
import { Attachment, revive } from './reference';
import { OP } from './wire/operation';

export interface SemaphoreOptions extends LockOptions {
  /** Permits at the beginning; 1 unless given. */
  readonly value?: number;
}

const RULES: OptionRules<SemaphoreOptions> = {
  of: 'a semaphore',
  example: '{ value: 3 }',
  kinds: { ...LOCK_KINDS, value: 'number' },
};

/** The part of both semaphores that a plain lock has not. */
abstract class Counting extends Permits {
  /** Permits that are free (`get_value`). */
  async getValue(): Promise<number> {
    return (await this.client.ask(OP.value)) as number;
  }
}

/**
 * A counter of permits between processes, after CPython's `multiprocessing.Semaphore`. A
 * process may release what another acquired, or what nobody did: then there is one more.
 *
 * What a process held when it ended is free again, unless `onHolderDeath` says otherwise.
 */
export class Semaphore extends Counting {
  protected readonly kind: string = 'semaphore';

  /** @throws {RangeError} when the value is negative or no whole number. */
  constructor(options: SemaphoreOptions | Attachment<PermitsAbout> = {}) {
    const initial = initialOf(options);
    super(options, { kind: 'Semaphore', wait: 'semaphore', initial, bound: Infinity, onHolderDeath: 'release' });
  }
}

/** A {@link Semaphore} of which there are never more permits than at the beginning. */
export class BoundedSemaphore extends Counting {
  protected readonly kind: string = 'bounded-semaphore';

  /** @throws {RangeError} when the value is negative or no whole number. */
  constructor(options: SemaphoreOptions | Attachment<PermitsAbout> = {}) {
    const initial = initialOf(options);
    super(options, { kind: 'BoundedSemaphore', wait: 'semaphore', initial, bound: initial, onHolderDeath: 'release' });
  }
}

function initialOf(options: SemaphoreOptions | Attachment<PermitsAbout>): number {
  if (!(options instanceof Attachment)) requireOptions(options, RULES);
  const { value = 1 } = options instanceof Attachment ? {} : options;
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`Expected a semaphore's value of at least 0, got ${value}`);
}

registerCrossing('semaphore', (data) => revive<PermitsAbout>(data, (attachment) => new Semaphore(attachment)));
registerCrossing('bounded-semaphore', (data) =>
  revive<PermitsAbout>(data, (attachment) => new BoundedSemaphore(attachment)),
);
