import { expect, it } from 'vitest';
import { type Crossable, type Crossing, crossing } from '../../../src/main/multiprocessing/codec/crossing';
import { FrameReader } from '../../../src/main/multiprocessing/codec/frame-reader';
import { FrameWriter } from '../../../src/main/multiprocessing/codec/frame-writer';
import {
  isUnreadable,
  MessageReader,
  MessageWriter,
  type UnreadableMessage,
} from '../../../src/main/multiprocessing/link/messages';
import type { DownMessage, UpMessage } from '../../../src/main/multiprocessing/protocol';

const MESSAGES: readonly (DownMessage | UpMessage)[] = [
  ['task', 1, 'square', 'call', [3]],
  ['task', 2, 'other', 'chunk', new Float64Array([1, 2])],
  ['task', 2 ** 40, 'square', 'star-chunk', [[1, 'two']]],
  ['task', 4, 7, 'call', []],
  ['started', 1, 12.5],
  ['returned', 1, 0.25, { deep: ['value', undefined] }],
  ['went-on', 1, 0.25, 2 ** 40, 12.75, 'value'],
  ['returned', 2, 1, undefined],
  ['failed', 3, 2, { fault: { name: 'Error', message: 'm', stack: 's' }, item: -1, isUnsendable: false }],
  ['take-back', 3],
  ['given-back', 3],
  ['progress', 3, { done: 0.5 }],
  ['cancel'],
  ['ready'],
  ['dismiss'],
];

it('arrive as they were, those of tasks as well as the rare ones', () => {
  const { writer, frames, arrive } = channel();
  for (const message of MESSAGES) writer.add(frames, message);
  expect(arrive()).toEqual(MESSAGES);
});

it('name a function once: its later tasks are shorter', () => {
  const { writer, frames } = channel();
  const sizeOf = (id: number): number => {
    const before = frames.size;
    writer.add(frames, ['task', id, 'a function with a long name', 'call', [1]]);
    return frames.size - before;
  };
  expect(sizeOf(1) - sizeOf(2)).toBeGreaterThanOrEqual('a function with a long name'.length);
});

it('keep the names of functions in step when the task that brought a new one cannot be sent', () => {
  const { writer, frames, arrive } = channel();
  writer.add(frames, ['task', 1, 'first', 'call', [1]]);
  expect(() => writer.add(frames, ['task', 2, 'second', 'call', [() => 1]])).toThrow(/args\[0\] is a function/);
  expect(() => writer.add(frames, ['task', 3, 'first', 'call', [() => 1]])).toThrow(/args\[0\] is a function/);
  const after: readonly DownMessage[] = [
    ['task', 4, 'third', 'call', [4]],
    ['task', 5, 'second', 'call', [5]],
    ['task', 6, 'first', 'call', [6]],
  ];
  for (const message of after) writer.add(frames, message);
  expect(arrive()).toEqual([['task', 1, 'first', 'call', [1]], ...after]);
});

it('tell all that stands before a value that cannot be read', () => {
  const { writer, frames, arrive } = channel();
  const unknown = new Unknown();
  writer.add(frames, ['went-on', 1, 0.25, 2, 12.5, unknown]);
  writer.add(frames, ['task', 3, 'square', 'call', [unknown]]);
  writer.add(frames, ['task', 4, 'square', 'call', [1]]);
  const [wentOn, task, next] = arrive();
  expect(unreadable(wentOn)).toEqual(['went-on', 1, 0.25, 2, 12.5]);
  expect(unreadable(task)).toEqual(['task', 3, 'square', 'call']);
  expect(next).toEqual(['task', 4, 'square', 'call', [1]]);
});

class Unknown implements Crossable {
  [crossing](): Crossing {
    return { kind: 'no such kind', data: 1 };
  }
}

type Arrived = ReturnType<MessageReader['read']>;

function unreadable(message: Arrived | undefined): UnreadableMessage['begin'] | undefined {
  return message !== undefined && isUnreadable(message) ? message.begin : undefined;
}

function channel() {
  const frames = new FrameWriter(5);
  const messages = new MessageReader();
  const arrived: Arrived[] = [];
  const reader = new FrameReader({
    token: 5,
    received: (decoder, bytes) => arrived.push(messages.read(decoder, bytes)),
  });
  const arrive = (): readonly Arrived[] => {
    for (const piece of frames.take()) reader.push(Buffer.from(piece));
    return arrived;
  };
  return { writer: new MessageWriter(), frames, arrive };
}
