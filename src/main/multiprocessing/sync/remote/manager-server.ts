import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type OptionRules, requireKind, requireOptions } from '../../require-argument';
import { admitTrusted, type HomeAddress } from '../home/home';
import { admit } from './handshake';
import type { Road } from './road';

/** Where a manager is to be reached, and by whom. */
export interface ServeOptions {
  /** Who does not have it is not let in; everybody who has it may use all that this process shares. */
  readonly authkey: string | Uint8Array;
  /** Left out: this machine only (`127.0.0.1`). */
  readonly host?: string;
  /** Left out: any that is free. */
  readonly port?: number;
}

const RULES: OptionRules<ServeOptions> = {
  of: 'serve',
  example: `{ host: '0.0.0.0', port: 50_000, authkey: 'a long secret' }`,
  kinds: { authkey: 'key', host: 'string', port: 'number' },
};
const CONNECT_RULES: OptionRules<Road> = {
  of: 'Manager.connect',
  example: `{ host: 'lab-3', port: 50_000, authkey: 'a long secret' }`,
  kinds: { authkey: 'key', host: 'string', port: 'number' },
};

/** What is said to who was let in, as JSON. */
export interface Welcome {
  readonly home: HomeAddress;
  readonly resource: number;
}

/** @throws {TypeError} when they are no options, or the key is missing or empty. */
export function requireServeOptions(options: ServeOptions): void {
  requireOptions(options, RULES);
  requireKind('authkey of serve', options.authkey, 'key');
}

/** @throws {TypeError} when they do not say where and by which key. */
export function requireRoad(road: Road): void {
  requireOptions(road, CONNECT_RULES);
  requireKind('host of Manager.connect', road.host, 'string');
  requireKind('port of Manager.connect', road.port, 'number');
  requireKind('authkey of Manager.connect', road.authkey, 'key');
}

/** A manager that listens: others connect to it by `Manager.connect`. It keeps the program alive until it is closed. */
export class ManagerServer implements AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;

  private constructor(server: Server, sockets: Set<Socket>) {
    // The cast: it listens on a port.
    const { address, port } = server.address() as AddressInfo;
    this.host = address;
    this.port = port;
    this.#server = server;
    this.#sockets = sockets;
  }

  /** @throws {Error} of the system: EADDRINUSE, EACCES. */
  static async listen({ host = '127.0.0.1', port = 0, authkey }: ServeOptions, word: Welcome): Promise<ManagerServer> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      void letIn(socket, authkey, JSON.stringify(word));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, exclusive: true }, () => {
        server.off('error', reject);
        resolve();
      });
    });
    server.on('error', ignore);
    return new ManagerServer(server, sockets);
  }

  /** Lets nobody in any more, and ends the connections that there are: there, every call rejects with ConnectionClosedError. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

async function letIn(socket: Socket, authkey: Road['authkey'], word: string): Promise<void> {
  socket.on('error', ignore);
  try {
    await admit(socket, authkey, word);
    admitTrusted(socket);
  } catch {
    // A stranger is told nothing but that.
    socket.end();
    socket.once('finish', () => socket.destroy());
  }
}

function ignore(): void {
  // The end of the connection says it better.
}
