import { ProcessStateError } from '../errors';
import type { PoolState } from '../state/pool-state';
import { QueueLimitError, TaskCancelledError } from './errors';
import type { TaskCall } from './task';
import type { Troubles } from './troubles';

/** How a pool stands. */
export interface Standing {
  readonly state: PoolState;
  readonly options: { readonly name: string; readonly maxQueue: number };
  readonly troubles: Troubles;
}

/** Why a pool does not take a task; `undefined` when it does. */
export function refusalOf(
  { target, terms: { signal } }: TaskCall,
  { state: { phase, backlog }, options: { name, maxQueue }, troubles }: Standing,
): Error | undefined {
  if (phase === 'broken') return troubles.asError();
  if (phase !== 'open') return new ProcessStateError('take a task', `the pool is ${phase}`);
  if (signal?.aborted === true) return new TaskCancelledError(target.label, signal.reason);
  return backlog >= maxQueue ? new QueueLimitError(name, maxQueue) : undefined;
}
