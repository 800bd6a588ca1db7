/**
 * What a process and its child say to each other.
 *
 * Messages are tuples, written as `link/messages.ts` says; all of one turn travel together.
 * Those of the child carry a token that the library's two ends know, so that a task which
 * writes into the channel cannot answer for another.
 */
import type { Bytes, Milliseconds, MonotonicMilliseconds, Pid, TaskId } from '../../shared/units';
import type { ChildIdentity } from './process/identity';
import type { RemoteFault } from './remote-error';
import type { TargetReference } from './target';

/** Descriptor of the child from which it reads what the parent says. */
export const DOWN_FD = 3;
/** Descriptor of the child into which it writes. */
export const UP_FD = 4;
/** Descriptor of the child on which it learns of its parent's death. */
export const LIFELINE_FD = 5;

/** Largest message, arguments or result included, where nobody says otherwise. */
export const MAX_MESSAGE: Bytes = 64 * 1024 * 1024;
/** Room beyond that for what the library adds. */
export const FRAME_SLACK: Bytes = 64 * 1024;

/** First message to a child. */
export interface Charge {
  readonly kind: 'worker' | 'process';
  readonly token: number;
  /** The parent, where the system ends the child with it; `undefined` where the child must see to that. */
  readonly boundTo?: Pid | undefined;
  /** See {@link MAX_MESSAGE}. */
  readonly maxMessage?: Bytes | undefined;
  readonly name: string;
  readonly identity: ChildIdentity;
  /** For a worker, URL of the module that holds the functions. */
  readonly module?: string;
  /** For a worker, name of the initializer. */
  readonly target?: string | undefined;
  /** For a worker, name of what it calls before it leaves. */
  readonly teardown?: string | undefined;
  /** For a process, what it runs. */
  readonly run?: TargetReference;
  readonly args: readonly unknown[];
}

/** How a function is to be called: once with these arguments, once with each item, or once with each item's own arguments. */
export type CallShape = 'call' | 'chunk' | 'star-chunk';

/** A task, or what is needed of it. */
export type TaskMessage = readonly [
  kind: 'task',
  id: TaskId,
  /** Of an export of the pool's module, or the number of a definition. */
  target: string | number,
  shape: CallShape,
  values: ArrayLike<unknown>,
];

export type DownMessage =
  | readonly ['charge', charge: Charge]
  | TaskMessage
  /** A function that is none of the pool's module's; comes before the first task that calls it. */
  | readonly ['define', target: number, reference: TargetReference]
  /** Answered by `given-back`, or not at all once the task has begun: `started` said so. */
  | readonly ['take-back', id: TaskId]
  /** The caller withdrew the running task: it may clean up (see `taskSignal`), then this worker ends. */
  | readonly ['cancel']
  /** The parent can read the child's journal. */
  | readonly ['journal-open']
  /** The parent can read and write the child's memory: large data goes by {@link BulkOffer} from now on. */
  | readonly ['bulk-open']
  | readonly ['dismiss'];

export type UpMessage =
  | readonly ['ready']
  /** There is memory that the parent can read, under this descriptor: see `link/journal-layout.ts`. Answered by `journal-open`, or not at all. */
  | readonly ['journal', descriptor: number, mark: number]
  /** Answered by `bulk-open`, or not at all. */
  | readonly ['bulk', offer: BulkOffer]
  /** Where the child has made room for the attachments of the frame that it read last. */
  | readonly ['room', addresses: readonly number[]]
  /** The module does not load, or the initializer threw. */
  | readonly ['unfit', fault: RemoteFault]
  | readonly ['started', id: TaskId, at: MonotonicMilliseconds]
  | readonly ['given-back', id: TaskId]
  /** What the running task says of itself. */
  | readonly ['progress', id: TaskId, value: unknown]
  | readonly ['returned', id: TaskId, runMs: Milliseconds, value: unknown]
  /** Both at once: the task returned, and the next one in the worker's line is about to run. */
  | readonly [
      kind: 'went-on',
      id: TaskId,
      runMs: Milliseconds,
      nextId: TaskId,
      nextAt: MonotonicMilliseconds,
      value: unknown,
    ]
  /** `item`: position within the chunk, -1 for a call; `isUnsendable`: the result, not the task, was at fault. */
  | readonly ['failed', id: TaskId, runMs: Milliseconds, failure: TaskFailure]
  /** A process's target threw; the process ends by it. */
  | readonly ['threw', fault: RemoteFault];

/** What the parent needs to copy large data from the child's memory and into it: see `link/bulk.ts`. */
export interface BulkOffer {
  /** Of a word in the child's memory, and what it holds: the parent adds 1 to it. */
  readonly address: number;
  readonly mark: number;
  /** The end of a pipe, to be opened by the parent: what it has read, the child may use again. */
  readonly descriptor: number;
}

export type UpMessageOf<Kind extends UpMessage[0]> = Extract<UpMessage, readonly [Kind, ...unknown[]]>;

/** What whoever has a child hears of it; the rest is between the channel's two ends. */
export type HeardMessage = Exclude<UpMessage, UpMessageOf<'journal' | 'bulk' | 'room'>>;

export interface TaskFailure {
  readonly fault: RemoteFault;
  readonly item: number;
  readonly isUnsendable: boolean;
  /** Place within the result of what cannot be sent. */
  readonly path?: string | undefined;
}
