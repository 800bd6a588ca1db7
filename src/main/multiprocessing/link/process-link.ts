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
import type { Bytes, Milliseconds, Pid } from '../../../shared/units';
import { Cargo } from '../codec/cargo';
import { BrokenChannelError, FrameReader } from '../codec/frame-reader';
import { FrameWriter } from '../codec/frame-writer';
import { readFrames } from '../codec/read-frames';
import { childEnvironment, childExecArgv, runtimePath } from '../child-environment';
import { ProcessStartError } from '../errors';
import type { ExitStatus } from '../exit-status';
import {
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
import { JournaledFrames } from './journaled-frames';
import type { Link, LinkListener, LinkOptions } from './link';
import { failureFor, isUnreadable, MessageReader, MessageWriter, type UnreadableMessage } from './messages';
import { StderrTail } from './stderr-tail';

/** After the exit, how long to wait for the end of the channel, which a grandchild may hold open. */
const CHANNEL_GRACE: Milliseconds = 1000;
/** As {@link CHANNEL_GRACE}, for stderr, which a grandchild commonly holds open. */
const STDERR_GRACE: Milliseconds = 200;
/** Bytes that may wait for the child to read them; what is sent beyond waits as it is, not as bytes. */
const CREDIT: Bytes = 1024 * 1024;
/** Says to the probe of a watched program that signals to this child are told by the library: it knows the line that asked. */
const TELLS_ITSELF = Symbol.for('joinscope.tells-signals');

/** Tasks that keep a child busy while further ones gather. */
const ENOUGH = 8;
/** What says that the child has a task no longer. */
const HAS_LEFT: ReadonlySet<UpMessage[0]> = new Set(['returned', 'went-on', 'failed', 'given-back']);

export class ProcessLink implements Link {
  readonly #child: ChildProcess;
  readonly #listener: LinkListener;
  readonly #down: Socket | undefined;
  readonly #up: Socket | undefined;
  readonly #frames: FrameWriter;
  readonly #writer = new MessageWriter();
  readonly #stream: JournaledFrames;
  readonly #stderr: StderrTail;
  readonly #cargo = new Cargo();
  #outbox: DownMessage[] = [];
  #isFlushPlanned = false;
  /** Tasks that the child has and that have not come back. */
  #atChild = 0;
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
    this.#frames = new FrameWriter(0, maxMessage + FRAME_SLACK);
    const messages = new MessageReader();
    this.#stream = new JournaledFrames(
      () =>
        new FrameReader({
          token,
          maxBytes: maxMessage + 2 * FRAME_SLACK,
          received: (decoder, reader) => this.#receive(messages.read(decoder, reader)),
        }),
    );
    const { command, args, isBound } = boundLaunch(runtimePath(), [
      ...childExecArgv(process.execArgv),
      entryFile('worker'),
      charge.name,
    ]);
    const boundTo = isBound ? process.pid : undefined;
    const load = (): void =>
      this.#cargo.load(() => this.#writer.add(this.#frames, ['charge', { ...charge, token, boundTo }]));
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
    this.#down = this.#pipe(DOWN_FD);
    this.#up = this.#readUp();
    this.#stderr = new StderrTail(this.#child.stderr, output);
    this.#listen();
    this.#write();
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
    return this.#outbox.length === 0 && this.#frames.size === 0 && this.#down?.writableLength === 0;
  }

  send(message: DownMessage): void {
    this.#outbox.push(message);
    if (message[0] !== 'task' || this.#isTimeToWrite()) this.#planFlush();
  }

  /** A child that has enough to do is told of several tasks at once: a write costs as much as all else of a task. */
  #isTimeToWrite(): boolean {
    return this.#atChild < ENOUGH || 2 * this.#outbox.length >= this.#atChild;
  }

  #planFlush(): void {
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    queueMicrotask(() => this.#flush());
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
    this.#down?.on('drain', () => this.#flush()).unref();
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

  /** Nobody can tell any more what the child says. */
  #breakOff(error: unknown): void {
    if (!(error instanceof BrokenChannelError)) throw error;
    if (this.#reason !== undefined) return;
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
    if (HAS_LEFT.has(told[0])) this.#atChild -= 1;
    try {
      this.#listener.received(told);
    } catch (error) {
      // The other messages are not to be lost for it.
      queueMicrotask(() => {
        throw error;
      });
    }
    if (this.#outbox.length > 0 && this.#isTimeToWrite()) this.#planFlush();
  }

  #end(status: ExitStatus, startError?: ProcessStartError): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.catchUp();
    this.#stream.close();
    this.#outbox = [];
    for (const pipe of [this.#up, this.#down]) pipe?.destroy();
    this.#cargo.lost();
    this.#listener.ended({ status, startError, reason: this.#reason, stderrTail: this.#stderr.text });
  }

  /** Encodes and writes what there is credit for. */
  #flush(): void {
    this.#isFlushPlanned = false;
    const down = this.#down;
    if (down !== undefined && this.#outbox.length > 0) this.#cargo.load(() => this.#flushTo(down));
  }

  #flushTo(down: Socket): void {
    let sent = 0;
    const refused: [DownMessage, unknown][] = [];
    for (const message of this.#outbox) {
      if (down.writableLength + this.#frames.size > CREDIT) break;
      try {
        this.#writer.add(this.#frames, message);
        if (message[0] === 'task') this.#atChild += 1;
      } catch (error) {
        refused.push([message, error]);
      }
      sent += 1;
    }
    this.#outbox = sent === this.#outbox.length ? [] : this.#outbox.slice(sent);
    this.#write();
    for (const [message, error] of refused) this.#listener.refused(message, error);
  }

  #write(): void {
    const down = this.#down;
    if (down?.writable !== true) return;
    this.#frames.drain((pieces) => {
      if (pieces.length > 1) down.cork();
      for (const piece of pieces) down.write(piece);
      if (pieces.length > 1) down.uncork();
      // Most often the system takes all of it at once.
      return down.writableLength === 0;
    });
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
