import type { Milliseconds, MonotonicMilliseconds, TaskId } from '../../../shared/units';
import { NotCloneableError } from '../errors';
import type { CallShape, TaskFailure } from '../protocol';
import type { TaskKind } from '../state/task-kind';
import { ORDINARY, TaskNode, type TaskPolicy } from '../state/task-node';
import { RemoteTaskError, type TaskPlace } from './errors';
import type { TaskTarget } from './targets';

/** What a caller asked for beside the call itself. Shared by all tasks of a call. */
export interface CallTerms {
  readonly policy: TaskPolicy;
  /** From the task's start. */
  readonly timeout: Milliseconds | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((value: unknown) => void) | undefined;
}

export const NO_TERMS: CallTerms = { policy: ORDINARY, timeout: undefined, signal: undefined, onProgress: undefined };

/** One call, or one chunk of a map. */
export interface TaskCall {
  readonly target: TaskTarget;
  readonly shape: CallShape;
  /** Arguments of a call, items of a chunk. */
  readonly values: ArrayLike<unknown>;
  readonly terms: CallTerms;
  /** Gets the one answer. */
  readonly owner: TaskOwner;
  /** Position of a chunk's first item in the whole. */
  readonly firstItem?: number;
}

export interface TaskOwner {
  resolve(value: unknown, firstItem: number): void;
  reject(error: Error, firstItem: number): void;
}

/** A task from its submission until its caller has an answer. */
export class Task extends TaskNode {
  readonly call: TaskCall;
  startedAt: MonotonicMilliseconds | undefined = undefined;
  /** Of its timeout, while it runs. */
  timer: NodeJS.Timeout | undefined = undefined;
  /** Whether its events are told one by one. */
  isTold = false;

  constructor(
    id: TaskId,
    call: TaskCall,
    { kind, now }: { readonly kind: TaskKind; readonly now: MonotonicMilliseconds },
  ) {
    super(id, { kind, policy: call.terms.policy, items: call.shape === 'call' ? 1 : call.values.length }, now);
    this.call = call;
  }

  get label(): string {
    return this.call.target.label;
  }

  /** Items of a chunk; `undefined` for a call. */
  get items(): number | undefined {
    return this.call.shape === 'call' ? undefined : this.call.values.length;
  }

  resolve(value: unknown): void {
    this.call.owner.resolve(value, this.call.firstItem ?? 0);
  }

  reject(error: Error): void {
    this.call.owner.reject(error, this.call.firstItem ?? 0);
  }

  /** What its caller gets when it failed in the worker. */
  failureOf(place: TaskPlace, cause: Error, { isUnsendable, item }: TaskFailure): Error {
    if (isUnsendable) return new NotCloneableError(`The result of ${place.label}`, cause);
    return new RemoteTaskError(place, cause, item < 0 ? undefined : (this.call.firstItem ?? 0) + item);
  }
}

/** The task that a pool's decision is about. */
export function asTask(node: TaskNode): Task {
  if (node instanceof Task) return node;
  throw new TypeError(`Task ${node.id} was not submitted to this pool`);
}
