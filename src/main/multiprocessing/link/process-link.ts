/**
 * One child process and the channel to it.
 *
 * Not Node's own IPC channel: that one serialises each message by itself, writes it by
 * itself and tells nobody when a message has left. Instead there are two pipes, one for each
 * way, so that the child can write with a blocking call (what it has said is said, however
 * it ends) while it reads without one. It ends with this process: see `bound-launch.ts`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { entryFile } from '../../entry-file';
import type { Milliseconds, Pid } from '../../../shared/units';
import { BrokenChannelError, FrameReader } from '../codec/frame-reader';
import { readFrames } from '../codec/read-frames';
import { childEnvironment, childExecArgv, runtimePath } from '../child-environment';
import { ProcessStartError } from '../errors';
import type { ExitStatus } from '../exit-status';
import {
  type BulkOffer,
  type DownMessage,
  DOWN_FD,
  FRAME_SLACK,
  LIFELINE_FD,
  MAX_MESSAGE,
  type UpMessage,
  type UpMessageOf,
  UP_FD,
} from '../protocol';
import { boundLaunch } from './bound-launch';
import { ChildMemory, placesOf } from './child-memory';
import { JournaledFrames } from './journaled-frames';
import type { Link, LinkListener, LinkOptions } from './link';
import { failureFor, isUnreadable, MessageReader, type UnreadableMessage } from './messages';
import { Outbox } from './outbox';
import { StderrTail } from './stderr-tail';

/** After the exit, how long to wait for the end of the channel, which a grandchild may hold open. */
const CHANNEL_GRACE: Milliseconds = 1000;
/** As {@link CHANNEL_GRACE}, for stderr, which a grandchild commonly holds open. */
const STDERR_GRACE: Milliseconds = 200;
/** Says to the probe of a watched program that signals to this child are told by the library: it knows the line that asked. */
const TELLS_ITSELF = Symbol.for('joinscope.tells-signals');

export class ProcessLink implements Link {
  readonly #child: ChildProcess;
  readonly #listener: LinkListener;
  readonly #up: Socket | undefined;
  readonly #outbox: Outbox;
  readonly #stream: JournaledFrames;
  readonly #stderr: StderrTail;
  #memory: ChildMemory | undefined;
  #reason: string | undefined;
  #hasEnded = false;

  /**
   * @throws {NotCloneableError} when the charge cannot be sent, or an error of the system when
   *   the environment is too long; then there is no child.
   */
  constructor({ charge, env, output = 'inherit' }: LinkOptions, listener: LinkListener) {
    this.#listener = listener;
    const { maxMessage = MAX_MESSAGE } = charge;
    const token = randomInt(2 ** 32);
    this.#outbox = new Outbox(maxMessage + FRAME_SLACK, (message, error) => this.#listener.refused(message, error));
    const messages = new MessageReader();
    this.#stream = new JournaledFrames(() => {
      const frames: FrameReader = new FrameReader({
        token,
        maxBytes: maxMessage + 2 * FRAME_SLACK,
        received: (decoder, reader) => this.#receive(messages.read(decoder, reader)),
        apart: (attachments, addresses) => this.#fetch(frames, attachments, addresses),
      });
      return frames;
    });
    const { command, args, isBound } = boundLaunch(runtimePath(), [
      ...childExecArgv(process.execArgv),
      entryFile('worker'),
      charge.name,
    ]);
    const boundTo = isBound ? process.pid : undefined;
    const load = (): void => this.#outbox.begin(['charge', { ...charge, token, boundTo }]);
    const isSure = isSureToCross(charge);
    if (!isSure) load();
    this.#child = spawn(command, args, {
      stdio: ['ignore', output, 'pipe', 'pipe', 'pipe', isBound ? 'ignore' : 'pipe'],
      env: childEnvironment(process.env, env),
      windowsHide: true,
    });
    Object.defineProperty(this.#child, TELLS_ITSELF, { value: true });
    // The first one takes nearly as long as a spawn; the child starts meanwhile.
    if (isSure) this.#orElseNoChild(load);
    this.#up = this.#readUp();
    this.#stderr = new StderrTail(this.#child.stderr, output);
    this.#listen();
    this.#outbox.open(this.#pipe(DOWN_FD));
  }

  /** `undefined` when the system could not start it. */
  get pid(): Pid | undefined {
    return this.#child.pid;
  }

  get stdout(): Readable | undefined {
    return this.#child.stdout ?? undefined;
  }

  get stderr(): Readable | undefined {
    return this.#stderr.stream;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get hasDelivered(): boolean {
    return this.#outbox.isDelivered;
  }

  send(message: DownMessage): void {
    this.#outbox.send(message);
  }

  kill(signal: NodeJS.Signals): void {
    if (!this.#hasEnded) this.#child.kill(signal);
  }

  hold(isHeld: boolean): void {
    for (const handle of [this.#child, this.#up, this.#stderr]) {
      if (isHeld) handle?.ref();
      else handle?.unref();
    }
  }

  #pipe(descriptor: number): Socket | undefined {
    // Without a process there are no pipes.
    const pipe = (this.#child.stdio as readonly unknown[] | undefined)?.[descriptor];
    if (!(pipe instanceof Socket)) return undefined;
    pipe.on('error', ignore);
    return pipe;
  }

  #orElseNoChild(load: () => void): void {
    try {
      load();
    } catch (error) {
      this.#child.on('error', ignore).kill('SIGKILL');
      throw error;
    }
  }

  #listen(): void {
    const child = this.#child;
    this.#pipe(LIFELINE_FD)?.unref();
    child.once('exit', (code, signal) => {
      // What the child said last may still be on its way.
      const ends = [ended(this.#up, CHANNEL_GRACE), this.#stderr.ended(STDERR_GRACE)];
      void Promise.all(ends).then(() => this.#end({ code, signal }));
    });
    // Without a pid there is no exit event. With one, it is a signal that came too late.
    child.on('error', (error) => {
      if (child.pid !== undefined) return;
      this.#end({ code: 1, signal: null }, new ProcessStartError(`Cannot start a process: ${error.message}`));
    });
  }

  #readUp(): Socket | undefined {
    const pipe = this.#pipe(UP_FD);
    if (pipe === undefined) return undefined;
    return readFrames(pipe, this.#stream, (error) => this.#breakOff(error)).on('error', ignore);
  }

  catchUp(): void {
    try {
      this.#stream.catchUp();
    } catch (error) {
      this.#breakOff(error);
    }
  }

  #openJournal([, descriptor, mark]: UpMessageOf<'journal'>): void {
    const { pid } = this.#child;
    if (pid !== undefined && this.#stream.open(pid, { descriptor, mark })) this.send(['journal-open']);
  }

  #openBulk(offer: BulkOffer): void {
    this.#memory ??= ChildMemory.open(this.#child, offer);
    if (this.#memory === undefined) return;
    this.send(['bulk-open']);
    this.#outbox.useMemory(this.#memory);
  }

  /** The child waits for it, and says nothing before. */
  #fetch(frames: FrameReader, attachments: readonly Buffer[], addresses: readonly number[]): void {
    const memory = this.#memory;
    if (memory === undefined) throw new BrokenChannelError('The channel speaks of memory that was not offered');
    const pieces = attachments.map((bytes) => ({ bytes, length: bytes.length }));
    memory.read(placesOf(pieces, addresses), (isThere) => {
      memory.answer(isThere);
      frames.settle(isThere);
    });
  }

  /** Nobody can tell any more what the child says. */
  #breakOff(error: unknown): void {
    if (!(error instanceof BrokenChannelError)) throw error;
    if (this.#reason !== undefined) return;
    this.#memory?.close();
    try {
      this.#stream.recover();
    } finally {
      this.#reason = error.message;
      this.kill('SIGKILL');
    }
  }

  #receive(message: readonly unknown[] | UnreadableMessage): void {
    if (this.#reason !== undefined) return;
    // The casts: see `MessageReader`.
    if (!isUnreadable(message)) return this.#tell(message as unknown as UpMessage);
    for (const told of failureFor(message)) this.#tell(told);
  }

  #tell(told: UpMessage): void {
    if (told[0] === 'journal') return this.#openJournal(told);
    if (told[0] === 'bulk') return this.#openBulk(told[1]);
    if (told[0] === 'room') return this.#outbox.fill(told[1], (error) => this.#breakOff(error));
    this.#outbox.heard(told[0]);
    try {
      this.#listener.received(told);
    } catch (error) {
      // The other messages are not to be lost for it.
      queueMicrotask(() => {
        throw error;
      });
    }
    this.#outbox.goOn();
  }

  #end(status: ExitStatus, startError?: ProcessStartError): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.catchUp();
    this.#stream.close();
    this.#memory?.close();
    this.#up?.destroy();
    this.#outbox.close();
    this.#listener.ended({ status, startError, reason: this.#reason, stderrTail: this.#stderr.text });
  }
}

/** Nothing in it is of the user's making but names. */
function isSureToCross({ args, run }: LinkOptions['charge']): boolean {
  return args.length === 0 && run === undefined;
}

/** Resolves at the end of the stream, or when it is not waited for any longer. */
async function ended(stream: Socket | undefined, grace: Milliseconds): Promise<void> {
  if (stream === undefined || stream.readableEnded || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, grace);
    stream.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function ignore(): void {
  // A write to a child that just died fails; its exit says so better.
}
