import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { entryFile } from '../../entry-file';
import type { Milliseconds, Pid } from '../../../shared/units';
import { childEnvironment, childExecArgv } from '../child-environment';
import { ProcessStartError } from '../errors';
import type { ExitStatus } from '../exit-status';
import { type Charge, type DownMessage, LIFELINE_FD, messagesOf, type UpMessage } from '../protocol';
import type { Link, LinkEnd, LinkListener, LinkOptions } from './link';

/** After the exit, how long to wait for the end of the channel, which a grandchild may hold open. */
const CHANNEL_GRACE: Milliseconds = 1000;

/**
 * One child process and the channel to it.
 *
 * Its standard streams are the parent's. A further pipe, of which only this process holds
 * the other end, tells the child when this process is gone: see `worker/watchdog.ts`.
 */
export class ProcessLink implements Link {
  readonly #child: ChildProcess;
  readonly #token = randomUUID();
  readonly #listener: LinkListener;
  #outbox: DownMessage[] = [];
  #hasEnded = false;

  /**
   * @throws {Error} of the serializer when the charge cannot be sent, or of the system when
   *   the environment is too long; then there is no child.
   */
  constructor({ charge, env, output = 'inherit' }: LinkOptions, listener: LinkListener) {
    this.#listener = listener;
    this.#child = fork(entryFile('worker'), [charge.name], {
      serialization: 'advanced',
      stdio: ['ignore', output, output, 'ipc', 'pipe'],
      env: childEnvironment(process.env, env),
      execArgv: [...childExecArgv(process.execArgv)],
    });
    this.#listen();
    try {
      if (this.#child.connected) this.#child.send({ ...charge, token: this.#token } satisfies Charge, ignore);
    } catch (error) {
      this.#hasEnded = true;
      this.#child.kill('SIGKILL');
      throw error;
    }
  }

  /** `undefined` when the system could not start it. */
  get pid(): Pid | undefined {
    return this.#child.pid;
  }

  get stdout(): Readable | undefined {
    return this.#child.stdout ?? undefined;
  }

  get stderr(): Readable | undefined {
    return this.#child.stderr ?? undefined;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Sends with all other messages of this turn. A child that is gone gets nothing, and that is no error. */
  send(message: DownMessage): void {
    this.#outbox.push(message);
    if (this.#outbox.length === 1) queueMicrotask(() => this.#flush());
  }

  kill(signal: NodeJS.Signals): void {
    if (!this.#hasEnded) this.#child.kill(signal);
  }

  /** Whether this child alone keeps the parent's event loop, and so the program, alive. */
  hold(isHeld: boolean): void {
    const call = isHeld ? 'ref' : 'unref';
    this.#child[call]();
    this.#child.channel?.[call]();
  }

  #listen(): void {
    const child = this.#child;
    child.on('message', (received) => {
      for (const message of messagesOf(this.#token, received)) {
        // The cast: who knows the token is this library's other end.
        this.#listener.received(message as UpMessage);
      }
    });
    child.once('exit', (code, signal) => {
      if (!child.connected) return this.#end({ code, signal });
      // What the child sent last may still be on its way: the channel ends after it.
      const timer = setTimeout(() => this.#end({ code, signal }), CHANNEL_GRACE);
      child.once('disconnect', () => {
        clearTimeout(timer);
        this.#end({ code, signal });
      });
    });
    // Without a pid there is no exit event. With one, it is a signal or message that came too late.
    child.on('error', (error) => {
      if (child.pid !== undefined) return;
      this.#end({ code: 1, signal: null }, new ProcessStartError(`Cannot start a process: ${error.message}`));
    });
    const lifeline = child.stdio[LIFELINE_FD];
    if (lifeline === null || lifeline === undefined) return;
    lifeline.on('error', ignore);
    if (lifeline instanceof Socket) lifeline.unref();
  }

  #end(status: ExitStatus, startError?: ProcessStartError): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#listener.ended({ status, startError, stderrTail: '' } satisfies LinkEnd);
  }

  #flush(): void {
    const batch = this.#outbox;
    this.#outbox = [];
    if (!this.#child.connected) return;
    try {
      this.#child.send([this.#token, batch], ignore);
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1 && only !== undefined) this.#listener.refused(only, error);
      else this.#sendEach(batch);
    }
  }

  /** Finds the one that cannot be serialised. */
  #sendEach(batch: readonly DownMessage[]): void {
    for (const message of batch) {
      try {
        this.#child.send([this.#token, [message]], ignore);
      } catch (error) {
        this.#listener.refused(message, error);
      }
    }
  }
}

function ignore(): void {
  // A write to a child that just died fails; its exit says so better.
}
