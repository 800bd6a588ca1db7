import { registerCrossing } from '../../codec/crossing';
import { revive } from '../reference';
import type { NamedAbout } from '../shared-object';
import type { DictKey } from './dict-store';
import { ManagedObject } from './managed-object';

/**
 * A dictionary that lives at its home, after CPython's `multiprocessing.managers.DictProxy`.
 *
 * Values are copies on the way in and on the way out: to change one, set it again. Objects
 * that are themselves shared (proxies, queues, locks) come back as what they are.
 */
export class DictProxy<Key extends DictKey = string, Value = unknown> extends ManagedObject<NamedAbout> {
  protected readonly kind = 'dict';

  /** @returns the value, or the fallback when the key is not there. */
  get(key: Key): Promise<Value | undefined>;
  get<Fallback>(key: Key, fallback: Fallback): Promise<Value | Fallback>;
  async get(key: Key, fallback?: unknown): Promise<unknown> {
    return this.call('get', key, fallback);
  }

  /** @throws {KeyError} when the key is not there (`d[key]`). */
  async getItem(key: Key): Promise<Value> {
    return (await this.call('getItem', key)) as Value;
  }

  async set(key: Key, value: Value): Promise<void> {
    await this.call('set', key, value);
  }

  async has(key: Key): Promise<boolean> {
    return (await this.call('has', key)) === true;
  }

  /** @returns whether it was there. */
  async delete(key: Key): Promise<boolean> {
    return (await this.call('delete', key)) === true;
  }

  async size(): Promise<number> {
    return (await this.call('size')) as number;
  }

  async keys(): Promise<Key[]> {
    return (await this.call('keys')) as Key[];
  }

  async values(): Promise<Value[]> {
    return (await this.call('values')) as Value[];
  }

  async entries(): Promise<[Key, Value][]> {
    return (await this.call('entries')) as [Key, Value][];
  }

  /** Sets all entries in one step, or none when a key cannot be one. */
  async update(entries: Iterable<readonly [Key, Value]>): Promise<void> {
    await this.call('update', [...entries]);
  }

  async clear(): Promise<void> {
    await this.call('clear');
  }

  /**
   * Takes a value out, in one step: of two that pop a key, one gets it.
   *
   * @throws {KeyError} when the key is not there and no fallback was given.
   */
  pop(key: Key): Promise<Value>;
  pop<Fallback>(key: Key, fallback: Fallback): Promise<Value | Fallback>;
  async pop(...args: readonly unknown[]): Promise<unknown> {
    return this.call('pop', ...args);
  }

  /** @returns the value that is there, or that is there now because none was. */
  async setDefault(key: Key, value: Value): Promise<Value> {
    return (await this.call('setDefault', key, value)) as Value;
  }

  /** Over a copy of what was in it when the loop began. */
  async *[Symbol.asyncIterator](): AsyncGenerator<[Key, Value], void, undefined> {
    yield* await this.entries();
  }
}

registerCrossing('dict', (data) => revive<NamedAbout>(data, (attachment) => new DictProxy(attachment)));
