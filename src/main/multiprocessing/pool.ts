import type { Milliseconds } from '../../shared/units';
import { AsyncResult, type Callbacks } from './async-result';
import { callerOfCaller } from './call-site';
import { type Crossable, crossing } from './codec/crossing';
import { staysHere } from './codec/stays-here';
import { ProcessStateError } from './errors';
import { eventSink } from './event-sink';
import { moduleUrl } from './module-url';
import { type CallOptions, callTerms, type MapOptions, type PoolCall, type StreamingOptions } from './pool/call-terms';
import { EMPTY_MODULE, PoolCore } from './pool/core';
import { PoolTerminatedError } from './pool/errors';
import { type ItemsCall, Mapper } from './pool/mapper';
import { watchMemory } from './pool/memory-watch';
import { type PoolOptions, poolSize, requirePoolOptions } from './pool/pool-options';
import type { PoolStatistics } from './pool/pool-statistics';
import { watchStandstill } from './pool/standstill';
import { type CallTerms, NO_TERMS } from './pool/task';
import type { PlainCall } from './pool/waiting-calls';
import { requireMayStart } from './process/spawn-guard';
import { nextName } from './process-names';
import { requireKind } from './require-argument';
import { requirePositive } from './require-positive';
import type { Items } from './results/chunks';
import { linkOpener } from './start-method';
import type { ArgumentsOf, ItemOf, ResultOf, Task, UntypedTasks } from './task-types';

/** How long an idle worker is kept where the options do not say. */
const IDLE_TIMEOUT = 10_000;
/**
 * Worker processes that run tasks, after CPython's `multiprocessing.Pool`.
 *
 * Every task settles. A worker's death fails the task it ran with {@link WorkerLostError},
 * and the pool goes on with a fresh worker; CPython never answers for such a task. Workers
 * end with this process, however it ends. An idle pool does not keep the program alive.
 *
 * `new Pool<typeof import('./tasks')>({ module })` types every call.
 */
export class Pool<Tasks extends object = UntypedTasks> implements Crossable {
  readonly name: string;
  readonly #core: PoolCore;
  readonly #mapper: Mapper;
  readonly #stopWatches: () => void;
  #isClosed = false;

  /** @throws {TypeError} for an option that there is not. @throws {RangeError} when one is out of its bounds. */
  constructor(options: PoolOptions = {}) {
    requirePoolOptions(options);
    const { name = nextName('pool'), idleTimeout = IDLE_TIMEOUT, maxTasksPerChild, maxRss, maxQueue } = options;
    const size = poolSize(options);
    requireMayStart(`the pool ${name}`);
    this.name = name;
    this.#core = new PoolCore({
      name,
      size,
      module: options.module === undefined ? EMPTY_MODULE : moduleUrl(options.module),
      initializer: options.initializer,
      teardown: options.teardown,
      initArgs: options.initArgs ?? [],
      env: options.env,
      open: linkOpener(options.startMethod, options.resourceLimits),
      restartLimit: options.restartLimit,
      maxTasksPerChild,
      maxQueue: maxQueue ?? Infinity,
      sink: eventSink(options.onEvent),
      gaveUp: (error) => this.#mapper.stopAll(error),
    });
    this.#mapper = new Mapper(this.#core, () => this.#closeWhenDone());
    const idleTimer = idleTimeout === Infinity ? undefined : this.#trimEvery(idleTimeout / 2);
    const stopMemory = maxRss === undefined ? undefined : watchMemory(this.#core, maxRss);
    const stopStandstill = watchStandstill(this.#core);
    this.#stopWatches = () => {
      stopStandstill();
      clearInterval(idleTimer);
      stopMemory?.();
    };
  }

  /** The most workers that it may have. */
  get processes(): number {
    return this.#core.size.max;
  }

  /** Pids of the workers, those that are still starting included. */
  get pids(): readonly number[] {
    return this.#core.workers.all.flatMap(({ pid }) => (pid > 0 ? pid : []));
  }

  /** Tasks that wait for a worker. */
  get queueDepth(): number {
    return this.#core.backlog;
  }

  /** What it did so far, and what it is doing. */
  statistics(): PoolStatistics {
    return this.#core.statistics();
  }

  /**
   * Calls a function in a worker.
   *
   * @throws {RemoteTaskError} when it threw.
   * @throws {WorkerLostError} when its worker ended under it.
   * @throws {TaskTimeoutError} {@link CallOptions.timeout}
   * @throws {TaskCancelledError} {@link CallOptions.signal}
   * @throws {NotCloneableError} when an argument or the result cannot be sent.
   */
  apply<Called extends Task<Tasks>>(
    task: Called,
    args: ArgumentsOf<Tasks, Called>,
    options?: CallOptions,
  ): Promise<ResultOf<Tasks, Called>> {
    return this.#apply('apply', { task, args }, options);
  }

  /** As {@link Pool.apply}, with a result that can be asked whether it is there. */
  applyAsync<Called extends Task<Tasks>>(
    task: Called,
    args: ArgumentsOf<Tasks, Called>,
    options: CallOptions & Callbacks<ResultOf<Tasks, Called>> = {},
  ): AsyncResult<ResultOf<Tasks, Called>> {
    return new AsyncResult(this.#apply('applyAsync', { task, args }, options), options);
  }

  /**
   * Calls a function with each item; results in the order of the items.
   *
   * An item's error fails the whole, as in CPython, after all chunks have ended; the error
   * names the item. The rest of its chunk is not run. Typed arrays travel as such. An async
   * input is pulled as workers become free.
   */
  map<Called extends Task<Tasks>>(
    task: Called,
    items: Items<ItemOf<Tasks, Called>>,
    options?: MapOptions,
  ): Promise<ResultOf<Tasks, Called>[]> {
    return this.#mapItems('map', { task, shape: 'chunk', items }, options);
  }

  /** As {@link Pool.map}, with a result that can be asked whether it is there. */
  mapAsync<Called extends Task<Tasks>>(
    task: Called,
    items: Items<ItemOf<Tasks, Called>>,
    options: MapOptions & Callbacks<ResultOf<Tasks, Called>[]> = {},
  ): AsyncResult<ResultOf<Tasks, Called>[]> {
    return new AsyncResult(this.#mapItems('mapAsync', { task, shape: 'chunk', items }, options), options);
  }

  /** As {@link Pool.map}; each item is the list of arguments of one call. */
  starmap<Called extends Task<Tasks>>(
    task: Called,
    items: Items<ArgumentsOf<Tasks, Called>>,
    options?: MapOptions,
  ): Promise<ResultOf<Tasks, Called>[]> {
    return this.#mapItems('starmap', { task, shape: 'star-chunk', items }, options);
  }

  /** As {@link Pool.starmap}, with a result that can be asked whether it is there. */
  starmapAsync<Called extends Task<Tasks>>(
    task: Called,
    items: Items<ArgumentsOf<Tasks, Called>>,
    options: MapOptions & Callbacks<ResultOf<Tasks, Called>[]> = {},
  ): AsyncResult<ResultOf<Tasks, Called>[]> {
    return new AsyncResult(this.#mapItems('starmapAsync', { task, shape: 'star-chunk', items }, options), options);
  }

  /**
   * Calls a function with each item; results in the order of the items, each as soon as it
   * and those before it are there. Items are pulled as workers become free, so the input may
   * be endless. See {@link ResultStream}.
   */
  imap<Called extends Task<Tasks>>(
    task: Called,
    items: Items<ItemOf<Tasks, Called>>,
    options: StreamingOptions = {},
  ): AsyncIterableIterator<ResultOf<Tasks, Called>, undefined> {
    return this.#mapper.stream('items', this.#itemsCall('imap', { task, shape: 'chunk', items }, options), options);
  }

  /** As {@link Pool.imap}, with the results as they come. */
  imapUnordered<Called extends Task<Tasks>>(
    task: Called,
    items: Items<ItemOf<Tasks, Called>>,
    options: StreamingOptions = {},
  ): AsyncIterableIterator<ResultOf<Tasks, Called>, undefined> {
    const call = this.#itemsCall('imapUnordered', { task, shape: 'chunk', items }, options);
    return this.#mapper.stream('arrival', call, options);
  }

  /**
   * Starts workers, or lets some go after what they have in hand, until there are `processes`.
   *
   * @throws {RangeError} when it is not a whole number above 0.
   */
  resize(processes: number): void {
    requirePositive('processes', processes);
    this.#requireOpen('resize');
    this.#core.resize({ min: processes, max: processes });
  }

  /** Takes no more calls; the workers end when everything is done, running `imap`s included. */
  close(): void {
    this.#isClosed = true;
    this.#closeWhenDone();
  }

  /** Ends the workers now. Calls that are not done reject with {@link PoolTerminatedError}. */
  terminate(): void {
    this.#isClosed = true;
    this.#core.terminate(callerOfCaller());
    this.#mapper.stopAll(new PoolTerminatedError('its input ended'));
  }

  /**
   * Waits until all workers have ended. What an `imap` that began has left in its input is
   * computed before, and kept for whoever takes it later.
   *
   * @throws {ProcessStateError} before `close` or `terminate`.
   */
  async join(): Promise<void> {
    if (!this.#isClosed && !this.#core.isBroken) {
      throw new ProcessStateError('join', `the pool ${this.name} is neither closed nor terminated`);
    }
    this.#mapper.unbindAll();
    await this.#core.join();
    this.#stopWatches();
  }

  /** `await using`: terminates and joins, as CPython's `with` does. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.terminate();
    await this.join();
  }

  #apply<Result>(
    call: PoolCall,
    { task, args }: { readonly task: Task<Tasks>; readonly args: readonly unknown[] },
    options: CallOptions | undefined,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      requireKind('the arguments of the task', args, 'array');
      const terms = this.#termsOf(call, options);
      // The cast: the worker calls the function that the type names.
      const waiting = { target: this.#core.targets.of(task), values: args, resolve, reject, id: 0, submittedAt: 0 };
      const plain = waiting as PlainCall;
      if (terms === NO_TERMS) this.#core.call(plain);
      else this.#core.submit({ target: plain.target, shape: 'call', values: args, terms, owner: plain });
    });
  }

  async #mapItems<Result>(call: PoolCall, items: NamedItems<Tasks>, options: MapOptions = {}) {
    return this.#mapper.map<Result>(this.#itemsCall(call, items, options), options);
  }

  #itemsCall(call: PoolCall, { task, shape, items }: NamedItems<Tasks>, options: MapOptions): ItemsCall {
    requireKind(`the items of ${call}`, items, 'items');
    const terms = this.#termsOf(call, options);
    return { target: this.#core.targets.of(task), shape, items, terms };
  }

  #trimEvery(period: Milliseconds): NodeJS.Timeout {
    return setInterval(() => this.#core.trimIdle(), period).unref();
  }

  #closeWhenDone(): void {
    if (this.#isClosed && this.#mapper.openInputs === 0) this.#core.close();
  }

  #termsOf(call: PoolCall, options: CallOptions | undefined): CallTerms {
    this.#requireOpen(call);
    return callTerms(call, options);
  }

  #requireOpen(call: string): void {
    if (this.#isClosed) throw new ProcessStateError(call, `the pool ${this.name} is closed`);
  }

  /** @throws {UnsendableKind} always. */
  [crossing](): never {
    return staysHere('a Pool');
  }
}

interface NamedItems<Tasks> extends Pick<ItemsCall, 'shape' | 'items'> {
  readonly task: Task<Tasks>;
}
