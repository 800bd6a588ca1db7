/** Processes, pools and queues, after CPython's `multiprocessing`. */
export { AsyncResult, type Callbacks } from './async-result';
export {
  AuthenticationError,
  ConnectionClosedError,
  NotCloneableError,
  ProcessError,
  ProcessStartError,
  ProcessStateError,
  QueueEmptyError,
  QueueFullError,
  SpawnGuardError,
  TimeoutError,
} from './errors';
export type { EventListener } from './event-sink';
export { getLogger, logToStderr, type Logger, type LogLevel } from './log';
export { nameProcess } from './name-process';
export { Pool } from './pool';
export type { CallOptions, MapOptions, StreamingOptions } from './pool/call-terms';
export type { DurationSummary } from './pool/counters';
export {
  type LossReason,
  PoisonTaskError,
  PoolBrokenError,
  PoolTerminatedError,
  QueueLimitError,
  RemoteTaskError,
  TaskCancelledError,
  type TaskPlace,
  TaskTimeoutError,
  WorkerLostError,
} from './pool/errors';
export type { PoolOptions } from './pool/pool-options';
export type { PoolStatistics, WorkerStatistics } from './pool/pool-statistics';
export { type JoinOptions, Process, type ProcessOptions, type ProcessSettings, type ProcessTarget } from './process';
export { activeChildren } from './process/active-children';
export { cpuCount, currentProcess, parentProcess, type ProcessFacts } from './process/current-process';
export { isMainProcess } from './process/identity';
export { wait, type Waitable, type WaitManyOptions } from './process/wait';
export { reportProgress } from './report-progress';
export type { StartMethod } from './start-method';
export type { ExportedFunction } from './target';
export { transfer } from './thread/parcels';
export { sendSignal } from './send-signal';
export * from './sync/index';
export { taskSignal } from './task-signal';
