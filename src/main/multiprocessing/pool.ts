import { availableParallelism } from 'node:os';
import { callerOfCaller } from './call-site';
import { ProcessStateError } from './errors';
import { type EventListener, eventSink } from './event-sink';
import { PoolCore } from './pool-core';
import { moduleUrl } from './module-url';
import { nextName } from './process-names';
import { requirePositive } from './require-positive';
import { chunksOf, defaultChunkSize } from './state/chunk-size';
import type { RestartLimit } from './state/restart-intensity';
import type { ArgumentsOf, ItemOf, ResultOf, TaskName, UntypedTasks } from './task-types';
import { UnorderedResults } from './unordered-results';

export interface PoolOptions {
  /**
   * Module whose exported functions are the tasks. A closure cannot cross to another
   * process, so a task is a module and a name.
   */
  readonly module: string | URL;
  /** How many workers. Left out: one a core that this process may use. */
  readonly processes?: number;
  /** Name of an exported function that each worker calls once, before its first task. */
  readonly initializer?: string;
  readonly initArgs?: readonly unknown[];
  readonly name?: string;
  /** Added to the environment of the workers. */
  readonly env?: NodeJS.ProcessEnv;
  /** When to give up: see {@link PoolBrokenError}. */
  readonly restartLimit?: RestartLimit;
  readonly onEvent?: EventListener;
}

export interface MapOptions {
  /** Items that travel to a worker together. Left out: a quarter of a worker's share. */
  readonly chunkSize?: number;
}

/** Items under way a worker in `imapUnordered`: one runs, one is on its way there, two wait. */
const PULLED_PER_WORKER = 4;

/**
 * Worker processes that run tasks, after CPython's `multiprocessing.Pool`.
 *
 * Every task settles. A worker's death fails the task it ran with {@link WorkerLostError},
 * and the pool goes on with a fresh worker; CPython never answers for such a task. Workers
 * end with this process, however it ends. An idle pool does not keep the program alive.
 *
 * `new Pool<typeof import('./tasks')>({ module })` types every call.
 */
export class Pool<Tasks extends object = UntypedTasks> {
  readonly name: string;
  readonly processes: number;
  readonly #core: PoolCore;
  #isClosed = false;
  #openInputs = 0;

  /** @throws {RangeError} when `processes` is not a whole number above 0. */
  constructor(options: PoolOptions) {
    const { processes = availableParallelism(), name = nextName('pool') } = options;
    requirePositive('processes', processes);
    this.name = name;
    this.processes = processes;
    this.#core = new PoolCore({
      name,
      processes,
      module: moduleUrl(options.module),
      initializer: options.initializer,
      initArgs: options.initArgs ?? [],
      env: options.env,
      restartLimit: options.restartLimit,
      sink: eventSink(options.onEvent),
    });
  }

  /** Pids of the workers, those that are still starting included. */
  get pids(): readonly number[] {
    return this.#core.pids;
  }

  /** Tasks that wait for a worker. */
  get queueDepth(): number {
    return this.#core.backlog;
  }

  /**
   * Calls a function in a worker.
   *
   * @throws {RemoteTaskError} when it threw.
   * @throws {WorkerLostError} when its worker ended under it.
   * @throws {NotCloneableError} when an argument or the result cannot be sent.
   */
  async apply<Name extends TaskName<Tasks>>(
    name: Name,
    args: ArgumentsOf<Tasks, Name>,
  ): Promise<ResultOf<Tasks, Name>> {
    this.#requireOpen('apply');
    // The cast: the worker calls the function that the type names.
    return (await this.#core.submit({ name, shape: 'call', values: args })) as ResultOf<Tasks, Name>;
  }

  /**
   * Calls a function with each item; results in the order of the items.
   *
   * An item's error fails the whole, as in CPython, after all chunks have ended; the error
   * names the item. The rest of its chunk is not run.
   */
  async map<Name extends TaskName<Tasks>>(
    name: Name,
    items: Iterable<ItemOf<Tasks, Name>>,
    { chunkSize }: MapOptions = {},
  ): Promise<ResultOf<Tasks, Name>[]> {
    this.#requireOpen('map');
    const all = [...items];
    const size = chunkSize ?? Math.max(1, defaultChunkSize(all.length, this.processes));
    requirePositive('chunkSize', size);
    const parts = await allEnded(chunksOf(all, size).map((chunk, index) => this.#runChunk(name, chunk, index * size)));
    return parts.flat(1) as ResultOf<Tasks, Name>[];
  }

  /**
   * Calls a function with each item; results as they come. Items are pulled as workers
   * become free, so the input may be endless. See {@link UnorderedResults}.
   */
  imapUnordered<Name extends TaskName<Tasks>>(
    name: Name,
    items: Iterable<ItemOf<Tasks, Name>> | AsyncIterable<ItemOf<Tasks, Name>>,
    { chunkSize = 1 }: MapOptions = {},
  ): AsyncIterableIterator<ResultOf<Tasks, Name>, undefined> {
    this.#requireOpen('imapUnordered');
    requirePositive('chunkSize', chunkSize);
    return new UnorderedResults({
      source: items,
      chunkSize,
      limit: this.processes * PULLED_PER_WORKER * chunkSize,
      run: (chunk, firstItem) => this.#runChunk(name, chunk, firstItem),
      began: () => {
        this.#openInputs += 1;
      },
      ended: () => {
        this.#openInputs -= 1;
        this.#closeWhenDone();
      },
    });
  }

  /** Takes no more calls; the workers end when everything is done, running `imapUnordered` included. */
  close(): void {
    this.#isClosed = true;
    this.#closeWhenDone();
  }

  /** Ends the workers now. Calls that are not done reject with {@link PoolTerminatedError}. */
  terminate(): void {
    this.#isClosed = true;
    this.#core.terminate(callerOfCaller());
  }

  /**
   * Waits until all workers have ended.
   *
   * @throws {ProcessStateError} before `close` or `terminate`.
   */
  async join(): Promise<void> {
    if (!this.#isClosed && !this.#core.isBroken) {
      throw new ProcessStateError('join', `the pool ${this.name} is neither closed nor terminated`);
    }
    await this.#core.join();
  }

  /** `await using`: terminates and joins, as CPython's `with` does. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.terminate();
    await this.join();
  }

  async #runChunk(name: string, chunk: readonly unknown[], firstItem: number): Promise<readonly unknown[]> {
    return (await this.#core.submit({ name, shape: 'chunk', values: chunk, firstItem })) as readonly unknown[];
  }

  #closeWhenDone(): void {
    if (this.#isClosed && this.#openInputs === 0) this.#core.close();
  }

  #requireOpen(call: string): void {
    if (this.#isClosed) throw new ProcessStateError(call, `the pool ${this.name} is closed`);
  }
}

/** Waits for all, then throws what failed first. */
async function allEnded<Value>(promises: readonly Promise<Value>[]): Promise<readonly Value[]> {
  let first: { readonly error: unknown } | undefined;
  for (const promise of promises) {
    promise.catch((error: unknown) => {
      first ??= { error };
    });
  }
  const outcomes = await Promise.allSettled(promises);
  if (first !== undefined) throw first.error;
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}
