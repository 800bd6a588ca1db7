import { connect } from 'node:net';
import { ConnectionClosedError } from '../../errors';
import { type Crossable, crossing } from '../../codec/crossing';
import { staysHere } from '../../codec/stays-here';
import { requireKind } from '../../require-argument';
import { Caller } from '../client/caller';
import { adoptLink, closeLink } from '../client/home-link';
import { inItsClass } from '../managed/errors';
import { Attachment, forgetHome } from '../reference';
import { OP } from '../wire/operation';
import { Parcel } from '../wire/parcel';
import { enter } from './handshake';
import { requireRoad, type Welcome } from './manager-server';
import { keepRoad, type Road } from './road';

/** A manager in another process, on this machine or another, as who connected to it sees it. */
export class RemoteManager implements Disposable, Crossable {
  readonly #caller: Caller;
  readonly #address: string;

  private constructor(caller: Caller, address: string) {
    this.#caller = caller;
    this.#address = address;
  }

  /**
   * @throws {AuthenticationError} when the manager has another key.
   * @throws {ConnectionClosedError} when what listens there is no manager.
   * @throws {Error} of the system: ECONNREFUSED, ENOTFOUND.
   */
  static async connect(road: Road): Promise<RemoteManager> {
    requireRoad(road);
    const socket = connect(road.port, road.host);
    try {
      const { home, resource } = parseWelcome(await enter(socket, road.authkey));
      keepRoad(home.address, road);
      if (adoptLink({ ...home, via: road }, socket)) forgetHome(home.address);
      const name = `The manager at ${road.host}:${road.port}`;
      const attachment = new Attachment({ home: { ...home, via: road }, resource, about: { name } });
      return new RemoteManager(new Caller(name, (receiver) => attachment.line(receiver)), home.address);
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  /**
   * What was registered by this name. What is shared (queues, locks, dicts, ...) arrives as
   * the same object, all else as a copy.
   *
   * @param args for the function that was registered.
   * @throws {KeyError} when nothing was; says what there is.
   */
  async get<Value = unknown>(name: string, ...args: readonly unknown[]): Promise<Value> {
    requireKind('the name of what a manager registered', name, 'string');
    try {
      return (await this.#caller.call(OP.call, { parcel: Parcel.of([name, ...args], 'call') })) as Value;
    } catch (error) {
      throw inItsClass(error);
    }
  }

  /** Ends the connection; every call of what came by it rejects with ConnectionClosedError from now on. */
  close(): void {
    closeLink(this.#address);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** @throws {UnsendableKind} always. */
  [crossing](): never {
    return staysHere('a RemoteManager');
  }
}

function parseWelcome(word: string): Welcome {
  try {
    const { home, resource } = JSON.parse(word) as Partial<Welcome>;
    if (typeof home?.address === 'string' && typeof home.pid === 'number' && typeof resource === 'number') {
      return { home, resource };
    }
  } catch {
    // Said below.
  }
  throw new ConnectionClosedError('What listens there is no manager');
}
