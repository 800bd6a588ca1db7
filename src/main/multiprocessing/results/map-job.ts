import type { TaskOwner } from '../pool/task';

/**
 * Collects the chunks of one map: results in the order of the items. It is answered when all
 * chunks are, with what failed first if any did, as CPython's `MapResult`.
 */
export class MapJob implements TaskOwner {
  readonly #results: unknown[];
  readonly #resolve: (results: unknown[]) => void;
  readonly #reject: (error: Error) => void;
  #missing: number;
  #failure: Error | undefined;

  constructor(
    { items, chunks }: { readonly items: number; readonly chunks: number },
    resolve: (results: unknown[]) => void,
    reject: (error: Error) => void,
  ) {
    this.#results = new Array<unknown>(items);
    this.#missing = chunks;
    this.#resolve = resolve;
    this.#reject = reject;
    if (chunks === 0) resolve(this.#results);
  }

  resolve(value: unknown, first: number): void {
    // The cast: what the worker answers for a chunk.
    const values = value as ArrayLike<unknown>;
    for (let index = 0; index < values.length; index += 1) this.#results[first + index] = values[index];
    this.#arrived();
  }

  reject(error: Error): void {
    this.#failure ??= error;
    this.#arrived();
  }

  #arrived(): void {
    this.#missing -= 1;
    if (this.#missing > 0) return;
    if (this.#failure === undefined) this.#resolve(this.#results);
    else this.#reject(this.#failure);
  }
}
