/**
 * The home of what this process, or this thread, made: where others reach it.
 *
 * It opens when the first reference leaves, not before; uses by the process itself need no
 * socket. One connection serves all resources that a client uses.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import type { ClientId } from '../state/client';
import type { ResourceId } from '../wire/message';
import type { Host } from './client';
import { serveConnection } from './connection';
import { type HomePlace, makeHomePlace, removeDeadHomes, removeFolder } from './home-folder';
import type { Road } from '../remote/road';

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
  const server = createServer((socket) => serve(socket, address, false));
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
  serve(socket, opened.address, true);
}

function serve(socket: Socket, { token, folder }: HomeAddress, isTrusted: boolean): void {
  const hostOf = (resource: ResourceId): Host | undefined => resources.get(resource)?.host;
  serveConnection(socket, { token, folder, isTrusted, hostOf, newClientId });
}
