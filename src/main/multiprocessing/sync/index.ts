/** Queues, locks and their kin. */
import './crossings';

export { Barrier, type BarrierOptions } from './barrier';
export type { WaitOptions } from './client/waits';
export { Event, type EventOptions } from './event';
export { Lock, RLock } from './lock';
export type { LockOptions } from './permits';
export { Pipe, type PipeEnd, type PipeOptions } from './pipe';
export { Queue, type QueueOptions } from './queue';
export { JoinableQueue } from './queue-kinds';
export { BoundedSemaphore, Semaphore, type SemaphoreOptions } from './semaphore';
export { BrokenBarrierError, BrokenPipeError, EndOfPipeError, LockHolderDiedError, ReleaseError } from './sync-errors';
