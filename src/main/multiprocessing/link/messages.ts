/**
 * Messages between a parent and its child as frames.
 *
 * A message is a tuple that begins with its kind. Its entries are written one after the
 * other: the tuple itself is no value, so a small task has no object that must be remembered.
 * What may be the user's stands last: when it cannot be read, all before it is known.
 */
import type { ByteReader } from '../codec/byte-reader';
import type { ValueDecoder } from '../codec/decode';
import type { FrameWriter } from '../codec/frame-writer';
import type { DownMessage, UpMessage } from '../protocol';

type Kind = DownMessage[0] | UpMessage[0];

/** What errors call the user's part of a message. */
const ROOTS: Readonly<Partial<Record<Kind, string>>> = {
  task: 'args',
  charge: 'charge',
  returned: 'result',
  progress: 'progress',
};

/** By the number that stands for them. */
const KINDS: readonly Kind[] = [
  'task',
  'started',
  'returned',
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
];
const CODES = new Map<Kind, number>(KINDS.map((kind, code) => [kind, code]));

/** @throws {NotCloneableError} and has then added nothing. */
export function addMessage(frames: FrameWriter, message: DownMessage | UpMessage): void {
  frames.addWith((encoder, writer) => {
    const [kind] = message;
    writer.u8(message.length);
    encoder.write(CODES.get(kind) ?? kind);
    for (let index = 1; index < message.length; index += 1) encoder.write(message[index], ROOTS[kind]);
  });
}

/** A message whose end cannot be read. */
export interface UnreadableMessage {
  readonly begin: readonly unknown[];
  readonly error: unknown;
}

/**
 * The message again.
 *
 * The casts of the callers: who knows the channel's token is this library's other end.
 */
export function readMessage(decoder: ValueDecoder, reader: ByteReader): readonly unknown[] | UnreadableMessage {
  const message: unknown[] = [];
  try {
    for (let left = reader.u8(); left > 0; left -= 1) message.push(decoder.read());
    if (reader.left !== 0) throw new RangeError('The message has another length than it says');
  } catch (error) {
    message[0] = kindOf(message[0]);
    return { begin: message, error };
  }
  message[0] = kindOf(message[0]);
  return message;
}

export function isUnreadable(message: readonly unknown[] | UnreadableMessage): message is UnreadableMessage {
  return 'error' in message;
}

function kindOf(code: unknown): unknown {
  return typeof code === 'number' ? KINDS[code] : code;
}
