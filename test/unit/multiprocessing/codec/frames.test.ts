import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BrokenChannelError, FrameReader } from '../../../../src/main/multiprocessing/codec/frame-reader';
import { MessageReceiver, MessageSender } from '../../../../src/main/multiprocessing/codec/message-channel';
import { anyValue } from './any-value';

const large = fc.integer({ min: 65_536, max: 70_000 }).map((size) => new Uint8Array(size).fill(size));

/** Deadline of a property test on a machine that does much else. */
const MINUTE = 60_000;

it(
  'arrive in their order, wherever the stream is torn',
  () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: anyValue() }, { weight: 1, arbitrary: large }), { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1 }),
        (values, sizes) => {
          const stream = streamOf(values);
          const received: unknown[] = [];
          const receiver = new MessageReceiver({ token: 77, received: (value) => received.push(value) });
          for (let at = 0, turn = 0; at < stream.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            receiver.push(Buffer.from(stream.subarray(at, at + size)));
            at += size;
          }
          // Not by expect, which takes a second for each large array.
          deepStrictEqual(
            received,
            values.map((value) => structuredClone(value)),
          );
        },
      ),
      { numRuns: 100 },
    );
  },
  MINUTE,
);

it(
  'arrive byte by byte',
  () => {
    const values = [1, 'two', { three: [3.5] }, new Uint8Array(66_000)];
    const received: unknown[] = [];
    const receiver = new MessageReceiver({ token: 77, received: (value) => received.push(value) });
    for (const byte of streamOf(values)) receiver.push(Buffer.of(byte));
    deepStrictEqual(received, values);
  },
  MINUTE,
);

it('leaves nothing of a value that cannot be sent', async () => {
  const pieces: Uint8Array[] = [];
  const sender = new MessageSender({
    cork: () => undefined,
    uncork: () => undefined,
    write: (piece) => pieces.push(piece),
  });
  sender.send('before');
  expect(() => sender.send([new Uint8Array(100_000), () => 1])).toThrow(/value\[1\] is a function/);
  sender.send('after');
  await Promise.resolve();
  const received: unknown[] = [];
  new MessageReceiver({ received: (value) => received.push(value) }).push(Buffer.concat(pieces));
  expect(received).toEqual(['before', 'after']);
});

it('refuses what does not carry its token, and what is too large', () => {
  const stream = streamOf([1]);
  const refusing = (options: { token: number; maxBytes?: number }) => (): void =>
    new FrameReader({ ...options, received: () => undefined }).push(stream);
  expect(refusing({ token: 78 })).toThrow(BrokenChannelError);
  expect(() => new FrameReader({ token: 77, received: () => undefined }).push(Buffer.from('hello, parent!'))).toThrow(
    BrokenChannelError,
  );
  const large = streamOf([new Uint8Array(100_000)]);
  const limited = new FrameReader({ token: 77, maxBytes: 50_000, received: () => undefined });
  expect(() => limited.push(large)).toThrow(/50000 are allowed/);
});

it(
  'survive any bytes whatever',
  () => {
    fc.assert(
      fc.property(fc.array(anyValue(), { minLength: 1 }), fc.nat(), fc.nat(255), (values, at, byte) => {
        const stream = streamOf(values);
        stream[at % stream.length] = byte;
        try {
          new MessageReceiver({ token: 77, maxBytes: 1e6, received: () => undefined }).push(stream);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 500 },
    );
  },
  MINUTE,
);

function streamOf(values: readonly unknown[]): Buffer {
  const pieces: Uint8Array[] = [];
  const sender = new MessageSender(
    { cork: () => undefined, uncork: () => undefined, write: (piece) => pieces.push(piece) },
    77,
  );
  for (const value of values) sender.send(value);
  sender.flush();
  return Buffer.concat(pieces);
}
