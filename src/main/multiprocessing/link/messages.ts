/**
 * Messages between a parent and its child as frames.
 *
 * A message is a tuple that begins with its kind. What each task has is written without
 * tags: a small task takes most of its time to be written and read. The other kinds are one
 * value an entry. What may be the user's stands last: when it cannot be read, all before it
 * is known.
 */
import type { ByteReader } from '../codec/byte-reader';
import type { ByteWriter } from '../codec/byte-writer';
import type { ValueDecoder } from '../codec/decode';
import type { ValueEncoder } from '../codec/encode';
import type { FrameWriter } from '../codec/frame-writer';
import type { CallShape, DownMessage, TaskMessage, UpMessage } from '../protocol';
import { remoteFaultOf } from '../remote-error';

type Kind = DownMessage[0] | UpMessage[0];

/** What errors call the user's part of a message. */
const ROOTS: Readonly<Partial<Record<Kind, string>>> = { charge: 'charge', progress: 'progress' };

/** By the number that stands for them. */
const KINDS: readonly Kind[] = [
  'task',
  'started',
  'returned',
  'went-on',
  'failed',
  'take-back',
  'given-back',
  'progress',
  'cancel',
  'ready',
  'unfit',
  'threw',
  'dismiss',
  'charge',
  'define',
  'journal',
  'journal-open',
  'bulk',
  'bulk-open',
  'room',
];
const CODES = new Map<Kind, number>(KINDS.map((kind, code) => [kind, code]));
const SHAPES: readonly CallShape[] = ['call', 'chunk', 'star-chunk'];

/** Writes the messages of one end of a channel; the other needs a {@link MessageReader}. */
export class MessageWriter {
  /** Of tasks' functions, in the order in which they came up: the other end has them by number. */
  readonly #names = new Map<string, number>();

  /** @throws {NotCloneableError} and has then added nothing. */
  add(frames: FrameWriter, message: DownMessage | UpMessage): void {
    const names = this.#names.size;
    try {
      frames.addWith((encoder, writer) => this.#write(message, encoder, writer));
    } catch (error) {
      if (message[0] === 'task' && this.#names.size > names) this.#names.delete(String(message[2]));
      throw error;
    }
  }

  #write(message: DownMessage | UpMessage, encoder: ValueEncoder, writer: ByteWriter): void {
    const [kind] = message;
    writer.u8(CODES.get(kind) ?? KINDS.length);
    if (kind === 'task') return this.#writeTask(message, encoder, writer);
    if (kind === 'returned' || kind === 'went-on' || kind === 'started') return writeRun(message, encoder, writer);
    writer.u8(message.length);
    for (let index = 1; index < message.length; index += 1) encoder.write(message[index], ROOTS[kind]);
  }

  #writeTask([, id, target, shape, values]: TaskMessage, encoder: ValueEncoder, writer: ByteWriter): void {
    encoder.write(id);
    encoder.write(typeof target === 'number' ? target : this.#numberOf(target, encoder));
    writer.u8(SHAPES.indexOf(shape));
    encoder.write(values, 'args');
  }

  /** Below 0, where the number of a definition is above. Its name stands before it where it is new. */
  #numberOf(name: string, encoder: ValueEncoder): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    encoder.write(name);
    const number = -1 - this.#names.size;
    this.#names.set(name, number);
    return number;
  }
}

function writeRun(message: RunMessage, encoder: ValueEncoder, writer: ByteWriter): void {
  encoder.write(message[1]);
  writer.f64(message[2]);
  if (message[0] === 'started') return;
  if (message[0] === 'returned') return encoder.write(message[3], 'result');
  encoder.write(message[3]);
  writer.f64(message[4]);
  encoder.write(message[5], 'result');
}

type RunMessage = Extract<UpMessage, readonly ['started' | 'returned' | 'went-on', ...unknown[]]>;

/** A message whose end cannot be read. */
export interface UnreadableMessage {
  readonly begin: readonly unknown[];
  readonly error: unknown;
}

/** Reads the messages of a {@link MessageWriter}, all of them and in their order. */
export class MessageReader {
  readonly #names: unknown[] = [];

  /**
   * The message again.
   *
   * The casts of the callers: who knows the channel's token is this library's other end.
   */
  read(decoder: ValueDecoder, reader: ByteReader): readonly unknown[] | UnreadableMessage {
    const message: unknown[] = [];
    try {
      const kind = KINDS[reader.u8()];
      message.push(kind);
      if (kind === 'task') this.#readTask(message, decoder, reader);
      else if (kind === 'returned' || kind === 'went-on' || kind === 'started') readRun(message, decoder, reader);
      else for (let left = reader.u8(); left > 1; left -= 1) message.push(decoder.read());
      if (reader.left !== 0) throw new RangeError('The message has another length than it says');
    } catch (error) {
      return { begin: message, error };
    }
    return message;
  }

  #readTask(message: unknown[], decoder: ValueDecoder, reader: ByteReader): void {
    message.push(decoder.read());
    let target = decoder.read();
    if (typeof target === 'string') {
      this.#names.push(target);
      target = decoder.read();
    }
    message.push(typeof target === 'number' && target < 0 ? this.#names[-1 - target] : target);
    message.push(SHAPES[reader.u8()]);
    message.push(decoder.read());
  }
}

function readRun(message: unknown[], decoder: ValueDecoder, reader: ByteReader): void {
  message.push(decoder.read(), reader.f64());
  if (message[0] === 'started') return;
  if (message[0] === 'went-on') message.push(decoder.read(), reader.f64());
  message.push(decoder.read());
}

export function isUnreadable(message: readonly unknown[] | UnreadableMessage): message is UnreadableMessage {
  return 'error' in message;
}

/** A result that cannot be read fails its task; anything else of the kind says nothing. */
export function failureFor({
  begin: [kind, id, runMs, nextId, nextAt],
  error,
}: UnreadableMessage): readonly UpMessage[] {
  if ((kind !== 'returned' && kind !== 'went-on') || typeof id !== 'number' || typeof runMs !== 'number') return [];
  const failed = ['failed', id, runMs, { fault: remoteFaultOf(error), item: -1, isUnsendable: true }] as const;
  if (kind === 'returned' || typeof nextId !== 'number' || typeof nextAt !== 'number') return [failed];
  return [failed, ['started', nextId, nextAt]];
}
