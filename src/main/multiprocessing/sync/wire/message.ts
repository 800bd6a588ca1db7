import type { ByteReader } from '../../codec/byte-reader';
import type { ValueDecoder } from '../../codec/decode';
import type { FrameWriter } from '../../codec/frame-writer';
import type { RequestId } from '../state/client';
import type { Operation } from './operation';
import { Parcel } from './parcel';

/** A resource within its home. */
export type ResourceId = number;

export interface Message {
  readonly op: Operation;
  readonly resource: ResourceId;
  /** What it counts depends on the operation; 0 where it counts nothing. */
  readonly count: number;
  /** 0 where no answer is expected; a second number where two are said. */
  readonly request: RequestId;
  readonly parcel: Parcel | undefined;
}

/** A message to be written; its parcel need not be packed yet. */
export type Outgoing = Omit<Message, 'parcel'> & { readonly parcel: Pick<Parcel, 'write'> | undefined };

/** @throws {NotCloneableError} when a value that was not packed cannot be; then nothing is written. */
export function writeMessage(frames: FrameWriter, { op, resource, count, request, parcel }: Outgoing): void {
  frames.addWith((encoder, writer) => {
    writer.u8(op);
    writer.varint(resource);
    writer.varint(count);
    writer.varint(request);
    parcel?.write(encoder, writer);
  });
}

/** @throws {RangeError} when the bytes are no message. */
export function readMessage(decoder: ValueDecoder, reader: ByteReader): Message {
  // The cast: whoever gets an operation that it does not know closes the connection.
  const op = reader.u8() as Operation;
  const resource = reader.varint();
  const count = reader.varint();
  const request = reader.varint();
  const parcel = reader.left > 0 ? Parcel.read(decoder, reader) : undefined;
  return { op, resource, count, request, parcel };
}
