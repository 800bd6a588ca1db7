/** What a pool decides, in the words of `pool-state.ts`. */
import type { Milliseconds } from '../../../shared/units';
import type { TaskNode } from './task-node';

/** Number of a worker in its pool, from 1, never reused. */
export type WorkerId = number;

/**
 * `worker-lost`: its worker ended while it ran it. `poison`: two did, and it is not run a
 * third time.
 */
export type FailReason = 'worker-lost' | 'poison' | 'terminated' | 'broken';

export type Order =
  /** To be answered by `startDue` after the delay. */
  | { readonly type: 'plan-start'; readonly workerId: WorkerId; readonly delay: Milliseconds }
  | { readonly type: 'start-worker'; readonly workerId: WorkerId }
  | { readonly type: 'assign'; readonly workerId: WorkerId; readonly task: TaskNode }
  /** Ask the worker to give it back unless it has begun; a worker that has begun it says nothing more. */
  | { readonly type: 'take-back'; readonly workerId: WorkerId; readonly task: TaskNode }
  /** To be answered by `looked` after a moment ({@link LOOK_AFTER}), and after all is read that workers have said. */
  | { readonly type: 'look' }
  /** Its work is done: let it end by itself. */
  | { readonly type: 'dismiss'; readonly workerId: WorkerId }
  /** Its work is done before it began: it is of no use any more. */
  | { readonly type: 'kill-worker'; readonly workerId: WorkerId }
  | { readonly type: 'end-worker'; readonly workerId: WorkerId }
  /** It will be run again; it was run `retried` times before. */
  | { readonly type: 'retry-task'; readonly task: TaskNode }
  | {
      readonly type: 'fail-task';
      readonly task: TaskNode;
      readonly reason: FailReason;
      /** Whose hands it was in; `undefined` when it still waited. */
      readonly workerId: WorkerId | undefined;
    }
  /** The last worker is gone: whoever joins may go on. */
  | { readonly type: 'finish' };

/** Between a `look` and its answer. */
export const LOOK_AFTER: Milliseconds = 2;
