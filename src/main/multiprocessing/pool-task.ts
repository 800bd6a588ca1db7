import type { MonotonicMilliseconds, TaskId } from '../../shared/units';
import { NotCloneableError, RemoteTaskError, type TaskPlace } from './errors';
import type { CallShape, TaskFailure } from './protocol';

/** One call, or one chunk of a map. */
export interface TaskCall {
  readonly name: string;
  readonly shape: CallShape;
  readonly values: readonly unknown[];
  /** Position of a chunk's first item in the whole. */
  readonly firstItem?: number;
}

/** A task from its submission until its caller has an answer. */
export interface Task {
  readonly id: TaskId;
  readonly call: TaskCall;
  readonly label: string;
  readonly items: number | undefined;
  readonly submittedAt: MonotonicMilliseconds;
  startedAt: MonotonicMilliseconds | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What the caller of a task gets for its failure. */
export function failureError(
  place: TaskPlace,
  cause: Error,
  { failure, call }: { readonly failure: TaskFailure; readonly call: TaskCall },
): Error {
  if (failure.isUnsendable) return new NotCloneableError(`The result of ${place.label}`, cause);
  const item = failure.item < 0 ? undefined : (call.firstItem ?? 0) + failure.item;
  return new RemoteTaskError(place, cause, item);
}
