import { writeSync, writevSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Bytes, MonotonicMilliseconds } from '../../../shared/units';
import { FrameReader } from '../codec/frame-reader';
import { FrameWriter } from '../codec/frame-writer';
import { readFrames } from '../codec/read-frames';
import { Haste } from '../link/haste';
import { isUnreadable, MessageReader, MessageWriter, type UnreadableMessage } from '../link/messages';
import type { LoadPackage } from '../link/native';
import { type DownMessage, DOWN_FD, FRAME_SLACK, MAX_MESSAGE, type UpMessage, UP_FD } from '../protocol';
import { remoteFaultOf } from '../remote-error';
import { AnsweredFrames } from './answered-frames';
import { Bulk } from './bulk';
import { endUnheard } from './end-unheard';

type Listener = (message: DownMessage) => void;

/** The child's end of its channel to the parent. */
export interface ParentChannel {
  /**
   * Sends now and not at the end of the turn: a task may block the event loop after it. When
   * it returns, the system has all of it, so that a later death cannot take it back.
   *
   * @throws {NotCloneableError} when a value cannot be sent; then nothing was.
   */
  send(...messages: readonly UpMessage[]): void;
  /**
   * Sends what the parent need not know at once, because this process goes on with a task
   * behind it. When it returns, a later death cannot take it back either; but it may travel
   * with the next message, and the parent must look for it.
   *
   * @throws {NotCloneableError} when a value cannot be sent; then nothing was.
   */
  sendAmid(message: UpMessage, now: MonotonicMilliseconds): void;
  /** What {@link ParentChannel.sendAmid} left behind goes as soon as this process waits for anything. */
  sendRestSoon(): void;
  /** Says once what to do with messages, those that came before included. */
  listen(listener: Listener): void;
  /** Hears nothing more; the channel no longer keeps the process alive. */
  close(): void;
}

/** The channel of a process: a pipe for each way. */
export class PipeChannel implements ParentChannel {
  readonly #down: Socket;
  readonly #writer = new MessageWriter();
  #frames = new FrameWriter();
  readonly #haste: Haste;
  readonly #bulk: Bulk;
  #listener: Listener | undefined;
  #early: DownMessage[] = [];
  /** Bytes that the pipe has taken. */
  #written = 0;
  #isRestPlanned = false;

  /**
   * @param prepare what to wait for before a message is read that refers to something shared.
   * @param loadPackage what `require` is.
   */
  constructor(prepare: () => Promise<unknown>, loadPackage: LoadPackage) {
    this.#haste = new Haste((descriptor, mark) => this.send(['journal', descriptor, mark]), loadPackage);
    this.#bulk = new Bulk((offer) => this.send(['bulk', offer]), loadPackage);
    const messages = new MessageReader();
    const frames = new AnsweredFrames(
      new FrameReader({
        prepare,
        received: (decoder, reader) => {
          for (const { length } of decoder.attachments) this.#bulk.passed(length);
          this.#receive(messages.read(decoder, reader));
        },
        apart: (attachments) => {
          frames.awaitAnswer();
          this.send(['room', this.#bulk.addressesOf(attachments)]);
        },
      }),
    );
    this.#down = readFrames(DOWN_FD, frames, (error) => {
      throw error;
    });
    // The parent's end closed: the watchdog ends this process.
    this.#down.on('error', ignore);
  }

  send(...messages: readonly UpMessage[]): void {
    for (const message of messages) {
      this.#writer.add(this.#frames, message);
      if (this.#frames.hasApart) this.#writeAll();
    }
    this.#writeAll();
  }

  sendAmid(message: UpMessage, now: MonotonicMilliseconds): void {
    this.#writer.add(this.#frames, message);
    if (!this.#haste.mayHold(now) || !this.#frames.show(this.#haste.hold)) this.#writeAll();
  }

  sendRestSoon(): void {
    if (this.#isRestPlanned || this.#frames.size === 0) return;
    this.#isRestPlanned = true;
    setImmediate(() => {
      this.#isRestPlanned = false;
      this.#writeAll();
    });
  }

  listen(listener: Listener): void {
    this.#listener = listener;
    const early = this.#early;
    this.#early = [];
    for (const message of early) listener(message);
  }

  close(): void {
    this.#down.destroy();
  }

  #writeAll(): void {
    const { size } = this.#frames;
    if (size === 0) return;
    const apart = this.#frames.takeApart();
    this.#frames.drainNow(writeOne, writeAll);
    this.#written += size;
    if (apart !== undefined) this.#giveApart(apart);
    this.#haste.wrote(this.#written);
    this.#bulk.passed(size);
  }

  /** Until the parent has it: a later death, or a change of it, is too late for it. */
  #giveApart(attachments: readonly Uint8Array[]): void {
    if (this.#bulk.awaitTaken()) return;
    this.#frames.apart = undefined;
    writeAll(attachments);
    for (const { length } of attachments) this.#written += length;
  }

  #receive(received: readonly unknown[] | UnreadableMessage): void {
    if (isUnreadable(received)) return this.#sayUnreadable(received);
    // The cast: nobody but the parent writes into this pipe.
    const message = received as unknown as DownMessage;
    if (message[0] === 'charge') {
      const { token, maxMessage = MAX_MESSAGE } = message[1];
      this.#frames = new FrameWriter(token, maxMessage + FRAME_SLACK);
    }
    if (message[0] === 'journal-open') return this.#openJournal();
    if (message[0] === 'bulk-open') return void (this.#frames.apart = this.#bulk.begin());
    if (this.#listener === undefined) this.#early.push(message);
    else this.#listener(message);
  }

  #openJournal(): void {
    this.#haste.begin(this.#written);
    // An engine that ends in order may give the memory back before the process is gone.
    process.on('exit', () => this.#writeAll());
  }

  /** A task whose arguments cannot be read fails; its worker is none the worse. */
  #sayUnreadable({ begin: [kind, id], error }: UnreadableMessage): void {
    if (kind !== 'task' || typeof id !== 'number') throw error;
    this.send(['failed', id, 0, { fault: remoteFaultOf(error), item: -1, isUnsendable: false }]);
  }
}

function writeOne(memory: Buffer, length: Bytes): void {
  let start: Bytes = 0;
  while (start < length) start += written(() => writeSync(UP_FD, memory, start, length - start));
}

function writeAll(pieces: readonly Uint8Array[]): void {
  let rest = pieces;
  while (rest.length > 0) {
    const some = rest.slice(0, MAX_IOV);
    rest = after(
      rest,
      written(() => writevSync(UP_FD, some)),
    );
  }
}

/** How much the system took. */
function written(write: () => Bytes): Bytes {
  try {
    return write();
  } catch (error) {
    // Somebody made our end non-blocking: wait a little.
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') endUnheard(error as Error);
    Atomics.wait(NOTHING, 0, 0, 1);
    return 0;
  }
}

/** What one call takes at most (writev(2), IOV_MAX). */
const MAX_IOV = 1024;
const NOTHING = new Int32Array(new SharedArrayBuffer(4));

function after(pieces: readonly Uint8Array[], written: Bytes): readonly Uint8Array[] {
  let left = written;
  for (const [index, piece] of pieces.entries()) {
    if (left < piece.length) return [piece.subarray(left), ...pieces.slice(index + 1)];
    left -= piece.length;
  }
  return [];
}

function ignore(): void {
  // See above.
}
