/**
 * One child and the channel to it, whatever the child is: a process, or a thread.
 *
 * A link has no opinion: it carries messages and says how the child ended.
 */
import type { Readable } from 'node:stream';
import type { Pid } from '../../../shared/units';
import type { ProcessStartError } from '../errors';
import type { ExitStatus } from '../exit-status';
import type { Charge, DownMessage, HeardMessage } from '../protocol';

export interface LinkOptions {
  readonly charge: Omit<Charge, 'token'>;
  /** Added to the environment of a process. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** `pipe` gives the child's output to {@link Link.stdout} and {@link Link.stderr}; left out, it is the parent's. */
  readonly output?: 'inherit' | 'pipe' | undefined;
}

/** How a child ended. */
export interface LinkEnd {
  readonly status: ExitStatus;
  /** The system could not start it. */
  readonly startError?: ProcessStartError | undefined;
  /** What the link itself found wrong, when it ended the child for that: the channel was written to by somebody else. */
  readonly reason?: string | undefined;
  /** The last 8 KiB of what it wrote to stderr; empty where that is not known. */
  readonly stderrTail: string;
}

export interface LinkListener {
  received(message: HeardMessage): void;
  /** A message that cannot be sent; the others are. Never within the call of {@link Link.send}. */
  refused(message: DownMessage, cause: unknown): void;
  /** Comes last and once: nothing of the child arrives after it. */
  ended(end: LinkEnd): void;
}

export interface Link {
  /** Of a process; of a thread, the process it is in. `undefined` when the system could not start it. */
  readonly pid: Pid | undefined;
  readonly hasEnded: boolean;
  /** With `output: 'pipe'`. Whoever asked must read it, or the child stands still. */
  readonly stdout: Readable | undefined;
  readonly stderr: Readable | undefined;
  /** Sends with all other messages of this turn. A child that is gone gets nothing, and that is no error. */
  send(message: DownMessage): void;
  /**
   * Whether all that was sent has left for the child, so that it will find it there when it
   * reads next.
   */
  readonly hasDelivered: boolean;
  /** Reads what the child has said and not sent: it may be held back while tiny tasks follow each other. */
  catchUp(): void;
  /** A thread has no signals: any ends it. */
  kill(signal: NodeJS.Signals): void;
  /** Whether this child alone keeps the parent's event loop, and so the program, alive. */
  hold(isHeld: boolean): void;
}

/**
 * Starts a child.
 *
 * @throws {NotCloneableError} when the charge cannot be sent, or what the system throws when
 *   the environment is too long; then there is no child.
 */
export type OpenLink = (options: LinkOptions, listener: LinkListener) => Link;
