import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Bytes } from '../../../../shared/units';
import { type Crossable, crossing, type Crossing, registerCrossing } from '../../codec/crossing';
import { requireKind } from '../../require-argument';
import { homeFolder } from '../home/home';
import { Attached } from './attached';
import { ValueError } from './errors';
import { positionOf } from './positions';
import { HEAD, roomFor, type Shareable, slotOf, valueOf } from './slot';
import { FileStorage } from './storage';

export type { Shareable } from './slot';

interface Reference {
  readonly path: string;
  readonly rooms: readonly Bytes[];
}

/**
 * Values of several kinds in storage that processes have in common, after CPython's
 * `multiprocessing.shared_memory.ShareableList`: used without a message and without waiting.
 *
 * Its length never changes, nor does the room of a place: a text or bytes may be replaced by
 * what is not longer than the first, rounded up to eight bytes, or by a number. Whoever reads
 * while another writes may see half of it, unless both hold the same Lock.
 */
export class ShareableList<Item extends Shareable = Shareable> implements Crossable {
  readonly length: number;
  readonly #reference: Reference;
  readonly #offsets: readonly Bytes[];
  readonly #storage: FileStorage;

  /**
   * @throws {TypeError} when an item is of a kind that it cannot hold.
   * @throws {Error} of the system, when its file cannot be made.
   */
  constructor(first: Iterable<Item> | Attached<Reference>) {
    const items = first instanceof Attached ? undefined : itemsOf(first);
    this.#reference = first instanceof Attached ? first.reference : newReference(items ?? []);
    const { path, rooms } = this.#reference;
    let size: Bytes = 0;
    this.#offsets = rooms.map((room) => (size += HEAD + room) - HEAD - room);
    this.length = rooms.length;
    this.#storage = new FileStorage(path, items === undefined ? undefined : size);
    for (const [index, item] of items?.entries() ?? []) this.set(index, item);
  }

  /** @throws {IndexError} when nothing is there; a negative index counts from the end. */
  get(index: number): Item {
    const { offset, room } = this.#placeOf(index);
    const slot = Buffer.alloc(HEAD + room);
    this.#storage.read(slot, offset);
    // The cast: what was put there.
    return valueOf(slot) as Item;
  }

  /**
   * @throws {IndexError} when nothing is there.
   * @throws {ValueError} when the place has no room for it.
   * @throws {TypeError} when it is of a kind that no place can hold.
   */
  set(index: number, value: Item): void {
    const { offset, room } = this.#placeOf(index);
    this.#storage.write(slotOf(value, room), offset);
  }

  /** How many are equal to the value. */
  count(value: Item): number {
    return this.toArray().filter((item) => isDeepStrictEqual(item, value)).length;
  }

  /** Where the first is that is equal. @throws {ValueError} when none is. */
  index(value: Item): number {
    const index = this.toArray().findIndex((item) => isDeepStrictEqual(item, value));
    if (index < 0) throw new ValueError('The value is not in the list');
    return index;
  }

  toArray(): Item[] {
    return [...this];
  }

  *[Symbol.iterator](): Generator<Item, void, undefined> {
    for (let index = 0; index < this.length; index += 1) yield this.get(index);
  }

  [crossing](): Crossing {
    return { kind: 'shareable-list', data: this.#reference };
  }

  #placeOf(index: number): { readonly offset: Bytes; readonly room: Bytes } {
    const position = positionOf(index, this.length);
    return { offset: this.#offsets[position] ?? 0, room: this.#reference.rooms[position] ?? 0 };
  }
}

function itemsOf<Item>(items: Iterable<Item>): readonly Item[] {
  requireKind('the items of ShareableList', items, 'items');
  return [...items];
}

function newReference(items: readonly Shareable[]): Reference {
  const rooms = items.map(roomFor);
  return { path: join(homeFolder(), `l-${randomUUID()}`), rooms };
}

// The cast: made by the same class in another process.
registerCrossing('shareable-list', (data) => new ShareableList(new Attached(data as Reference)));
