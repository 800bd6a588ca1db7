/** Values over a stream of bytes: a socket, a pipe. */
import type { Bytes } from '../../../shared/units';
import type { EncodeOptions } from './encode';
import { FrameReader } from './frame-reader';
import { FrameWriter } from './frame-writer';

/** Where bytes go: a socket will do. */
export interface ByteSink {
  cork(): void;
  uncork(): void;
  write(bytes: Uint8Array): unknown;
}

/** Sends values; those of one turn of the event loop in one write. */
export class MessageSender {
  readonly #sink: ByteSink;
  readonly #frames: FrameWriter;

  constructor(sink: ByteSink, token?: number) {
    this.#sink = sink;
    this.#frames = new FrameWriter(token);
  }

  /** @throws {NotCloneableError} when the value cannot be sent; the others of the turn are. */
  send(value: unknown, options?: EncodeOptions): void {
    const isFirst = this.#frames.size === 0;
    this.#frames.add(value, options);
    if (isFirst) queueMicrotask(() => this.flush());
  }

  /** Writes now. */
  flush(): void {
    const pieces = this.#frames.take();
    if (pieces.length > 1) this.#sink.cork();
    for (const piece of pieces) this.#sink.write(piece);
    if (pieces.length > 1) this.#sink.uncork();
  }
}

export interface MessageReceiverOptions {
  readonly token?: number;
  readonly maxBytes?: Bytes;
  readonly received: (value: unknown) => void;
}

/** Takes the bytes of a MessageSender. */
export class MessageReceiver {
  readonly #reader: FrameReader;

  constructor({ received, ...options }: MessageReceiverOptions) {
    this.#reader = new FrameReader({ ...options, received: (decoder) => received(decoder.read()) });
  }

  /** @throws {BrokenChannelError} when they are no messages, and whatever decoding or `received` throws. */
  push(chunk: Buffer): void {
    this.#reader.push(chunk);
  }
}
