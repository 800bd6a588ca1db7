/** The newest `capacity` entries of an endless list, and how many older ones were dropped. */
export class BoundedLog<Entry> {
  readonly #capacity: number;
  #entries: Entry[] = [];
  #dropped = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Oldest first. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get dropped(): number {
    return this.#dropped;
  }

  push(entry: Entry): void {
    this.#entries.push(entry);
    // Dropped in blocks of a quarter: shift() on each push would be quadratic.
    if (this.#entries.length < this.#capacity * 1.25) return;
    const surplus = this.#entries.length - this.#capacity;
    this.#entries = this.#entries.slice(surplus);
    this.#dropped += surplus;
  }
}
