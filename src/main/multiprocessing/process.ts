import type { Milliseconds, Pid } from '../../shared/units';
import { callerOfCaller } from './call-site';
import { Child } from './child';
import { NotCloneableError, ProcessStartError, ProcessStateError } from './errors';
import { type EventListener, eventSink } from './event-sink';
import { exitCodeOf, type ExitStatus } from './exit-status';
import { moduleUrl } from './module-url';
import { nextName } from './process-names';
import { packQueues } from './queue-host';

export interface ProcessOptions {
  /** Module that exports the target. A closure cannot cross to another process. */
  readonly module: string | URL;
  /** Name of the exported function to run. */
  readonly target: string;
  readonly args?: readonly unknown[];
  readonly name?: string;
  /** Added to the environment of the child. */
  readonly env?: NodeJS.ProcessEnv;
  readonly onEvent?: EventListener;
}

/**
 * One child process that runs one function, after CPython's `multiprocessing.Process`.
 *
 * It ends with 0 after the function returned, with 1 and the error on stderr when it threw,
 * and with its parent, however that ends. Its output is the parent's.
 */
export class Process {
  readonly name: string;
  readonly #options: ProcessOptions;
  #child: Child | undefined;
  #status: ExitStatus | undefined;
  #startError: ProcessStartError | undefined;
  readonly #joiners = new Set<() => void>();

  constructor(options: ProcessOptions) {
    this.#options = options;
    this.name = options.name ?? nextName('process');
  }

  /**
   * Starts the child.
   *
   * @throws {ProcessStateError} when called twice.
   * @throws {NotCloneableError} when an argument cannot be sent.
   * @throws {ProcessStartError} when the system has no room for it.
   */
  async start(): Promise<void> {
    if (this.#child !== undefined) throw new ProcessStateError('start', `${this.name} was started before`);
    const child = this.#fork();
    this.#child = child;
    if (child.pid > 0) return;
    await new Promise<void>((resolve) => this.#joiners.add(resolve));
    throw this.#startError ?? new ProcessStartError(`Cannot start ${this.name}`);
  }

  /** `undefined` before the start. */
  get pid(): Pid | undefined {
    return this.#child?.pid;
  }

  isAlive(): boolean {
    return this.#child !== undefined && this.#status === undefined;
  }

  /** `undefined` until the child has ended; minus the signal number when a signal ended it. */
  get exitCode(): number | undefined {
    return this.#status && exitCodeOf(this.#status);
  }

  /** The signal that ended it; `null` when it ended by itself, `undefined` while it lives. */
  get signal(): NodeJS.Signals | null | undefined {
    return this.#status?.signal;
  }

  /**
   * Waits until the child has ended, at most `timeout`.
   *
   * @returns {@link exitCode}: `undefined` means that the time ran out first.
   * @throws {ProcessStateError} when the process was never started.
   */
  async join(timeout?: Milliseconds): Promise<number | undefined> {
    const child = this.#child;
    if (child === undefined) throw new ProcessStateError('join', `${this.name} was not started`);
    const giveUp = child.beginJoin(timeout);
    if (this.#status === undefined) await this.#exited(timeout);
    giveUp();
    return this.exitCode;
  }

  /** Asks the child to end (SIGTERM) and does not wait; see {@link join}. */
  terminate(): void {
    this.#child?.signal('SIGTERM', callerOfCaller());
  }

  /** Ends the child at once (SIGKILL) and does not wait. */
  kill(): void {
    this.#child?.signal('SIGKILL', callerOfCaller());
  }

  #fork(): Child {
    const { module, target, args = [], env, onEvent } = this.#options;
    const charge = {
      kind: 'process',
      name: this.name,
      module: moduleUrl(module),
      target,
      args: packQueues(args),
    } as const;
    try {
      return new Child(
        { charge, env, sink: eventSink(onEvent) },
        {
          received: () => undefined,
          refused: () => undefined,
          ended: ({ status, startError }) => {
            this.#startError = startError;
            this.#ended(status);
          },
        },
      );
    } catch (error) {
      throw new NotCloneableError(`An argument of ${this.name}`, error);
    }
  }

  #ended(status: ExitStatus): void {
    this.#status = status;
    for (const resolve of this.#joiners) resolve();
    this.#joiners.clear();
  }

  async #exited(timeout: Milliseconds | undefined): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = timeout === undefined ? undefined : setTimeout(leave, timeout, this.#joiners);
      const joiner = (): void => {
        clearTimeout(timer);
        resolve();
      };
      function leave(joiners: Set<() => void>): void {
        joiners.delete(joiner);
        resolve();
      }
      this.#joiners.add(joiner);
    });
  }
}
