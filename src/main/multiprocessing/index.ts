/** Processes, pools and queues, after CPython's `multiprocessing`. */
export {
  ConnectionClosedError,
  NotCloneableError,
  PoolBrokenError,
  PoolTerminatedError,
  ProcessError,
  ProcessStartError,
  ProcessStateError,
  QueueEmptyError,
  QueueFullError,
  RemoteTaskError,
  type TaskPlace,
  WorkerLostError,
} from './errors';
export type { EventListener } from './event-sink';
export { nameProcess } from './name-process';
export { type MapOptions, Pool, type PoolOptions } from './pool';
export { Process, type ProcessOptions } from './process';
export { Queue, type QueueOptions } from './queue';
export { sendSignal } from './send-signal';
export type { SharedQueue, WaitOptions } from './shared-queue';
