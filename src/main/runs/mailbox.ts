/** Keeps what comes before somebody listens. */
export class Mailbox<Item> {
  readonly #waiting: Item[] = [];
  #listener: ((item: Item) => void) | undefined;

  put(item: Item): void {
    if (this.#listener === undefined) this.#waiting.push(item);
    else this.#listener(item);
  }

  drainTo(listener: (item: Item) => void): void {
    this.#listener = listener;
    for (const item of this.#waiting.splice(0)) listener(item);
  }
}
