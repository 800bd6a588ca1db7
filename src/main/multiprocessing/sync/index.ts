/** Queues, locks and their kin. */
import './crossings';

export { Barrier, type BarrierOptions } from './barrier';
export type { WaitOptions } from './client/waits';
export { Condition, type ConditionOptions } from './condition';
export { Event, type EventOptions } from './event';
export { Lock } from './lock';
export { type CellsOptions, HomeArray as Array } from './managed/array';
export type { UpdateOperation } from './managed/cells-store';
export type { DictProxy } from './managed/dict';
export type { DictKey } from './managed/dict-store';
export type { ElementKind, ElementOf } from './managed/element-kind';
export { AttributeError, IndexError, KeyError, ValueError } from './managed/errors';
export type { ListProxy } from './managed/list';
export { Manager } from './managed/manager';
export type { NamespaceProxy } from './managed/namespace';
export { type Shareable, ShareableList } from './managed/shareable-list';
export { SharedArray, type SharedArrayOptions } from './managed/shared-array';
export { Value } from './managed/value';
export type { LockOptions } from './permits';
export { Pipe, type PipeEnd, type PipeOptions } from './pipe';
export { Queue, type QueueOptions } from './queue';
export { JoinableQueue } from './queue-kinds';
export { RLock } from './rlock';
export { BoundedSemaphore, Semaphore, type SemaphoreOptions } from './semaphore';
export { SimpleQueue } from './simple-queue';
export { BrokenBarrierError, BrokenPipeError, EndOfPipeError, LockHolderDiedError, ReleaseError } from './sync-errors';
