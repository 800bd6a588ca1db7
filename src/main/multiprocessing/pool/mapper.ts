import type { CallShape } from '../protocol';
import { requirePositive } from '../require-positive';
import { chunkIterator, chunksOf, isAsync, isNumberArray, type Items } from '../results/chunks';
import { MapJob } from '../results/map-job';
import { ResultStream, type UnboundStream } from '../results/result-stream';
import { defaultChunkSize } from '../state/chunk-size';
import type { MapOptions, StreamingOptions } from './call-terms';
import type { PoolCore } from './core';
import type { TaskTarget } from './targets';
import type { CallTerms } from './task';

/** Many calls of one function. */
export interface ItemsCall {
  readonly target: TaskTarget;
  readonly shape: CallShape;
  readonly items: Items;
  readonly terms: CallTerms;
}

/** Chunks under way a worker in an `imap`, where tasks are long: one runs, one is on its way there, two wait. */
const PULLED_PER_WORKER = 4;

/** Turns inputs of many items into a pool's tasks, and their answers into results. */
export class Mapper {
  readonly #core: PoolCore;
  readonly #inputEnded: () => void;
  /** Streams that began and may still submit tasks. */
  readonly #open = new Set<UnboundStream>();

  #stopped: Error | undefined;

  constructor(core: PoolCore, inputEnded: () => void) {
    this.#core = core;
    this.#inputEnded = inputEnded;
  }

  get openInputs(): number {
    return this.#open.size;
  }

  /** Whoever waits for the end of all is not to wait for a loop that never comes. */
  unbindAll(): void {
    for (const stream of this.#open) stream.unbind();
  }

  /** Nothing more can be computed: an input that has yet to say something is not waited for. */
  stopAll(error: Error): void {
    this.#stopped = error;
    for (const stream of this.#open) stream.stop(error);
  }

  /** All results, in the order of the items. */
  async map<Result>(call: ItemsCall, options: MapOptions): Promise<Result[]> {
    if (isAsync(call.items)) {
      const results: Result[] = [];
      for await (const result of this.stream<Result>('items', call, options)) results.push(result);
      return results;
    }
    const items = isNumberArray(call.items) ? call.items : [...call.items];
    const size = options.chunkSize ?? Math.max(1, defaultChunkSize(items.length, this.#core.size.max));
    requirePositive('chunkSize', size);
    const chunks = Math.ceil(items.length / size);
    this.#core.requireRoom(chunks);
    const { target, shape, terms } = call;
    return new Promise((resolve, reject) => {
      // The cast: the worker calls the function that the type names.
      const owner = new MapJob({ items: items.length, chunks }, resolve as (results: unknown[]) => void, reject);
      for (const { items: values, first: firstItem } of chunksOf(items, size)) {
        this.#core.submit({ target, shape, values, terms, owner, firstItem });
      }
    });
  }

  /** Results one after the other, the input pulled meanwhile. */
  stream<Result>(order: 'items' | 'arrival', call: ItemsCall, options: StreamingOptions): ResultStream<Result> {
    const { target, shape, items, terms } = call;
    const { chunkSize = 1, bufferSize } = options;
    requirePositive('chunkSize', chunkSize);
    if (bufferSize !== undefined) requirePositive('bufferSize', bufferSize);
    return new ResultStream({
      chunks: chunkIterator(items, chunkSize),
      order,
      limit: () => bufferSize ?? chunkSize * this.#usualChunks(call, chunkSize),
      run: ({ items: values, first: firstItem }, owner) =>
        this.#core.submit({ target, shape, values, terms, owner, firstItem }),
      began: (begun) => {
        this.#open.add(begun);
        if (this.#stopped !== undefined) begun.stop(this.#stopped);
      },
      ended: (ended) => {
        this.#open.delete(ended);
        this.#inputEnded();
      },
    });
  }

  /** Chunks that keep the workers busy while others come back. */
  #usualChunks({ target, shape }: ItemsCall, chunkSize: number): number {
    const line = this.#core.kinds.of(target.key, shape).lineLimit(chunkSize);
    return this.#core.size.max * Math.max(PULLED_PER_WORKER, 2 * line);
  }
}
