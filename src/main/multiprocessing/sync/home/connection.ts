/** One client's connection, as the home of what it uses serves it. */
import type { Socket } from 'node:net';
import { FrameReader } from '../../codec/frame-reader';
import { JournaledFrames } from '../../link/journaled-frames';
import type { ClientId } from '../state/client';
import { type Message, readMessage, type ResourceId } from '../wire/message';
import { OP } from '../wire/operation';
import type { Ending, Host } from './client';
import { Lookout } from './lookout';
import { PutRun } from './put-run';
import { readToEnd } from './read-to-end';
import { RemoteClient } from './remote-client';

export interface Serving {
  readonly token: string;
  /** Where clients leave their traces. */
  readonly folder: string;
  /** It need not know the token, and may be on another machine. */
  readonly isTrusted: boolean;
  readonly hostOf: (resource: ResourceId) => Host | undefined;
  readonly newClientId: () => ClientId;
}

/** Clients that may hold back what they have put. */
const holding = new Set<Connection>();

/**
 * Hears what clients have put and not written yet: whoever asks for a number is to have the one
 * that is right now. What is still on its way through the system is not waited for.
 */
export function hearAll(): void {
  for (const connection of holding) connection.catchUp();
}

/** Until the client is gone. */
export function serveConnection(socket: Socket, serving: Serving): void {
  const connection = new Connection(socket, serving);
  socket.unref();
  readToEnd(socket);
  socket.on('data', (chunk) => connection.push(chunk));
  // It was read in another way before.
  socket.resume();
  socket.on('error', () => socket.destroy());
  socket.once('close', () => connection.end());
}

class Connection {
  readonly #socket: Socket;
  readonly #serving: Serving;
  readonly #used = new Map<ResourceId, Host>();
  readonly #puts = new PutRun();
  readonly #frames = new JournaledFrames(() => this.#makeReader(), { isKept: true });
  readonly #lookout = new Lookout(this.#frames, () => this.catchUp());
  #client: RemoteClient | undefined;
  #ending: Ending = 'died';
  #isBroken = false;
  #isReading = false;

  constructor(socket: Socket, serving: Serving) {
    this.#socket = socket;
    this.#serving = serving;
  }

  push(chunk: Buffer): void {
    this.#read(() => this.#frames.push(chunk));
    this.#lookout.heard();
  }

  end(): void {
    this.#lookout.end();
    holding.delete(this);
    // Its last words need not have been written.
    this.catchUp();
    this.#frames.close();
    const client = this.#client;
    if (client === undefined) return;
    for (const host of this.#used.values()) host.left(client, this.#ending);
    client.forget();
  }

  catchUp(): void {
    this.#read(() => this.#frames.catchUp());
  }

  #read(read: () => void): void {
    // Who asks has written all that it held.
    if (this.#isBroken || this.#isReading) return;
    this.#isReading = true;
    try {
      read();
      this.#puts.end();
    } catch {
      // Not one of ours, or out of step: nothing it says from now on can be understood.
      this.#isBroken = true;
      this.#socket.destroy();
    } finally {
      this.#isReading = false;
    }
  }

  #makeReader(): FrameReader {
    return new FrameReader({ received: (decoder, frame) => this.#receive(readMessage(decoder, frame)) });
  }

  #receive(message: Message): void {
    const client = this.#client;
    if (message.op === OP.hello) {
      this.#client = this.#welcome(message);
    } else if (message.op === OP.close && message.resource === 0) {
      this.#ending = message.count === 0 ? 'left' : 'died';
    } else if (client === undefined) {
      throw new RangeError('Not said who it is');
    } else if (message.op === OP.journal) {
      const isOpen = !this.#serving.isTrusted && this.#frames.open(client.pid, placeOf(message));
      if (isOpen) holding.add(this);
      client.answer(message.request, isOpen);
    } else {
      this.#take(client, message);
    }
  }

  /** @throws {RangeError} when it does not know the token. */
  #welcome({ parcel }: Message): RemoteClient {
    const { token, folder, isTrusted, newClientId } = this.#serving;
    const hello = parcel?.open() as Partial<Record<'token' | 'trace', string> & { pid: number }> | undefined;
    if (hello === undefined || (!isTrusted && hello.token !== token)) throw new RangeError('A wrong token');
    const { pid = 0, trace = '' } = hello;
    return new RemoteClient(newClientId(), this.#socket, { pid, trace, folder });
  }

  #take(client: RemoteClient, message: Message): void {
    const host = this.#used.get(message.resource) ?? this.#serving.hostOf(message.resource);
    if (host === undefined) {
      if (message.request > 0) client.refuse(message.request, new GoneError());
      return;
    }
    this.#used.set(message.resource, host);
    if (message.op === OP.put && this.#puts.add(client, message, host)) return;
    this.#puts.end();
    host.received(client, message);
  }
}

/** @throws {RangeError} when it is none. */
function placeOf({ parcel }: Message): { readonly descriptor: number; readonly mark: number } {
  const { descriptor, mark } = (parcel?.open() ?? {}) as Partial<Record<'descriptor' | 'mark', unknown>>;
  if (!Number.isSafeInteger(descriptor) || !Number.isSafeInteger(mark)) throw new RangeError('Not a journal');
  return { descriptor: Number(descriptor), mark: Number(mark) };
}

class GoneError extends Error {
  override readonly name = 'ConnectionClosedError';

  constructor() {
    super('It is not there any more');
  }
}
