import { closeSync, openSync, readSync, unlinkSync } from 'node:fs';
import type { Socket } from 'node:net';
import { basename, join } from 'node:path';
import type { Pid } from '../../../../shared/units';
import { remoteFaultOf } from '../../remote-error';
import type { ClientId, RequestId } from '../state/client';
import type { ResourceId } from '../wire/message';
import { OP, type Operation } from '../wire/operation';
import { Outbox } from '../wire/outbox';
import { Parcel } from '../wire/parcel';
import { TRACE_SIZE } from '../wire/trace';
import type { Client } from './client';

/** A client in another process, or in another thread. */
export class RemoteClient implements Client {
  readonly id: ClientId;
  readonly pid: Pid;
  readonly #outbox: Outbox;
  readonly #tracePath: string;

  constructor(id: ClientId, socket: Socket, { pid, trace, folder }: { pid: Pid; trace: string; folder: string }) {
    this.id = id;
    this.pid = pid;
    this.#outbox = new Outbox(socket);
    this.#tracePath = trace === '' ? '' : join(folder, basename(trace));
  }

  send(
    op: Operation,
    resource: ResourceId,
    { count = 0, parcel }: { readonly count?: number; readonly parcel?: Parcel } = {},
  ): void {
    this.#outbox.send({ op, resource, count, request: 0, parcel });
  }

  answer(request: RequestId, value: unknown): void {
    this.#outbox.send({ op: OP.answer, resource: 0, count: 0, request, parcel: Parcel.of(value, 'answer') });
  }

  refuse(request: RequestId, error: unknown): void {
    const parcel = Parcel.of(remoteFaultOf(error), 'error');
    this.#outbox.send({ op: OP.refusal, resource: 0, count: 0, request, parcel });
  }

  trace(resource: ResourceId): number {
    if (this.#tracePath === '') return 0;
    try {
      const file = openSync(this.#tracePath, 'r');
      try {
        const bytes = Buffer.alloc(TRACE_SIZE);
        const read = readSync(file, bytes, 0, TRACE_SIZE, resource * TRACE_SIZE);
        return read === TRACE_SIZE ? bytes.readDoubleLE() : 0;
      } finally {
        closeSync(file);
      }
    } catch {
      return 0;
    }
  }

  /** Its traces are of no use any more. */
  forget(): void {
    if (this.#tracePath === '') return;
    try {
      unlinkSync(this.#tracePath);
    } catch {
      // It goes with the folder.
    }
  }
}
