/**
 * What a process and its child say to each other over the child's IPC channel.
 *
 * Messages are tuples: the serializer writes the keys of an object each time. All messages
 * of one turn travel as one {@link Batch}. Its token is known to the library's two ends
 * only, so that a task which calls `process.send` itself cannot answer for another.
 */
import type { Milliseconds, MonotonicMilliseconds, TaskId } from '../../shared/units';
import type { RemoteFault } from './remote-error';

/** Descriptor of the child on which it learns of its parent's death. */
export const LIFELINE_FD = 4;

/** First message to a child, not in a batch. */
export interface Charge {
  readonly kind: 'worker' | 'process';
  readonly token: string;
  readonly name: string;
  /** URL of the module that holds the functions. */
  readonly module: string;
  /** For a worker the initializer, for a process the target. */
  readonly target: string | undefined;
  readonly args: readonly unknown[];
}

export type QueueOperation = 'put' | 'get' | 'qsize' | 'full' | 'close';

/** One call of a queue that lives in the parent. */
export interface QueueCall {
  readonly queue: number;
  readonly operation: QueueOperation;
  readonly item?: unknown;
  readonly timeout?: Milliseconds | undefined;
}

/** How a function is to be called: once with these arguments, once with each item, or once with each item's own arguments. */
export type CallShape = 'call' | 'chunk' | 'star-chunk';

/** A task, or what is needed of it. `hasQueues`: references to queues stand among the values. */
export type TaskMessage = readonly [
  kind: 'task',
  id: TaskId,
  name: string,
  shape: CallShape,
  values: ArrayLike<unknown>,
  hasQueues: boolean,
];

export type DownMessage =
  | TaskMessage
  | readonly ['answer', request: number, value: unknown]
  | readonly ['refusal', request: number, fault: RemoteFault]
  /** Answered by `given-back`, or not at all once the task has begun: `started` said so. */
  | readonly ['take-back', id: TaskId]
  | readonly ['dismiss'];

export type UpMessage =
  | readonly ['ready']
  /** The module does not load, or the initializer threw. */
  | readonly ['unfit', fault: RemoteFault]
  | readonly ['started', id: TaskId, at: MonotonicMilliseconds]
  | readonly ['given-back', id: TaskId]
  /** What the running task says of itself. */
  | readonly ['progress', id: TaskId, value: unknown]
  | readonly ['returned', id: TaskId, runMs: Milliseconds, value: unknown]
  /** `item`: position within the chunk, -1 for a call; `isUnsendable`: the result, not the task, was at fault. */
  | readonly ['failed', id: TaskId, runMs: Milliseconds, failure: TaskFailure]
  | readonly ['request', request: number, call: QueueCall]
  /** A process's target threw; the process ends by it. */
  | readonly ['threw', fault: RemoteFault];

export type UpMessageOf<Kind extends UpMessage[0]> = Extract<UpMessage, readonly [Kind, ...unknown[]]>;

export interface TaskFailure {
  readonly fault: RemoteFault;
  readonly item: number;
  readonly isUnsendable: boolean;
}

export type Batch<Message> = readonly [token: string, messages: readonly Message[]];

/** The messages of a batch; none for what is not ours. */
export function messagesOf(token: string, received: unknown): readonly unknown[] {
  return Array.isArray(received) && received.length === 2 && received[0] === token && Array.isArray(received[1])
    ? (received[1] as readonly unknown[])
    : [];
}
