/** Input of a pool's calls, cut into the pieces that travel. */

/** Items that travel together. */
export interface Chunk {
  readonly items: ArrayLike<unknown>;
  /** Position of its first item in the whole. */
  readonly first: number;
}

/** Numbers that are next to each other in memory, and travel so. */
export type NumberArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** What an input may be. */
export type Items<Item = unknown> = Iterable<Item> | AsyncIterable<Item>;

export function isNumberArray(items: Items): items is NumberArray {
  return ArrayBuffer.isView(items) && !(items instanceof DataView);
}

export function isAsync(items: Items): items is AsyncIterable<unknown> {
  return Symbol.asyncIterator in items;
}

/** Cuts into chunks of `size`; the last may be shorter. */
export function* chunksOf(items: readonly unknown[] | NumberArray, size: number): Generator<Chunk, void> {
  for (let first = 0; first < items.length; first += size) {
    yield { items: items.slice(first, first + size), first };
  }
}

/** Pulls a chunk at a time. What the input throws is thrown after the items before it. */
export function chunkIterator(items: Items, size: number): Iterator<Chunk, void> | AsyncIterator<Chunk, void> {
  if (isAsync(items)) return pullAsync(items, size);
  return Array.isArray(items) || isNumberArray(items) ? chunksOf(items, size) : pull(items, size);
}

function* pull(items: Iterable<unknown>, size: number): Generator<Chunk, void> {
  const cut = new Cut(size);
  try {
    for (const item of items) {
      if (cut.add(item)) yield cut.take();
    }
  } catch (error) {
    if (cut.isBegun) yield cut.take();
    throw error;
  }
  if (cut.isBegun) yield cut.take();
}

async function* pullAsync(items: AsyncIterable<unknown>, size: number): AsyncGenerator<Chunk, void> {
  const cut = new Cut(size);
  try {
    for await (const item of items) {
      if (cut.add(item)) yield cut.take();
    }
  } catch (error) {
    if (cut.isBegun) yield cut.take();
    throw error;
  }
  if (cut.isBegun) yield cut.take();
}

/** The chunk that is being filled. */
class Cut {
  readonly #size: number;
  #items: unknown[] = [];
  #first = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get isBegun(): boolean {
    return this.#items.length > 0;
  }

  /** @returns whether it is full. */
  add(item: unknown): boolean {
    return this.#items.push(item) === this.#size;
  }

  take(): Chunk {
    const chunk = { items: this.#items, first: this.#first };
    this.#first += this.#items.length;
    this.#items = [];
    return chunk;
  }
}
