/** What happens to a pool, and what it decides, in the words of `pool-state.ts`. */
import type { Milliseconds, MonotonicMilliseconds, TaskId } from '../../../shared/units';

/** Number of a worker in its pool, never reused. */
export type WorkerId = number;

export type TaskEvent =
  | { readonly type: 'task-submitted'; readonly taskId: TaskId }
  /** The worker is about to run it. */
  | { readonly type: 'task-started'; readonly workerId: WorkerId; readonly taskId: TaskId }
  | {
      readonly type: 'task-returned';
      readonly workerId: WorkerId;
      readonly taskId: TaskId;
      readonly runMs: Milliseconds;
    }
  /** It was assigned, but its arguments could not be sent. */
  | { readonly type: 'task-refused'; readonly workerId: WorkerId; readonly taskId: TaskId }
  /** The worker was asked for it, had not begun it, and will not. */
  | { readonly type: 'task-given-back'; readonly workerId: WorkerId; readonly taskId: TaskId };

type WorkerEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'worker-ready'; readonly workerId: WorkerId }
  /** It said itself that it cannot work: no such module, its initializer threw. */
  | { readonly type: 'worker-unfit'; readonly workerId: WorkerId }
  | { readonly type: 'worker-exited'; readonly workerId: WorkerId; readonly at: MonotonicMilliseconds }
  | { readonly type: 'close-requested' }
  | { readonly type: 'terminate-requested' };

export type PoolEvent = TaskEvent | WorkerEvent;

export type FailReason = 'worker-lost' | 'terminated' | 'broken';

export type Instruction =
  | { readonly type: 'start-worker'; readonly workerId: WorkerId }
  | { readonly type: 'assign'; readonly workerId: WorkerId; readonly taskId: TaskId }
  /** Ask the worker to give it back unless it has begun; a worker that has begun it says nothing more. */
  | { readonly type: 'take-back'; readonly workerId: WorkerId; readonly taskId: TaskId }
  /** Its work is done: let it end by itself. */
  | { readonly type: 'dismiss'; readonly workerId: WorkerId }
  | { readonly type: 'end-worker'; readonly workerId: WorkerId }
  | {
      readonly type: 'fail-task';
      readonly taskId: TaskId;
      readonly reason: FailReason;
      /** Whose hands it was in; `undefined` when it still waited. */
      readonly workerId: WorkerId | undefined;
    }
  /** The last worker is gone: whoever joins may go on. */
  | { readonly type: 'finish' };
