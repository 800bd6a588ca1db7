import { isDeepStrictEqual } from 'node:util';
import { IndexError, ValueError } from './errors';
import type { Store } from './method-host';
import { bound, positionOf } from './positions';

/** A list where it lives. */
export class ListStore implements Store {
  #items: unknown[];

  constructor(items: Iterable<unknown>) {
    this.#items = [...items];
  }

  call(method: string, [first, second]: readonly unknown[]): unknown {
    const { length } = this.#items;
    switch (method) {
      case 'get':
        return this.#items[positionOf(first, length)];
      case 'length':
        return length;
      case 'slice':
        return this.#items.slice(bound(first ?? 0, length), bound(second ?? length, length));
      case 'pop':
        return this.#pop(first);
      default:
        this.#change(method, first, second);
        return;
    }
  }

  #change(method: string, first: unknown, second: unknown): void {
    const { length } = this.#items;
    switch (method) {
      case 'set':
        this.#items[positionOf(first, length)] = second;
        return;
      case 'append':
        this.#items.push(first);
        return;
      case 'extend':
        this.#items = this.#items.concat(first as readonly unknown[]);
        return;
      case 'insert':
        this.#items.splice(bound(first, length), 0, second);
        return;
      case 'remove':
        this.#remove(first);
        return;
      default:
        throw new TypeError(`A list has no ${method}`);
    }
  }

  #pop(index: unknown): unknown {
    if (this.#items.length === 0) throw new IndexError('The list is empty');
    const [item] = this.#items.splice(positionOf(index, this.#items.length), 1);
    return item;
  }

  #remove(value: unknown): void {
    const index = this.#items.findIndex((item) => isDeepStrictEqual(item, value));
    if (index < 0) throw new ValueError('The value is not in the list');
    this.#items.splice(index, 1);
  }
}
