import type { Socket } from 'node:net';
import type { Bytes } from '../../../shared/units';
import { Cargo } from '../codec/cargo';
import { FrameWriter } from '../codec/frame-writer';
import type { DownMessage, UpMessage } from '../protocol';
import { MessageWriter } from './messages';

/** Bytes that may wait for the child to read them; what is sent beyond waits as it is, not as bytes. */
const CREDIT: Bytes = 1024 * 1024;
/** Tasks that keep a child busy while further ones gather. */
const ENOUGH = 8;
/** What says that the child has a task no longer. */
const HAS_LEFT: ReadonlySet<UpMessage[0]> = new Set(['returned', 'went-on', 'failed', 'given-back']);

/** What a child is told: gathered, encoded where there is credit for it, and written, many messages at a time. */
export class Outbox {
  readonly #frames: FrameWriter;
  readonly #writer = new MessageWriter();
  readonly #cargo = new Cargo();
  readonly #refused: (message: DownMessage, error: unknown) => void;
  #pipe: Socket | undefined;
  #waiting: DownMessage[] = [];
  #isFlushPlanned = false;
  /** Tasks that the child has and that have not come back. */
  #atChild = 0;

  /** @param refused is told of messages that cannot be sent, once the others are written. */
  constructor(maxBytes: Bytes, refused: (message: DownMessage, error: unknown) => void) {
    this.#frames = new FrameWriter(0, maxBytes);
    this.#refused = refused;
  }

  /** Everything has left for the child. */
  get isDelivered(): boolean {
    return this.#waiting.length === 0 && this.#frames.size === 0 && this.#pipe?.writableLength === 0;
  }

  /** Encodes what the child is told first. @throws {NotCloneableError} when it cannot be sent. */
  begin(message: DownMessage): void {
    this.#cargo.load(() => this.#writer.add(this.#frames, message));
  }

  /** Writes to this pipe from now on; `undefined` where there is no child. */
  open(pipe: Socket | undefined): void {
    this.#pipe = pipe;
    pipe?.on('drain', () => this.#flush()).unref();
    this.#write();
  }

  send(message: DownMessage): void {
    this.#waiting.push(message);
    if (message[0] !== 'task' || this.#isTimeToWrite()) this.#planFlush();
  }

  /** The child said this: it may have room for more. */
  heard(type: UpMessage[0]): void {
    if (HAS_LEFT.has(type)) this.#atChild -= 1;
  }

  /** Writes what has gathered, where it is time for it. */
  goOn(): void {
    if (this.#waiting.length > 0 && this.#isTimeToWrite()) this.#planFlush();
  }

  /** There is no child any more: nothing is kept for it. */
  close(): void {
    this.#waiting = [];
    this.#pipe?.destroy();
    this.#cargo.lost();
  }

  /** A child that has enough to do is told of several tasks at once: a write costs as much as all else of a task. */
  #isTimeToWrite(): boolean {
    return this.#atChild < ENOUGH || 2 * this.#waiting.length >= this.#atChild;
  }

  #planFlush(): void {
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    queueMicrotask(() => this.#flush());
  }

  /** Encodes and writes what there is credit for. */
  #flush(): void {
    this.#isFlushPlanned = false;
    const pipe = this.#pipe;
    if (pipe !== undefined && this.#waiting.length > 0) this.#cargo.load(() => this.#flushTo(pipe));
  }

  #flushTo(pipe: Socket): void {
    let sent = 0;
    const refused: [DownMessage, unknown][] = [];
    for (const message of this.#waiting) {
      if (pipe.writableLength + this.#frames.size > CREDIT) break;
      try {
        this.#writer.add(this.#frames, message);
        if (message[0] === 'task') this.#atChild += 1;
      } catch (error) {
        refused.push([message, error]);
      }
      sent += 1;
    }
    this.#waiting = sent === this.#waiting.length ? [] : this.#waiting.slice(sent);
    this.#write();
    for (const [message, error] of refused) this.#refused(message, error);
  }

  #write(): void {
    const pipe = this.#pipe;
    if (pipe?.writable !== true) return;
    this.#frames.drain((pieces) => {
      if (pieces.length > 1) pipe.cork();
      for (const piece of pieces) pipe.write(piece);
      if (pieces.length > 1) pipe.uncork();
      // Most often the system takes all of it at once.
      return pipe.writableLength === 0;
    });
  }
}
