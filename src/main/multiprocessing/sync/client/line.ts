import type { Pid } from '../../../../shared/units';
import type { RequestId } from '../state/client';
import type { ResourceId } from '../wire/message';
import type { Operation } from '../wire/operation';
import type { Parcel } from '../wire/parcel';

/** What arrives without having been asked for. */
export interface Receiver {
  received(op: Operation, count: number, parcel: Parcel | undefined): void;
  /** The home is gone; nothing arrives any more. */
  lost(error: Error): void;
}

export interface Saying {
  readonly count?: number;
  /** A second number. */
  readonly also?: number;
  readonly parcel?: Pick<Parcel, 'write'> | undefined;
}

/** An answer that is waited for. */
export interface Asking {
  readonly request: RequestId;
  /** Rejects with the home's refusal, or when the home is gone. */
  readonly answer: Promise<unknown>;
}

/** One resource, as one user of it speaks with its home: over a connection, or by a call when the home is here. */
export interface Line {
  readonly resource: ResourceId;
  /** Who has the resource. */
  readonly homePid: Pid;
  /** Whether home and user are one: then nothing needs to be kept at hand. */
  readonly isHome: boolean;
  /** @throws {NotCloneableError} when the parcel is a loose one that cannot be sent. */
  send(op: Operation, saying?: Saying): void;
  ask(op: Operation, saying?: Saying): Asking;
  /** A value ready to be sent now. @throws {NotCloneableError} */
  pack(value: unknown): Pick<Parcel, 'write'>;
  /** Resolves when what was sent gets to the home whatever becomes of this process. */
  departed(): Promise<void>;
  /** Whether a call waits: then the program does not end by itself. */
  hold(change: 1 | -1): void;
  /** Notes how much was used without telling the home. @returns whether it could be noted. */
  note(value: number): boolean;
  /** Why nothing can be sent any more. */
  readonly error: Error | undefined;
}
