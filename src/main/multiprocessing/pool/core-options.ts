import { availableParallelism } from 'node:os';
import type { PoolSize } from '../state/pool-size';
import type { RestartLimit } from '../state/restart-policy';
import type { WorkerOptions } from './workers';

export interface CoreOptions extends WorkerOptions {
  readonly name: string;
  readonly size: PoolSize;
  readonly restartLimit: RestartLimit | undefined;
  readonly maxTasksPerChild: number | undefined;
  /** Most tasks that may wait. */
  readonly maxQueue: number;
  /** It cannot work any more; called once. */
  readonly gaveUp: (error: Error) => void;
}

/** Of workers that nobody needs yet. One core stays with this process, which has most to do while they start. */
export const startsAtOnce = Math.max(1, availableParallelism() - 1);
