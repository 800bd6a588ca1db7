import { deepStrictEqual } from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crossing, registerCrossing } from '../../../../src/main/multiprocessing/codec/crossing';
import { BrokenChannelError, FrameReader } from '../../../../src/main/multiprocessing/codec/frame-reader';
import { FrameWriter } from '../../../../src/main/multiprocessing/codec/frame-writer';
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
          const reader = readerInto(received);
          for (let at = 0, turn = 0; at < stream.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            reader.push(Buffer.from(stream.subarray(at, at + size)));
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
    const reader = readerInto(received);
    for (const byte of streamOf(values)) reader.push(Buffer.of(byte));
    deepStrictEqual(received, values);
  },
  MINUTE,
);

it('leave nothing of a value that cannot be sent', () => {
  const frames = new FrameWriter(77);
  frames.add('before');
  expect(() => frames.add([new Uint8Array(100_000), () => 1])).toThrow(/value\[1\] is a function/);
  frames.add('after');
  const received: unknown[] = [];
  readerInto(received).push(Buffer.concat(frames.take()));
  expect(received).toEqual(['before', 'after']);
});

it('keep nothing alive of what was written, nor of what could not be', async () => {
  const frames = new FrameWriter(77);
  const written = new WeakRef({ deep: [new Uint8Array(8).subarray(1)] });
  const refused = new WeakRef({ deep: [() => 1] });
  const send = (value: WeakRef<object>): void => frames.add([value.deref(), value.deref()]);
  send(written);
  expect(() => send(refused)).toThrow(/function/);
  // A reference that was looked at lives until the end of the turn.
  await new Promise((resolve) => setImmediate(resolve));
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  expect([written.deref(), refused.deref()]).toEqual([undefined, undefined]);
  expect(frames.size).toBeGreaterThan(0);
});

it('put large data where it belongs when asked for space', () => {
  const value = new Uint8Array(300_000).map((_, index) => index);
  const stream = streamOf(['before', value, 'after']);
  const received: unknown[] = [];
  const reader = readerInto(received);
  for (let at = 0; at < stream.length;) {
    const space = reader.findSpace(64);
    const size = Math.min(space?.length ?? 50, 7000, stream.length - at);
    const piece = stream.subarray(at, at + size);
    if (space === undefined) reader.push(Buffer.from(piece));
    else reader.filled(piece.copy(space));
    at += size;
  }
  deepStrictEqual(received, ['before', value, 'after']);
});

it('refuse to be larger than they may', () => {
  const frames = new FrameWriter(77, 1000);
  frames.add('x'.repeat(900));
  expect(() => frames.add('x'.repeat(1000))).toThrow(/too large|allowed/);
  expect(() => frames.add(new Uint8Array(70_000))).toThrow(/70[0-9]{3} bytes, and 1000 are allowed/);
  const received: unknown[] = [];
  readerInto(received).push(Buffer.concat(frames.take()));
  expect(received).toEqual(['x'.repeat(900)]);
});

it('are refused without their token, and when too large', () => {
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
          readerInto([]).push(stream);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 500 },
    );
  },
  MINUTE,
);

it('wait from the first that refers to something shared until that is known, and are asked for it once', async () => {
  const shared = new (class {
    [crossing]() {
      return { kind: 'test-late', data: 7 };
    }
  })();
  const bytes = new Uint8Array(70_000).fill(3);
  const stream = streamOf(['before', [shared, bytes], 'after', bytes, shared]);
  for (const size of [1, 7, 50_000, stream.length]) {
    let asked = 0;
    let known = (): void => undefined;
    const received: unknown[] = [];
    const reader = new FrameReader({
      token: 77,
      received: (decoder) => received.push(decoder.read()),
      prepare: () => {
        asked += 1;
        return new Promise<void>((resolve) => {
          known = () => {
            registerCrossing('test-late', (data) => ({ late: data }));
            resolve();
          };
        });
      },
    });
    for (let at = 0; at < stream.length - 30; at += size) {
      reader.push(Buffer.from(stream.subarray(at, Math.min(at + size, stream.length - 30))));
    }
    expect(received).toEqual(['before']);
    known();
    await new Promise((resolve) => setImmediate(resolve));
    reader.push(Buffer.from(stream.subarray(stream.length - 30)));
    deepStrictEqual(received, ['before', [{ late: 7 }, bytes], 'after', bytes, { late: 7 }]);
    expect(asked).toBe(1);
  }
});

it(
  'have large data go apart, and take it from there or from behind the frame, wherever the stream is torn',
  () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyValue(), large, fc.tuple(large, large)), { maxLength: 8 }),
        fc.integer({ min: 1, max: 40_000 }),
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        (values, size, goThere) => {
          const received: unknown[] = [];
          const frames = new FrameWriter(77);
          const numbers = new Map<number, Uint8Array>();
          frames.apart = {
            from: 131_000,
            addressOf: (attachment) => {
              numbers.set(numbers.size + 1, attachment);
              return numbers.size;
            },
          };
          let asked: readonly [room: readonly Buffer[], addresses: readonly number[]] | undefined;
          const reader = new FrameReader({
            token: 77,
            received: (decoder) => received.push(decoder.read()),
            apart: (...room) => (asked = room),
          });
          const say = (bytes: Uint8Array): void => {
            for (let at = 0; at < bytes.length; at += size) reader.push(Buffer.from(bytes.subarray(at, at + size)));
          };
          for (const value of values) {
            frames.add(value);
            const apart = frames.takeApart();
            for (const piece of frames.take()) say(piece);
            if (apart === undefined) continue;
            const [room = [], addresses = []] = asked ?? [];
            deepStrictEqual(
              room.map(({ length }) => length),
              apart.map(({ length }) => length),
            );
            deepStrictEqual(
              addresses.map((address) => numbers.get(address)),
              apart,
            );
            expect(reader.findSpace(1)).toBeUndefined();
            const goesThere = goThere.pop() === true;
            if (goesThere) room.forEach((bytes, index) => bytes.set(apart[index] ?? []));
            reader.settle(goesThere);
            if (!goesThere) for (const piece of apart) say(piece);
          }
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

it('whose data goes apart have nothing behind them before it is there', () => {
  const frames = new FrameWriter(77);
  frames.apart = { from: 100_000, addressOf: () => 5 };
  frames.add(new Uint8Array(100_000));
  expect(frames.hasApart).toBe(true);
  expect(frames.show(() => true)).toBe(false);
  expect(frames.takeApart()).toHaveLength(1);
  expect(frames.takeApart()).toBeUndefined();
  const stream = Buffer.concat(frames.take());
  const options = { token: 77, received: () => undefined, apart: () => undefined };
  expect(() => new FrameReader(options).push(Buffer.concat([stream, Buffer.of(1)]))).toThrow(BrokenChannelError);
  const reader = new FrameReader(options);
  reader.push(stream);
  expect(() => reader.push(Buffer.of(1))).toThrow(BrokenChannelError);
  // A channel that knows of no such thing.
  expect(() => new FrameReader({ token: 77, received: () => undefined }).push(stream)).toThrow(BrokenChannelError);
  const small = new FrameReader({ ...options, maxBytes: 50_000 });
  expect(() => small.push(stream)).toThrow(/50000 are allowed/);
});

function readerInto(received: unknown[]): FrameReader {
  return new FrameReader({ token: 77, maxBytes: 10e6, received: (decoder) => received.push(decoder.read()) });
}

function streamOf(values: readonly unknown[]): Buffer {
  const frames = new FrameWriter(77);
  for (const value of values) frames.add(value);
  return Buffer.concat(frames.take());
}
