import { registerCrossing } from '../codec/crossing';
import { lockOptions, type LockOptions, Permits, type PermitsAbout } from './permits';
import { type Attachment, revive } from './reference';

/** Also of an RLock. */
export const LOCK = { kind: 'Lock', wait: 'lock', initial: 1, bound: 1, onHolderDeath: 'fail' } as const;

/**
 * A lock between processes, after CPython's `multiprocessing.Lock`: served in the order in
 * which they came, and not bound to the process that acquired it: any may release it.
 */
export class Lock extends Permits {
  protected readonly kind: string = 'lock';

  constructor(options: LockOptions | Attachment<PermitsAbout> = {}) {
    super(lockOptions('a Lock', options), LOCK);
  }
}

registerCrossing('lock', (data) => revive<PermitsAbout>(data, (attachment) => new Lock(attachment)));
