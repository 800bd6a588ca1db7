import { type Crossable, crossing, type Crossing, registerCrossing } from '../codec/crossing';
import { ConnectionClosedError, ProcessStateError, QueueEmptyError, TimeoutError } from '../errors';
import { type EventListener, eventSink } from '../event-sink';
import { nextName } from '../process-names';
import type { QueueClient } from './client/queue-client';
import type { WaitOptions } from './client/waits';
import { withdraw } from './home/home';
import { makePipe } from './home/pipe-host';
import { type OptionRules, requireKind, requireOptions } from '../require-argument';
import { type EndAbout, type EndReference, PipePorts } from './pipe-ports';
import { revive } from './reference';
import { BrokenPipeError, EndOfPipeError } from './sync-errors';
import { NO_WAIT_OPTIONS, requireWait } from './wait-options';

export interface PipeOptions {
  /** `Pipe-1`, `Pipe-2`, ... unless given. */
  readonly name?: string;
  readonly onEvent?: EventListener;
}

const RULES: OptionRules<PipeOptions> = {
  of: 'a pipe',
  example: `{ name: 'orders' }`,
  kinds: { name: 'string', onEvent: 'function' },
};

/**
 * One of the two ends of a pipe, after CPython's `multiprocessing.connection.Connection`.
 *
 * Passed to another process it is the same end there, which each process closes for itself.
 * When it is closed, or its holder ended, everywhere, the other end receives what is left
 * and then {@link EndOfPipeError}.
 */
export class PipeEnd implements Crossable {
  readonly #ports: PipePorts;
  #isClosed = false;

  /** @internal Made by {@link Pipe}. */
  constructor(ports: PipePorts) {
    this.#ports = ports;
  }

  get name(): string {
    return this.#ports.name;
  }

  get closed(): boolean {
    return this.#isClosed;
  }

  get readable(): boolean {
    return this.#ports.incoming !== undefined;
  }

  get writable(): boolean {
    return this.#ports.outgoing !== undefined;
  }

  /**
   * Sends a copy of the message. It resolves when that is on its way, and never waits for
   * the other end to receive: the pipe's home keeps what is not received yet.
   *
   * @throws {BrokenPipeError} when nobody holds the other end.
   * @throws {NotCloneableError} when the message cannot be sent.
   * @throws {ConnectionClosedError} when the pipe's home is gone.
   */
  async send(message: unknown): Promise<void> {
    const port = this.#port('send', this.#ports.outgoing);
    try {
      await port.put(message, {});
    } catch (error) {
      throw port.isClosed ? new BrokenPipeError(`Nobody holds the other end of ${this.name}`) : error;
    }
  }

  /**
   * Takes the oldest message.
   *
   * @throws {EndOfPipeError} when nobody holds the other end and nothing is left.
   * @throws {TimeoutError} when none came in time.
   * @throws {ConnectionClosedError} when the pipe's home is gone.
   */
  async recv(options: WaitOptions = NO_WAIT_OPTIONS): Promise<unknown> {
    requireWait(options);
    const port = this.#port('recv', this.#ports.incoming);
    try {
      return await port.get(options);
    } catch (error) {
      if (error instanceof QueueEmptyError) throw new TimeoutError(`A message of ${this.name}`, options.timeout ?? 0);
      const isEnd = error instanceof ConnectionClosedError && port.isDrained;
      throw isEnd ? new EndOfPipeError(`Nobody holds the other end of ${this.name}, and nothing is left in it`) : error;
    }
  }

  /**
   * Whether `recv` would not wait, also because of the end of the pipe. Asks once unless told to wait.
   *
   * @throws {ConnectionClosedError} when the pipe's home is gone.
   */
  async poll(options: WaitOptions = NO_WAIT_OPTIONS): Promise<boolean> {
    requireWait(options);
    const { timeout = 0, signal } = options;
    return this.#port('poll', this.#ports.incoming).look({ timeout, signal });
  }

  /** For {@link wait}: when `recv` would not wait. */
  ready(signal: AbortSignal): Promise<boolean> {
    return this.poll({ timeout: Infinity, signal });
  }

  /**
   * This process uses this end no more: calls of it that wait reject. An end that was passed on
   * before, to a child that was started or a queue, stays open there; the task of a pool must
   * have begun. Closing twice does nothing.
   */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#ports.incoming?.stopGets(closedError('recv'));
    await this.#ports.letGo();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** @throws {ProcessStateError} when it is closed. */
  [crossing](): Crossing {
    if (this.#isClosed) throw closedError('send it to another process');
    return { kind: 'pipe-end', data: this.#ports.lend() };
  }

  #port(call: string, port: QueueClient | undefined): QueueClient {
    if (this.#isClosed) throw closedError(call);
    if (port === undefined) throw new ProcessStateError(call, 'this end of the pipe is for the other direction');
    return port;
  }
}

function closedError(call: string): Error {
  return new ProcessStateError(call, 'this end of the pipe is closed');
}

/**
 * Two connected ends, after CPython's `multiprocessing.Pipe`.
 *
 * @param duplex whether both send and receive; otherwise the first receives and the second sends.
 * @throws {TypeError} when it is neither true nor false.
 */
export function Pipe(duplex = true, options: PipeOptions = {}): [PipeEnd, PipeEnd] {
  requireKind('duplex', duplex, 'boolean');
  requireOptions(options, RULES);
  const { name = nextName('Pipe'), onEvent } = options;
  const ended = (): void => [first, second].forEach(withdraw);
  const hosts = makePipe({ name, duplex, sink: eventSink(onEvent), ended });
  const first = new PipePorts({ name, hosts: hosts[0] });
  const second = new PipePorts({ name, hosts: hosts[1] });
  return [arrived(first, 0), arrived(second, 0)];
}

const open = new WeakMap<PipePorts, PipeEnd>();

/** The end that this process has, or, after it was closed, a new one. */
function arrived(ports: PipePorts, ticket: number): PipeEnd {
  ports.claim(ticket);
  let end = open.get(ports);
  if (end?.closed !== false) {
    end = new PipeEnd(ports);
    open.set(ports, end);
  }
  return end;
}

registerCrossing('pipe-end', (data) => {
  // The casts: what PipePorts.lend made, and what is published for it.
  const ports = revive<EndAbout>(data, (attachment) => new PipePorts(attachment)) as PipePorts;
  return arrived(ports, (data as EndReference).ticket);
});
