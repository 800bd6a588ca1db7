/**
 * The home of what this process, or this thread, made: where others reach it.
 *
 * It opens when the first reference leaves, not before; uses by the process itself need no
 * socket. One connection serves all resources that a client uses.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { FrameReader } from '../../codec/frame-reader';
import type { ClientId } from '../state/client';
import { type Message, readMessage, type ResourceId } from '../wire/message';
import { OP } from '../wire/operation';
import type { Client, Ending, Host } from './client';
import { type HomePlace, makeHomePlace, removeDeadHomes, removeFolder } from './home-folder';
import type { Road } from '../remote/road';
import { readToEnd } from './read-to-end';
import { RemoteClient } from './remote-client';

/** What a reference says of where a resource lives. */
export interface HomeAddress extends HomePlace {
  readonly token: string;
  readonly pid: number;
  /** Where it is reached by TCP and not by its path. */
  readonly via?: Road | undefined;
}

interface Resource {
  readonly host: Host;
  /** The object by which this process itself uses it. */
  readonly own: object;
}

const resources = new Map<ResourceId, Resource>();
const ids = new WeakMap<object, ResourceId>();
let opened: { readonly address: HomeAddress; readonly server: Server } | undefined;
let nextResource: ResourceId = 1;
let nextClient: ClientId = 1;
/** Calls of this process that wait for what another may bring. */
let waiting = 0;

/** Opens the home and makes the resource reachable. @returns what a reference to it needs. */
export function publish(own: object, host: Host): { readonly home: HomeAddress; readonly resource: ResourceId } {
  opened ??= open();
  let resource = ids.get(own);
  if (resource === undefined) {
    resource = nextResource;
    nextResource += 1;
    ids.set(own, resource);
  }
  resources.set(resource, { host, own });
  return { home: opened.address, resource };
}

/** The resource can be reached no more, but by those that use it already. */
export function withdraw(own: object): void {
  const resource = ids.get(own);
  if (resource !== undefined) resources.delete(resource);
}

/** What this process itself made; `undefined` when the address is another's. */
export function findOwn(address: string, resource: ResourceId): object | undefined {
  return opened?.address.address === address ? resources.get(resource)?.own : undefined;
}

/** Where this process may leave files that go with it; opens its home. */
export function homeFolder(): string {
  opened ??= open();
  return opened.address.folder;
}

export function isHome(address: string): boolean {
  return opened?.address.address === address;
}

export function newClientId(): ClientId {
  nextClient += 1;
  return nextClient;
}

/** While a call of this process waits, the home keeps it alive, if anybody can reach it. */
export function holdHome(change: 1 | -1): void {
  waiting += change;
  if (opened === undefined) return;
  if (waiting > 0) opened.server.ref();
  else opened.server.unref();
}

function open(): { readonly address: HomeAddress; readonly server: Server } {
  const place = makeHomePlace();
  const address = { ...place, token: randomBytes(16).toString('hex'), pid: process.pid };
  const server = createServer((socket) => serve(socket, { address, isTrusted: false }));
  server.on('error', () => {
    // Whoever tries to come in is told by the connection that fails.
  });
  // Not shared with a cluster's primary: so it listens before this call returns.
  server.listen({ path: place.address, exclusive: true });
  if (waiting === 0) server.unref();
  process.once('exit', () => removeFolder(place.folder));
  if (process.platform !== 'win32') removeDeadHomes(place.folder);
  return { address, server };
}

/** Serves who has proved by other means that it may be served. */
export function admitTrusted(socket: Socket): void {
  opened ??= open();
  serve(socket, { address: opened.address, isTrusted: true });
}

interface Serving {
  readonly address: HomeAddress;
  /** It need not know the token. */
  readonly isTrusted: boolean;
}

function serve(socket: Socket, serving: Serving): void {
  socket.unref();
  readToEnd(socket);
  let client: RemoteClient | undefined;
  let ending: Ending = 'died';
  const used = new Map<ResourceId, Host>();
  const reader = new FrameReader({
    received: (decoder, frame) => {
      const message = readMessage(decoder, frame);
      if (message.op === OP.hello) {
        client = welcome(message, socket, serving);
      } else if (message.op === OP.close && message.resource === 0) {
        ending = message.count === 0 ? 'left' : 'died';
      } else if (client !== undefined) {
        take(client, message, used);
      } else {
        throw new RangeError('Not said who it is');
      }
    },
  });
  socket.on('data', (chunk) => {
    try {
      reader.push(chunk);
    } catch {
      // Not one of ours, or out of step: nothing it says from now on can be understood.
      socket.destroy();
    }
  });
  // It was read in another way before.
  socket.resume();
  socket.on('error', () => socket.destroy());
  socket.once('close', () => {
    if (client === undefined) return;
    for (const host of used.values()) host.left(client, ending);
    client.forget();
  });
}

/** @throws {RangeError} when it does not know the token. */
function welcome(message: Message, socket: Socket, { address, isTrusted }: Serving): RemoteClient {
  const hello = message.parcel?.open() as Partial<Record<'token' | 'trace', string> & { pid: number }> | undefined;
  if (hello === undefined || (!isTrusted && hello.token !== address.token)) throw new RangeError('A wrong token');
  const { pid = 0, trace = '' } = hello;
  return new RemoteClient(newClientId(), socket, { pid, trace, folder: address.folder });
}

function take(client: Client, message: Message, used: Map<ResourceId, Host>): void {
  const host = used.get(message.resource) ?? resources.get(message.resource)?.host;
  if (host === undefined) {
    if (message.request > 0) client.refuse(message.request, new GoneError());
    return;
  }
  used.set(message.resource, host);
  host.received(client, message);
}

class GoneError extends Error {
  override readonly name = 'ConnectionClosedError';

  constructor() {
    super('It is not there any more');
  }
}
