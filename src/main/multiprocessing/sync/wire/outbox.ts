import type { Socket } from 'node:net';
import type { Bytes } from '../../../../shared/units';
import { FrameWriter } from '../../codec/frame-writer';
import { type Outgoing, writeMessage } from './message';

/** What may wait unwritten before senders are held back. */
const MOST_WAITING: Bytes = 1024 * 1024;
/** Written before the turn ends: the other side can begin with it. */
const WRITE_AT: Bytes = 32 * 1024;

/** Messages out, those of one turn in one write. */
export class Outbox {
  readonly #socket: Socket;
  readonly #frames = new FrameWriter();
  #isDue = false;
  #isHeld = false;
  #drained: Promise<void> | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** @throws {NotCloneableError} see {@link writeMessage}. */
  send(message: Outgoing): void {
    writeMessage(this.#frames, message);
    if (this.#frames.size >= WRITE_AT) this.flush();
    else if (!this.#isDue) {
      this.#isDue = true;
      queueMicrotask(() => this.flush());
    }
  }

  flush(): void {
    this.#isDue = false;
    const socket = this.#socket;
    if (socket.destroyed || this.#isHeld) return;
    this.#frames.drain((pieces) => {
      if (pieces.length > 1) socket.cork();
      for (const piece of pieces) socket.write(piece);
      if (pieces.length > 1) socket.uncork();
      // Most often the system takes all of it at once, and the memory can be used again.
      return socket.writableLength === 0;
    });
  }

  /** Writes nothing until it is released. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    this.flush();
  }

  /** Resolves when there is room for more; `undefined` when there is now. */
  room(): Promise<void> | undefined {
    if (this.#socket.writableLength + this.#frames.size <= MOST_WAITING) return undefined;
    this.#drained ??= new Promise((resolve) => {
      const settle = (): void => {
        this.#socket.off('drain', settle).off('close', settle);
        this.#drained = undefined;
        resolve();
      };
      this.#socket.on('drain', settle).on('close', settle);
    });
    return this.#drained;
  }
}
