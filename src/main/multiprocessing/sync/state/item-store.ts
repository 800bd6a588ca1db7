import { Fifo } from '../../state/fifo';

export interface Entry<Item> {
  /** Position in the order in which items were put. */
  readonly order: number;
  readonly item: Item;
}

/** Items that wait, in the order in which they were put, also when some come back. */
export class ItemStore<Item> {
  readonly #fresh = new Fifo<Entry<Item>>();
  /** What came back: all of it is older than what is fresh. */
  #back = new Fifo<Entry<Item>>();
  #next = 0;

  get size(): number {
    return this.#fresh.size + this.#back.size;
  }

  put(item: Item): void {
    this.#fresh.push({ order: this.#next, item });
    this.#next += 1;
  }

  /** The oldest. */
  take(): Entry<Item> | undefined {
    return this.#back.shift() ?? this.#fresh.shift();
  }

  putBack(entries: readonly Entry<Item>[]): void {
    if (entries.length === 0) return;
    const all = [...this.#back.drain(), ...entries].sort((one, other) => one.order - other.order);
    this.#back = new Fifo<Entry<Item>>();
    for (const entry of all) this.#back.push(entry);
  }
}
