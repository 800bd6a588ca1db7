import { KeyError } from './errors';
import type { Store } from './method-host';

/** What is the same in every process: an object as a key would be another one in each copy. */
export type DictKey = string | number | bigint | boolean | null;

/** A dictionary where it lives; keys stay in the order in which they first came, as in Python. */
export class DictStore implements Store {
  readonly #items: Map<DictKey, unknown>;

  constructor(items: Iterable<readonly [DictKey, unknown]>) {
    this.#items = new Map(Array.from(items, ([key, value]) => [checked(key), value]));
  }

  call(method: string, args: readonly unknown[]): unknown {
    const [first, second] = args;
    switch (method) {
      case 'size':
        return this.#items.size;
      case 'keys':
        return [...this.#items.keys()];
      case 'values':
        return [...this.#items.values()];
      case 'entries':
        return [...this.#items];
      case 'clear':
        this.#items.clear();
        return undefined;
      case 'update':
        this.#update(first as readonly (readonly [unknown, unknown])[]);
        return undefined;
      default:
        return this.#ofKey(method, checked(first), { value: second, isGiven: args.length > 1 });
    }
  }

  #ofKey(method: string, key: DictKey, { value, isGiven }: { readonly value: unknown; readonly isGiven: boolean }) {
    const has = this.#items.has(key);
    switch (method) {
      case 'get':
        return has ? this.#items.get(key) : value;
      case 'getItem':
        return this.#found(key);
      case 'set':
        this.#items.set(key, value);
        return undefined;
      case 'has':
        return has;
      case 'delete':
        return this.#items.delete(key);
      case 'pop':
        return has || !isGiven ? this.#pop(key) : value;
      case 'setDefault':
        if (!has) this.#items.set(key, value);
        return this.#items.get(key);
      default:
        throw new TypeError(`A dict has no ${method}`);
    }
  }

  /** All or nothing: a wrong key changes nothing. */
  #update(entries: readonly (readonly [unknown, unknown])[]): void {
    const valid = entries.map(([key, value]) => [checked(key), value] as const);
    for (const [key, value] of valid) this.#items.set(key, value);
  }

  #pop(key: DictKey): unknown {
    const value = this.#found(key);
    this.#items.delete(key);
    return value;
  }

  #found(key: DictKey): unknown {
    if (!this.#items.has(key)) throw new KeyError(`There is no key ${JSON.stringify(String(key))}`);
    return this.#items.get(key);
  }
}

function checked(key: unknown): DictKey {
  if (key === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof key)) return key as DictKey;
  throw new TypeError(`A key must be a string, a number, a boolean or null, got ${typeof key}`);
}
