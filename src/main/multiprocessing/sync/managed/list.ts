import { registerCrossing } from '../../codec/crossing';
import { revive } from '../reference';
import type { NamedAbout } from '../shared-object';
import { ManagedObject } from './managed-object';

/**
 * A list that lives at its home, after CPython's `multiprocessing.managers.ListProxy`.
 * Negative indices count from the end. What goes in and comes out is a copy, see DictProxy.
 */
export class ListProxy<Item = unknown> extends ManagedObject<NamedAbout> {
  protected readonly kind = 'list';

  /** @throws {IndexError} when nothing is there. */
  async get(index: number): Promise<Item> {
    return (await this.call('get', index)) as Item;
  }

  /** @throws {IndexError} when nothing is there. */
  async set(index: number, item: Item): Promise<void> {
    await this.call('set', index, item);
  }

  async append(item: Item): Promise<void> {
    await this.call('append', item);
  }

  /** Appends all in one step. */
  async extend(items: Iterable<Item>): Promise<void> {
    await this.call('extend', [...items]);
  }

  /** Before the index; one beyond the ends means the end. */
  async insert(index: number, item: Item): Promise<void> {
    await this.call('insert', index, item);
  }

  /**
   * Takes out the last, or the one at the index.
   *
   * @throws {IndexError} when nothing is there.
   */
  async pop(index = -1): Promise<Item> {
    return (await this.call('pop', index)) as Item;
  }

  /**
   * Takes out the first that is equal, by value.
   *
   * @throws {ValueError} when none is.
   */
  async remove(item: Item): Promise<void> {
    await this.call('remove', item);
  }

  async length(): Promise<number> {
    return (await this.call('length')) as number;
  }

  async slice(start?: number, end?: number): Promise<Item[]> {
    return (await this.call('slice', start, end)) as Item[];
  }

  toArray(): Promise<Item[]> {
    return this.slice();
  }

  /** Over a copy of what was in it when the loop began. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    yield* await this.toArray();
  }
}

registerCrossing('list', (data) => revive<NamedAbout>(data, (attachment) => new ListProxy(attachment)));
