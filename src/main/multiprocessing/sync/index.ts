/** Queues, locks and their kin. */
import './crossings';

export type { WaitOptions } from './client/waits';
export { Lock, RLock } from './lock';
export type { LockOptions } from './permits';
export { Queue, type QueueOptions } from './queue';
export { BoundedSemaphore, Semaphore, type SemaphoreOptions } from './semaphore';
export { BrokenBarrierError, LockHolderDiedError, ReleaseError } from './sync-errors';
