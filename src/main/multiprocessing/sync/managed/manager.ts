import { type Crossable, crossing } from '../../codec/crossing';
import { staysHere } from '../../codec/stays-here';
import { nextName } from '../../process-names';
import { requireKind } from '../../require-argument';
import { publish, withdraw } from '../home/home';
import { ManagerServer, requireServeOptions, type ServeOptions } from '../remote/manager-server';
import { type Provider, RegistryHost } from '../remote/registry-host';
import { RemoteManager } from '../remote/remote-manager';
import type { Road } from '../remote/road';
import { Parcel } from '../wire/parcel';
import { DictProxy } from './dict';
import { type DictKey, DictStore } from './dict-store';
import { ListProxy } from './list';
import { ListStore } from './list-store';
import { MethodHost, type Store } from './method-host';
import { NamespaceProxy } from './namespace';

/**
 * Makes dictionaries, lists and namespaces that processes share, after CPython's `multiprocessing.Manager`.
 *
 * They live in the process that made the manager, their home; there is no process of its own
 * for them. They last until `shutdown`, or as long as their home.
 */
export class Manager implements Disposable, Crossable {
  readonly #registry = new RegistryHost();
  readonly #servers: ManagerServer[] = [];
  readonly #made: { readonly own: object; readonly host: MethodHost }[] = [];

  /** @throws {NotCloneableError} naming the value that cannot be shared. */
  dict<Key extends DictKey = string, Value = unknown>(
    entries: Iterable<readonly [Key, Value]> = [],
  ): DictProxy<Key, Value> {
    requireKind('the entries of a dict, such as a Map or Object.entries(...),', entries, 'items');
    const copy = Parcel.of([...entries], 'entries').open() as [Key, Value][];
    return this.#make('dict', new DictStore(copy), (made) => new DictProxy<Key, Value>(made));
  }

  /** @throws {NotCloneableError} naming the item that cannot be shared. */
  list<Item = unknown>(items: Iterable<Item> = []): ListProxy<Item> {
    requireKind('the items of a list', items, 'items');
    const copy = Parcel.of([...items], 'items').open() as Item[];
    return this.#make('list', new ListStore(copy), (made) => new ListProxy<Item>(made));
  }

  /** Values by their names. @throws {NotCloneableError} naming the value that cannot be shared. */
  namespace<Values extends object = Record<string, unknown>>(values: Partial<Values> = {}): NamespaceProxy<Values> {
    requireKind('the values of a namespace', values, 'object');
    const copy = Parcel.of(Object.entries(values), 'values').open() as [string, unknown][];
    return this.#make('namespace', new DictStore(copy), (made) => new NamespaceProxy<Values>(made));
  }

  /**
   * What whoever connects gets by this name, after CPython's `BaseManager.register`.
   *
   * @param provide called for each who asks, with what is asked with; may give a promise.
   */
  register(name: string, provide: Provider): void {
    requireKind('the name of what is registered', name, 'string');
    requireKind(`what is registered as ${name}`, provide, 'function');
    this.#registry.register(name, provide);
  }

  /**
   * Listens for those who connect by {@link Manager.connect} and have the key, from this
   * machine or from others. What follows is not encrypted.
   *
   * @throws {TypeError} when the key is missing. @throws {Error} of the system: EADDRINUSE.
   */
  async serve(options: ServeOptions): Promise<ManagerServer> {
    requireServeOptions(options);
    const { home, resource } = publish(this.#registry, this.#registry);
    const { address, pid } = home;
    const server = await ManagerServer.listen(options, { home: { folder: '', token: '', address, pid }, resource });
    this.#servers.push(server);
    return server;
  }

  /** Connects to a manager that serves; see {@link RemoteManager.connect} for how it fails. */
  static connect(road: Road): Promise<RemoteManager> {
    return RemoteManager.connect(road);
  }

  /** Lets go of all that it made, and serves no more: every call of it rejects with ConnectionClosedError from now on. */
  shutdown(): void {
    withdraw(this.#registry);
    for (const server of this.#servers.splice(0)) void server.close();
    for (const { own, host } of this.#made.splice(0)) {
      withdraw(own);
      host.close();
    }
  }

  [Symbol.dispose](): void {
    this.shutdown();
  }

  #make<Made extends object>(
    kind: string,
    store: Store,
    make: (made: { readonly about: { readonly name: string }; readonly host: MethodHost }) => Made,
  ): Made {
    const name = nextName(kind);
    const host = new MethodHost(name, store);
    const own = make({ about: { name }, host });
    this.#made.push({ own, host });
    return own;
  }

  /** @throws {UnsendableKind} always. */
  [crossing](): never {
    return staysHere('a Manager');
  }
}
