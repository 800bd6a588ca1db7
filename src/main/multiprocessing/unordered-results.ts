import { Fifo } from './state/fifo';

export interface UnorderedOptions {
  readonly source: Iterable<unknown> | AsyncIterable<unknown>;
  readonly chunkSize: number;
  /** Most items that are pulled and not yet taken by the consumer. */
  readonly limit: number;
  readonly run: (chunk: readonly unknown[], firstItem: number) => Promise<readonly unknown[]>;
  /** The first result was asked for; and nothing more will be pulled or run. */
  readonly began: () => void;
  readonly ended: () => void;
}

type Outcome<Result> = { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly error: unknown };

interface Taker<Result> {
  readonly resolve: (result: IteratorResult<Result, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

const DONE = { done: true, value: undefined } as const;

/**
 * Results in the order in which they come, while the input is pulled as places become free.
 *
 * The input is never drained ahead: what is pulled, runs or waits for the consumer is at
 * most `limit` items, so a slow consumer slows the input down. An item's error is thrown by
 * `next`; after it nothing more is pulled, and what was under way can still be taken.
 */
export class UnorderedResults<Result> implements AsyncIterableIterator<Result, undefined> {
  readonly #options: UnorderedOptions;
  readonly #iterator: Iterator<unknown> | AsyncIterator<unknown>;
  readonly #ready = new Fifo<Outcome<Result>>();
  readonly #takers = new Fifo<Taker<Result>>();
  #pulled = 0;
  #underWay = 0;
  #isPulling = false;
  #isExhausted = false;
  #hasBegun = false;
  #hasEnded = false;

  constructor(options: UnorderedOptions) {
    this.#options = options;
    const { source } = options;
    this.#iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Result, undefined>> {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#options.began();
    }
    return new Promise((resolve, reject) => {
      this.#takers.push({ resolve, reject });
      this.#serve();
    });
  }

  /** The consumer left its loop. */
  async return(): Promise<IteratorResult<Result, undefined>> {
    this.#ready.drain();
    await this.#stopPulling();
    this.#serve();
    return DONE;
  }

  /** Hands out what is ready, then pulls for the places that became free. */
  #serve(): void {
    while (this.#takers.size > 0 && this.#ready.size > 0) {
      const outcome = this.#ready.shift();
      const taker = this.#takers.shift();
      if (outcome?.ok === true) taker?.resolve({ done: false, value: outcome.value });
      else if (outcome !== undefined) taker?.reject(outcome.error);
    }
    if (this.#isExhausted && this.#underWay === 0) this.#finish();
    void this.#pull();
  }

  #finish(): void {
    if (!this.#hasEnded && this.#hasBegun) this.#options.ended();
    this.#hasEnded = true;
    if (this.#ready.size > 0) return;
    for (const taker of this.#takers.drain()) taker.resolve(DONE);
  }

  async #pull(): Promise<void> {
    if (this.#isPulling || this.#isExhausted) return;
    this.#isPulling = true;
    try {
      while (this.#mayPull()) {
        const chunk = await this.#nextChunk();
        if (chunk.length > 0) void this.#run(chunk);
      }
    } catch (error) {
      this.#isExhausted = true;
      this.#ready.push({ ok: false, error });
    } finally {
      this.#isPulling = false;
    }
    if (this.#isExhausted) this.#serve();
  }

  #mayPull(): boolean {
    return !this.#isExhausted && this.#underWay + this.#ready.size < this.#options.limit;
  }

  async #nextChunk(): Promise<readonly unknown[]> {
    const chunk: unknown[] = [];
    while (chunk.length < this.#options.chunkSize) {
      const next = await this.#iterator.next();
      if (next.done === true) {
        this.#isExhausted = true;
        break;
      }
      chunk.push(next.value);
    }
    return chunk;
  }

  async #run(chunk: readonly unknown[]): Promise<void> {
    const firstItem = this.#pulled;
    this.#pulled += chunk.length;
    this.#underWay += chunk.length;
    try {
      const values = await this.#options.run(chunk, firstItem);
      // The cast: what the task's function returns is what the caller was promised.
      for (const value of values as readonly Result[]) this.#ready.push({ ok: true, value });
    } catch (error) {
      this.#ready.push({ ok: false, error });
      await this.#stopPulling();
    } finally {
      this.#underWay -= chunk.length;
    }
    this.#serve();
  }

  async #stopPulling(): Promise<void> {
    if (this.#isExhausted) return;
    this.#isExhausted = true;
    try {
      await this.#iterator.return?.();
    } catch (error) {
      this.#ready.push({ ok: false, error });
    }
  }
}
