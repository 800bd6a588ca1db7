import type { Readable } from 'node:stream';
import type { ResourceLimits } from 'node:worker_threads';
import type { Milliseconds, Pid } from '../../shared/units';
import { type CallSite, callerOfCaller } from './call-site';
import { Child } from './child';
import { type Crossable, crossing } from './codec/crossing';
import { staysHere } from './codec/stays-here';
import { NotCloneableError, ProcessError, ProcessStartError, ProcessStateError } from './errors';
import { type EventListener, eventSink } from './event-sink';
import { exitCodeOf, type ExitStatus } from './exit-status';
import { childEnded, childStarted, hold } from './process/children';
import { Ending } from './process/ending';
import { childIdentity } from './process/identity';
import { requireMayStart } from './process/spawn-guard';
import { nextName } from './process-names';
import { type OptionRules, requireKind, requireOptions } from './require-argument';
import { linkOpener, START_METHODS, type StartMethod } from './start-method';
import { type ExportedFunction, targetReference, type TargetReference } from './target';

/** What to run: a self-contained function, or the place of one that a module exports. */
export type ProcessTarget<Args extends readonly unknown[]> =
  | {
      /** Sent as source, so it sees its arguments and globals only; or `{ module, name }`. */
      readonly target: ((...args: Args) => unknown) | ExportedFunction;
      readonly module?: undefined;
    }
  | {
      /** Name of a function that `module` exports. */
      readonly target: string;
      /** URL or absolute path. */
      readonly module: string | URL;
    };

export interface ProcessSettings<Args extends readonly unknown[]> {
  readonly args?: Args;
  readonly name?: string;
  /** `thread`: a thread of this process (worker_threads) instead of a process of its own. */
  readonly startMethod?: StartMethod;
  /** Of a thread: limits of its heap and stack, as Node's `Worker` takes them. */
  readonly resourceLimits?: ResourceLimits;
  /** Ended when this process ends, instead of being waited for; may not start processes itself. */
  readonly daemon?: boolean;
  /** `pipe`: what it writes goes to {@link Process.stdout} and {@link Process.stderr}, which must be read. */
  readonly output?: 'inherit' | 'pipe';
  /** Added to the environment of the child. */
  readonly env?: NodeJS.ProcessEnv;
  readonly onEvent?: EventListener;
}

export type ProcessOptions<Args extends readonly unknown[] = readonly unknown[]> = ProcessSettings<Args> &
  ProcessTarget<Args>;

const RULES: OptionRules<ProcessSettings<[]> & { readonly target: unknown; readonly module: unknown }> = {
  of: 'a Process',
  example: '{ target, args: [1] }',
  kinds: {
    target: 'target',
    module: 'module',
    args: 'array',
    name: 'string',
    startMethod: START_METHODS,
    resourceLimits: 'object',
    daemon: 'boolean',
    output: ['inherit', 'pipe'],
    env: 'object',
    onEvent: 'function',
  },
};

export interface JoinOptions {
  readonly timeout?: Milliseconds;
  readonly signal?: AbortSignal;
}

const JOIN_RULES: OptionRules<JoinOptions> = {
  of: 'join',
  example: '{ timeout: 1000 }',
  kinds: { timeout: 'timeout', signal: 'signal' },
};

/**
 * One child process that runs one function, after CPython's `multiprocessing.Process`.
 *
 * It ends with 0 after the function returned and nothing else keeps it busy, with 1 and the
 * error on stderr when it threw, and with its parent, however that ends. A program that comes
 * to its end waits for its children, except for daemons.
 */
export class Process<Args extends readonly unknown[] = readonly unknown[]> implements Crossable {
  readonly #options: ProcessOptions<Args>;
  readonly #target: TargetReference;
  readonly #ending = new Ending();
  #name: string;
  #isDaemon: boolean;
  #child: Child | undefined;
  #status: ExitStatus | undefined;
  #startError: ProcessStartError | undefined;
  #joins = 0;
  #isClosed = false;

  /** @throws {TypeError} for a function that cannot be sent, or a module given by a relative path. */
  constructor(options: ProcessOptions<Args>) {
    requireOptions(options, RULES);
    this.#options = options;
    this.#target = referenceOf(options, callerOfCaller());
    this.#name = options.name ?? nextName('process');
    this.#isDaemon = options.daemon ?? childIdentity()?.daemon ?? false;
  }

  get name(): string {
    return this.#name;
  }

  /** For people; where it is set before the start, for the child as well. */
  set name(name: string) {
    this.#name = name;
  }

  get daemon(): boolean {
    return this.#isDaemon;
  }

  /** @throws {ProcessStateError} after the start. */
  set daemon(isDaemon: boolean) {
    if (this.#child !== undefined) throw new ProcessStateError('set daemon', `${this.name} was started`);
    this.#isDaemon = isDaemon;
  }

  /**
   * Starts the child.
   *
   * @throws {ProcessStateError} when called twice, and in a daemon.
   * @throws {SpawnGuardError} in a child that is importing the module of its target.
   * @throws {NotCloneableError} when an argument cannot be sent.
   * @throws {ProcessStartError} when the system has no room for it.
   */
  async start(): Promise<void> {
    this.#requireOpen('start');
    if (this.#child !== undefined) throw new ProcessStateError('start', `${this.name} was started before`);
    requireMayStart(`the process ${this.name}`);
    const child = this.#open();
    this.#child = child;
    if (child.pid > 0) {
      childStarted(this, child, this.#isDaemon);
      return;
    }
    await this.#ending.wait({});
    throw this.#startError ?? new ProcessStartError(`Cannot start ${this.name}`);
  }

  /** `undefined` before the start. */
  get pid(): Pid | undefined {
    this.#requireOpen('tell the pid');
    return this.#child?.pid;
  }

  isAlive(): boolean {
    this.#requireOpen('tell whether it is alive');
    return this.#child !== undefined && this.#status === undefined;
  }

  /** `undefined` until the child has ended; minus the signal number when a signal ended it. */
  get exitCode(): number | undefined {
    this.#requireOpen('tell the exit code');
    return this.#status && exitCodeOf(this.#status);
  }

  /** The signal that ended it; `null` when it ended by itself, `undefined` while it lives. */
  get signal(): NodeJS.Signals | null | undefined {
    return this.#status?.signal;
  }

  /** With `output: 'pipe'`, from the start on. */
  get stdout(): Readable | undefined {
    return this.#child?.stdout;
  }

  /** With `output: 'pipe'`, from the start on. */
  get stderr(): Readable | undefined {
    return this.#child?.stderr;
  }

  /**
   * Aborted when the child has ended, with its exit code as reason: for {@link wait}, and for
   * whatever is to stop with it.
   *
   * @throws {ProcessStateError} before the start.
   */
  get sentinel(): AbortSignal {
    this.#requireStarted('give the sentinel');
    return this.#ending.signal;
  }

  /**
   * Waits until the child has ended, at most `timeout`.
   *
   * @returns {@link exitCode}: `undefined` means that the time ran out first.
   * @throws {ProcessStateError} when the process was never started.
   * @throws {Error} the reason of `signal` when that is aborted first.
   */
  async join(options?: Milliseconds | JoinOptions): Promise<number | undefined> {
    const child = this.#requireStarted('join');
    const { timeout, signal } = joinOptions(options);
    const giveUp = child.beginJoin(timeout);
    this.#hold(child, 1);
    try {
      await this.#ending.wait({ timeout, signal });
    } finally {
      this.#hold(child, -1);
      giveUp();
    }
    return this.#status && exitCodeOf(this.#status);
  }

  /** Asks the child to end (SIGTERM) and does not wait; see {@link join}. */
  terminate(): void {
    this.#requireStarted('terminate').signal('SIGTERM', callerOfCaller());
  }

  /** Ends the child at once (SIGKILL) and does not wait. */
  kill(): void {
    this.#requireStarted('kill').signal('SIGKILL', callerOfCaller());
  }

  /** SIGINT, as Ctrl-C in a terminal sends it, and does not wait; `Process.interrupt` of CPython 3.14. */
  interrupt(): void {
    this.#requireStarted('interrupt').signal('SIGINT', callerOfCaller());
  }

  /**
   * Says that nobody needs this object any more: all but `close` and `name` throws from now on.
   *
   * @throws {ProcessStateError} while the child lives.
   */
  close(): void {
    if (this.#child !== undefined && this.#status === undefined) {
      throw new ProcessStateError('close', `${this.name} is still running; join or terminate it first`);
    }
    this.#isClosed = true;
  }

  /** `await using`: SIGTERM, after 5 s SIGKILL, and waits for the end. */
  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#child;
    if (child === undefined || this.#status !== undefined) return;
    child.terminate(callerOfCaller());
    await this.join();
  }

  #open(): Child {
    const { args = [], env, onEvent, output, startMethod, resourceLimits } = this.#options;
    const charge = { kind: 'process', name: this.#name, run: this.#target, args } as const;
    try {
      return new Child(
        {
          charge,
          env,
          output,
          isDaemon: this.#isDaemon,
          sink: eventSink(onEvent),
          open: linkOpener(startMethod, resourceLimits),
        },
        {
          received: () => undefined,
          refused: () => undefined,
          ended: ({ status, startError }) => this.#ended(status, startError),
        },
      );
    } catch (error) {
      if (error instanceof ProcessError) throw error;
      throw new NotCloneableError(`An argument of ${this.name}`, error);
    }
  }

  #ended(status: ExitStatus, startError: ProcessStartError | undefined): void {
    this.#status = status;
    this.#startError = startError;
    childEnded(this);
    this.#ending.end(exitCodeOf(status));
  }

  /** Whoever joins a daemon wants the program to live so long. */
  #hold(child: Child, change: 1 | -1): void {
    this.#joins += change;
    hold(child, !this.#isDaemon || this.#joins > 0);
  }

  #requireOpen(call: string): void {
    if (this.#isClosed) throw new ProcessStateError(call, `${this.name} is closed`);
  }

  #requireStarted(call: string): Child {
    this.#requireOpen(call);
    if (this.#child === undefined) throw new ProcessStateError(call, `${this.name} was not started`);
    return this.#child;
  }

  /** @throws {UnsendableKind} always. */
  [crossing](): never {
    return staysHere('a Process');
  }
}

/** CPython's `join(timeout)` is common enough to be taken as it is; that it is milliseconds, the type says. */
function joinOptions(options: Milliseconds | JoinOptions | undefined): JoinOptions {
  if (options === undefined) return {};
  const given = typeof options === 'number' ? { timeout: options } : options;
  requireOptions(given, JOIN_RULES);
  return given;
}

function referenceOf<Args extends readonly unknown[]>(options: ProcessOptions<Args>, site: CallSite): TargetReference {
  if (options.module !== undefined) requireKind('target, of a module,', options.target, 'export');
  if (options.module !== undefined) return targetReference({ module: options.module, name: options.target });
  if (typeof options.target === 'string') requireKind('module, in which to find the target,', options.module, 'module');
  return targetReference(options.target, site.file);
}
