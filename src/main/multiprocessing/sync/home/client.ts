import type { Pid } from '../../../../shared/units';
import type { ClientId, RequestId } from '../state/client';
import type { Operation } from '../wire/operation';
import type { Parcel } from '../wire/parcel';
import type { Message, ResourceId } from '../wire/message';

/** Who uses a resource, as its home sees it. */
export interface Client {
  readonly id: ClientId;
  readonly pid: Pid;
  send(op: Operation, resource: ResourceId, about?: { readonly count?: number; readonly parcel?: Parcel }): void;
  answer(request: RequestId, value: unknown): void;
  refuse(request: RequestId, error: unknown): void;
  /** The last number that the client noted of its use of the resource: what it did without a message. */
  trace(resource: ResourceId): number;
}

/** How a client ended: by itself, or by an accident. */
export type Ending = 'left' | 'died';

/** A resource where it lives. */
export interface Host {
  /** @throws {RangeError} for an operation that it does not have: the client is not one of ours. */
  received(client: Client, message: Message): void;
  /** Items of a client, which came right behind each other. */
  put?(client: Client, resource: ResourceId, parcels: readonly Parcel[]): void;
  left(client: Client, ending: Ending): void;
}
