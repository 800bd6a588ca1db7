import { PassThrough, type Readable } from 'node:stream';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { entryFile } from '../../entry-file';
import type { Bytes, Pid } from '../../../shared/units';
import { childEnvironment, childExecArgv } from '../child-environment';
import { Cargo } from '../codec/cargo';
import type { ExitStatus } from '../exit-status';
import type { Link, LinkListener, LinkOptions, OpenLink } from '../link/link';
import type { DownMessage, HeardMessage } from '../protocol';
import { type Shipment, ship, unpack } from './parcels';

/** How much of what a thread wrote to stderr is remembered. */
const TAIL: Bytes = 8192;

/** Opens links to threads; the limits are those of Node's `Worker`. */
export function openThread(resourceLimits: ResourceLimits | undefined): OpenLink {
  return (options, listener) => new ThreadLink(options, listener, resourceLimits);
}

/**
 * One child that is a thread of this process (worker_threads) and the channel to it.
 *
 * It has no signals, so any ends it, and its status says which. `process.exit` in it, an
 * error that nobody catches and its heap limit end the thread alone.
 */
class ThreadLink implements Link {
  readonly pid: Pid = process.pid;
  readonly stdout: Readable | undefined;
  readonly stderr: Readable | undefined;
  readonly #worker: Worker;
  readonly #listener: LinkListener;
  readonly #errors = new PassThrough();
  readonly #cargo = new Cargo();
  #outbox: DownMessage[] = [];
  #signal: NodeJS.Signals | undefined;
  #reason: string | undefined;
  #tail = '';
  #hasEnded = false;

  /** @throws {NotCloneableError} when the charge cannot be sent; then there is no thread. */
  constructor(
    { charge, env, output = 'inherit' }: LinkOptions,
    listener: LinkListener,
    resourceLimits: ResourceLimits | undefined,
  ) {
    this.#listener = listener;
    const first = this.#ship([['charge', { ...charge, token: 0 }]]);
    this.#worker = new Worker(entryFile('thread'), {
      name: charge.name,
      env: childEnvironment(process.env, env),
      execArgv: [...childExecArgv(process.execArgv)],
      stdout: output === 'pipe',
      stderr: true,
      ...(resourceLimits && { resourceLimits }),
    });
    this.stdout = output === 'pipe' ? this.#worker.stdout : undefined;
    this.stderr = output === 'pipe' ? this.#errors : undefined;
    if (output === 'inherit') this.#errors.on('data', (chunk: Buffer) => void process.stderr.write(chunk));
    this.#listen();
    this.#post(first);
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** What is posted is in the thread's port at once, and each turn of its loop reads all that is there. */
  get hasDelivered(): boolean {
    return this.#outbox.length === 0;
  }

  catchUp(): void {
    // A thread holds nothing back.
  }

  send(message: DownMessage): void {
    if (this.#outbox.push(message) === 1) queueMicrotask(() => this.#flush());
  }

  kill(signal: NodeJS.Signals): void {
    if (this.#hasEnded) return;
    this.#signal ??= signal;
    void this.#worker.terminate();
  }

  hold(isHeld: boolean): void {
    if (isHeld) this.#worker.ref();
    else this.#worker.unref();
  }

  #listen(): void {
    const worker = this.#worker;
    worker.on('message', (parcels: Shipment['parcels']) => {
      for (const message of unpack(parcels)) this.#listener.received(message as HeardMessage);
    });
    worker.stderr.on('data', (chunk: Buffer) => this.#say(chunk.toString()));
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') this.#reason = 'it reached its heap limit';
      this.#say(`${error.stack ?? String(error)}\n`);
    });
    worker.once('exit', (code) => {
      const status: ExitStatus =
        this.#signal === undefined ? { code, signal: null } : { code: null, signal: this.#signal };
      this.#end(status);
    });
  }

  #say(text: string): void {
    this.#tail = (this.#tail + text).slice(-TAIL);
    this.#errors.write(text);
  }

  #end(status: ExitStatus): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#outbox = [];
    this.#errors.end();
    this.#cargo.lost();
    this.#listener.ended({ status, reason: this.#reason, stderrTail: this.#tail });
  }

  #flush(): void {
    const messages = this.#outbox;
    this.#outbox = [];
    if (messages.length === 0 || this.#hasEnded) return;
    try {
      this.#post(this.#ship(messages));
    } catch {
      for (const message of messages) this.#sendOne(message);
    }
  }

  /** One of several cannot be sent: the others are. */
  #sendOne(message: DownMessage): void {
    try {
      this.#post(this.#ship([message]));
    } catch (error) {
      this.#listener.refused(message, error);
    }
  }

  #ship(messages: readonly DownMessage[]): Shipment {
    return this.#cargo.load(() => ship(messages));
  }

  #post({ parcels, moved }: Shipment): void {
    this.#worker.postMessage(parcels, moved);
  }
}
