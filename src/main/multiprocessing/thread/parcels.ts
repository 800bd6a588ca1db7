/**
 * Messages on their way to another thread: bytes of the codec, and beside them what threads
 * can share or move, which no pipe could carry.
 */
import { types } from 'node:util';
import { MessagePort, type Transferable } from 'node:worker_threads';
import { decode } from '../codec/decode';
import { encode, type Encoded } from '../codec/encode';
import { NotCloneableError } from '../errors';
import type { DownMessage, UpMessage } from '../protocol';

/** One message. */
interface Parcel {
  readonly head: Uint8Array;
  readonly attachments: readonly Uint8Array<ArrayBuffer>[];
  readonly aside: readonly object[];
}

/** Messages that travel together. */
export interface Shipment {
  readonly parcels: readonly Parcel[];
  readonly moved: readonly Transferable[];
}

const marked = new WeakSet();

/**
 * Marks memory or a port to be moved, not copied, when it next crosses to another thread; it
 * is empty here from then on (`transferList` of Node's postMessage). On its way to a process
 * it is copied as ever.
 *
 * @returns the same value, so that it can stand where it is passed: `args: [transfer(bytes)]`.
 */
export function transfer<Value extends ArrayBuffer | ArrayBufferView<ArrayBuffer> | MessagePort>(value: Value): Value {
  marked.add(value);
  return value;
}

/** @throws {NotCloneableError} when a message cannot be sent. */
export function ship(messages: readonly (DownMessage | UpMessage)[]): Shipment {
  const moved = new Set<Transferable>();
  const parcels = messages.map((message) => parcelOf(message, moved));
  return { parcels, moved: [...moved] };
}

/** The casts of the callers: only the library's two ends have the ports. */
export function unpack(parcels: readonly Parcel[]): readonly unknown[] {
  return parcels.map((parcel) => decode(parcel));
}

function parcelOf(message: DownMessage | UpMessage, moved: Set<Transferable>): Parcel {
  const encoded = encodeMessage(message);
  for (const item of encoded.aside) collectMoved(item, moved);
  // The head is the encoder's own memory, and the next message may overwrite it; the cast: neither is shared memory.
  const attachments = encoded.attachments as readonly Uint8Array<ArrayBuffer>[];
  return { head: encoded.head.slice(), attachments: attachments.map(own), aside: encoded.aside };
}

/** What is the user's of a message, and what errors call it; of a process, `link/messages.ts` has them. */
const USERS: Readonly<Partial<Record<(DownMessage | UpMessage)[0], readonly [place: string, name: string]>>> = {
  task: ['task[4]', 'args'],
  charge: ['charge[1]', 'charge'],
  returned: ['returned[3]', 'result'],
  progress: ['progress[2]', 'progress'],
};

/** @throws {NotCloneableError} whose path begins where the user's part does. */
function encodeMessage(message: DownMessage | UpMessage): Encoded {
  const [kind] = message;
  try {
    return encode(message, { root: kind, aside: isAside });
  } catch (error) {
    const users = USERS[kind];
    if (!(error instanceof NotCloneableError) || users === undefined) throw error;
    const [place, name] = users;
    const path = error.path?.replace(place, name);
    throw new NotCloneableError('A message', error.reason.replace(place, name), { path, cause: error.cause });
  }
}

/** A view of a larger buffer would take all of it along. */
function own(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

function isAside(value: object): boolean {
  if (marked.has(value) || value instanceof MessagePort) return true;
  return types.isSharedArrayBuffer(ArrayBuffer.isView(value) ? value.buffer : value);
}

function collectMoved(item: object, moved: Set<Transferable>): void {
  if (item instanceof MessagePort) moved.add(item);
  if (!marked.delete(item)) return;
  const memory = ArrayBuffer.isView(item) ? item.buffer : item;
  if (types.isArrayBuffer(memory)) moved.add(memory);
}
