import type { Client, Host } from '../home/client';
import { holdHome, newClientId } from '../home/home';
import type { ClientId, RequestId } from '../state/client';
import type { ResourceId } from '../wire/message';
import { OP, type Operation } from '../wire/operation';
import { Parcel } from '../wire/parcel';
import type { Asking, Line, Receiver, Saying } from './line';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const HERE = Promise.resolve();

/** How a process uses what it made itself: by calls, in no other way than everybody else. */
export class OwnLine implements Line {
  readonly resource: ResourceId = 0;
  readonly homePid = process.pid;
  readonly isHome = true;
  readonly error = undefined;
  readonly #host: Host;
  readonly #client: Client;
  readonly #pending = new Map<RequestId, Pending>();
  #nextRequest: RequestId = 1;

  constructor(host: Host, receiver: Receiver) {
    this.#host = host;
    this.#client = new OwnClient(newClientId(), receiver, (request, settle) => this.#settle(request, settle));
    this.send(OP.attach);
  }

  send(op: Operation, { count = 0, also = 0, parcel }: Saying = {}): void {
    this.#host.received(this.#client, { op, resource: 0, count, request: also, parcel: packed(parcel) });
  }

  ask(op: Operation, { count = 0, parcel }: Saying = {}): Asking {
    const request = this.#nextRequest;
    this.#nextRequest += 1;
    const answer = new Promise<unknown>((resolve, reject) => this.#pending.set(request, { resolve, reject }));
    this.#host.received(this.#client, { op, resource: 0, count, request, parcel: packed(parcel) });
    // Answered within the call, as most are, it holds nothing.
    if (this.#pending.has(request)) {
      holdHome(1);
      void answer.then(release, release);
    }
    return { request, answer };
  }

  pack(value: unknown): Parcel {
    return Parcel.of(value);
  }

  departed(): Promise<void> {
    return HERE;
  }

  hold(change: 1 | -1): void {
    holdHome(change);
  }

  note(): boolean {
    return true;
  }

  #settle(request: RequestId, settle: (pending: Pending) => void): void {
    const pending = this.#pending.get(request);
    this.#pending.delete(request);
    if (pending !== undefined) settle(pending);
  }
}

function release(): void {
  holdHome(-1);
}

/** The cast: this line packs itself all that it is given. */
function packed(parcel: Pick<Parcel, 'write'> | undefined): Parcel | undefined {
  return parcel as Parcel | undefined;
}

class OwnClient implements Client {
  readonly id: ClientId;
  readonly pid = process.pid;
  readonly #receiver: Receiver;
  readonly #settle: (request: RequestId, settle: (pending: Pending) => void) => void;

  constructor(
    id: ClientId,
    receiver: Receiver,
    settle: (request: RequestId, settle: (pending: Pending) => void) => void,
  ) {
    this.id = id;
    this.#receiver = receiver;
    this.#settle = settle;
  }

  send(
    op: Operation,
    _resource: ResourceId,
    { count = 0, parcel }: { readonly count?: number; readonly parcel?: Parcel } = {},
  ): void {
    this.#receiver.received(op, count, parcel);
  }

  answer(request: RequestId, value: unknown): void {
    this.#settle(request, ({ resolve }) => resolve(value));
  }

  refuse(request: RequestId, error: unknown): void {
    this.#settle(request, ({ reject }) => reject(error));
  }

  trace(): number {
    return 0;
  }
}
