import type { Socket } from 'node:net';
import type { Bytes } from '../../../shared/units';
import { Cargo } from '../codec/cargo';
import { BrokenChannelError } from '../codec/frame-reader';
import { FrameWriter } from '../codec/frame-writer';
import type { DownMessage, UpMessage } from '../protocol';
import { BULK, COMES_BY_PIPE, IS_THERE } from './bulk';
import { type ChildMemory, type Place, placesOf } from './child-memory';
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
  #memory: ChildMemory | undefined;
  /** What goes apart from the frame that was written last: nothing is written before it is there. */
  #apart: readonly Omit<Place, 'address'>[] | undefined;

  /** @param refused is told of messages that cannot be sent, once the others are written. */
  constructor(maxBytes: Bytes, refused: (message: DownMessage, error: unknown) => void) {
    this.#frames = new FrameWriter(0, maxBytes);
    this.#refused = refused;
  }

  /** Everything has left for the child. */
  get isDelivered(): boolean {
    const isIdle = this.#waiting.length === 0 && this.#frames.size === 0 && this.#apart === undefined;
    return isIdle && this.#pipe?.writableLength === 0;
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

  /** Large data goes into the child's memory from now on. */
  useMemory(memory: ChildMemory): void {
    this.#memory = memory;
    this.#frames.apart = { from: BULK, addressOf: () => 0 };
  }

  /**
   * The child has made room for what goes apart.
   *
   * @param failed is told when it can come no way at all.
   * @throws {BrokenChannelError} when nothing does.
   */
  fill(addresses: readonly number[], failed: (error: BrokenChannelError) => void): void {
    const places = placesOf(this.#apart ?? [], addresses);
    if (places.length === 0) throw new BrokenChannelError('The channel speaks of other data');
    this.#memory?.write(places, (isThere) => {
      if (!isThere && places.some(({ bytes, length }) => bytes.length !== length)) {
        return failed(new BrokenChannelError('What was sent was transferred to another thread meanwhile'));
      }
      this.#apart = undefined;
      this.#answer(isThere, places);
      this.#flush();
    });
  }

  #answer(isThere: boolean, places: readonly Place[]): void {
    this.#pipe?.write(Buffer.of(isThere ? IS_THERE : COMES_BY_PIPE));
    if (isThere) return;
    this.#frames.apart = undefined;
    for (const { bytes } of places) this.#pipe?.write(bytes);
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
    this.#apart = undefined;
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
    const mayWrite = pipe !== undefined && this.#apart === undefined;
    if (mayWrite && this.#waiting.length > 0) this.#cargo.load(() => this.#flushTo(pipe));
  }

  #flushTo(pipe: Socket): void {
    let sent = 0;
    const refused: [DownMessage, unknown][] = [];
    for (const message of this.#waiting) {
      if (this.#frames.hasApart || pipe.writableLength + this.#frames.size > CREDIT) break;
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
    this.#apart = this.#frames.takeApart()?.map((bytes) => ({ bytes, length: bytes.length }));
    this.#frames.drain((pieces) => {
      if (pieces.length > 1) pipe.cork();
      for (const piece of pieces) pipe.write(piece);
      if (pieces.length > 1) pipe.uncork();
      // Most often the system takes all of it at once.
      return pipe.writableLength === 0;
    });
  }
}
