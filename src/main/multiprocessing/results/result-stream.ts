import type { TaskOwner } from '../pool/task';
import { Fifo } from '../state/fifo';
import type { Chunk } from './chunks';

export interface StreamOptions {
  readonly chunks: Iterator<Chunk, void> | AsyncIterator<Chunk, void>;
  /** Results come in the order of the items, or as they are there. */
  readonly order: 'items' | 'arrival';
  /** Most items, just now, that are pulled and not taken by the consumer. At least one chunk is. */
  readonly limit: () => number;
  readonly run: (chunk: Chunk, owner: TaskOwner) => void;
  /** The first result was asked for; and nothing more will be pulled or run. */
  readonly began: (stream: UnboundStream) => void;
  readonly ended: (stream: UnboundStream) => void;
}

/** A stream, to whom its results are of no concern. */
export type UnboundStream = Pick<ResultStream<unknown>, 'unbind' | 'stop'>;

interface Taker<Result> {
  readonly resolve: (result: Taken<Result> | Promise<Taken<Result>>) => void;
}

type Taken<Result> = IteratorResult<Result, undefined>;

const DONE = { done: true, value: undefined } as const;

/**
 * Results as they come or in their order, while the input is pulled as places become free.
 *
 * The input is never drained ahead: what is pulled, runs or waits for the consumer is
 * bounded, so a slow consumer slows the input down. An error is thrown by `next`, at its
 * place in the order; after it nothing more is pulled, and what was under way can still be
 * taken.
 */
export class ResultStream<Result> implements AsyncIterableIterator<Result, undefined> {
  readonly #options: StreamOptions;
  /** In order of the items; those at the front may be answered. Unordered, only answered ones. */
  readonly #pieces = new Fifo<Piece>();
  readonly #takers = new Fifo<Taker<Result>>();
  readonly #arrived = (piece: Piece): void => this.#arrive(piece);
  /** Items pulled and not taken. */
  #held = 0;
  #underWay = 0;
  #isPulling = false;
  #isExhausted = false;
  #hasBegun = false;
  #hasEnded = false;
  #hasLeft = false;
  #isUnbound = false;

  constructor(options: StreamOptions) {
    this.#options = options;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Taken<Result>> {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#options.began(this);
    }
    const ready = this.#takers.size === 0 ? this.#take() : undefined;
    if (ready !== undefined) {
      this.#pull();
      return ready;
    }
    return new Promise((resolve) => {
      this.#takers.push({ resolve });
      this.#serve();
    });
  }

  /** The consumer left its loop. */
  return(): Promise<Taken<Result>> {
    this.#hasLeft = true;
    this.#pieces.drain();
    this.#stopPulling();
    this.#serve();
    return Promise.resolve(DONE);
  }

  /** From now on all results are kept that nobody takes, and only the workers limit the pulling. */
  unbind(): void {
    this.#isUnbound = true;
    this.#serve();
  }

  /** Nothing more can be run: what is under way is answered, then comes the error if the input had not ended. */
  stop(error: unknown): void {
    if (this.#isExhausted) return;
    this.#stopPulling();
    this.#inputFailed(error);
    this.#serve();
  }

  /** Hands out what is ready, then pulls for the places that became free. */
  #serve(): void {
    this.#handOut();
    this.#pull();
    this.#handOut();
    if (!this.#isExhausted || this.#underWay > 0) return;
    if (!this.#hasEnded && this.#hasBegun) this.#options.ended(this);
    this.#hasEnded = true;
    if (this.#pieces.size > 0) return;
    for (const taker of this.#takers.drain()) taker.resolve(DONE);
  }

  #handOut(): void {
    while (this.#takers.size > 0) {
      const ready = this.#take();
      if (ready === undefined) return;
      this.#takers.shift()?.resolve(ready);
    }
  }

  /** The next result, if it is there. */
  #take(): Promise<Taken<Result>> | undefined {
    const piece = this.#pieces.peek();
    if (piece?.isAnswered !== true) return undefined;
    if (piece.error !== undefined) {
      this.#pieces.shift();
      this.#held -= piece.length;
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the input threw it
      return Promise.reject(piece.error);
    }
    // The cast: what the task's function returns is what the caller was promised.
    const value = piece.values[piece.taken] as Result;
    piece.taken += 1;
    this.#held -= 1;
    if (piece.taken >= piece.length) this.#pieces.shift();
    return Promise.resolve({ done: false, value });
  }

  #pull(): void {
    while (!this.#isPulling && !this.#isExhausted && this.#hasRoom()) {
      this.#isPulling = true;
      try {
        const pulled = this.#options.chunks.next();
        if (pulled instanceof Promise) return this.#pullLater(pulled);
        this.#takeIn(pulled);
      } catch (error) {
        this.#inputFailed(error);
      }
    }
  }

  #hasRoom(): boolean {
    const held = this.#isUnbound ? this.#underWay : this.#held;
    return held === 0 || held < this.#options.limit();
  }

  #pullLater(pulled: Promise<IteratorResult<Chunk, void>>): void {
    pulled
      .then(
        (result) => this.#takeIn(result),
        (error: unknown) => this.#inputFailed(error),
      )
      .finally(() => this.#serve());
  }

  #takeIn({ done, value: chunk }: IteratorResult<Chunk, void>): void {
    this.#isPulling = false;
    if (done === true) {
      this.#isExhausted = true;
      return;
    }
    // The consumer may have left while it was on its way.
    if (this.#isExhausted) return;
    const piece = new Piece(chunk.items.length, this.#arrived);
    this.#held += piece.length;
    this.#underWay += 1;
    if (this.#options.order === 'items') this.#pieces.push(piece);
    this.#options.run(chunk, piece);
  }

  #inputFailed(error: unknown): void {
    this.#isPulling = false;
    this.#isExhausted = true;
    if (this.#hasLeft) return;
    const piece = new Piece(0, () => undefined);
    piece.fail(error);
    this.#pieces.push(piece);
  }

  #arrive(piece: Piece): void {
    this.#underWay -= 1;
    if (this.#options.order === 'arrival' && !this.#hasLeft) this.#pieces.push(piece);
    if (piece.error !== undefined) this.#stopPulling();
    this.#serve();
  }

  /** Closes the input. It may be in the middle of something that never ends, so nobody waits for it. */
  #stopPulling(): void {
    if (this.#isExhausted) return;
    this.#isExhausted = true;
    try {
      const closing = this.#options.chunks.return?.();
      if (closing instanceof Promise) closing.catch((error: unknown) => this.#inputFailed(error));
    } catch (error) {
      this.#inputFailed(error);
    }
  }
}

/** A chunk under way, and its results until they are taken. */
class Piece implements TaskOwner {
  readonly length: number;
  isAnswered = false;
  values: ArrayLike<unknown> = [];
  /** What `next` is to throw, which may be no error at all. */
  error: unknown = undefined;
  taken = 0;
  readonly #arrived: (piece: Piece) => void;

  constructor(length: number, arrived: (piece: Piece) => void) {
    this.length = length;
    this.#arrived = arrived;
  }

  resolve(value: unknown): void {
    // The cast: what the worker answers for a chunk.
    this.values = value as ArrayLike<unknown>;
    this.isAnswered = true;
    this.#arrived(this);
  }

  reject(error: Error): void {
    this.fail(error);
    this.#arrived(this);
  }

  fail(error: unknown): void {
    this.error = error ?? new TypeError(`The input threw ${String(error)}`);
    this.isAnswered = true;
  }
}
