/** Views of one buffer are views of one buffer on the other side, as structuredClone keeps them. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode } from '../../../../src/main/multiprocessing/codec/decode';
import { encode } from '../../../../src/main/multiprocessing/codec/encode';

/** Deadline of a property test on a machine that does much else. */
const MINUTE = 60_000;

type View = Uint8Array | Float64Array | DataView;

const CLASSES = [Uint8Array, Int16Array, Uint32Array, Float64Array, BigInt64Array, DataView] as const;

/** Buffers, and what shows them: any part of any of them, or one itself. */
const sharing = fc
  .tuple(
    fc.array(fc.oneof({ weight: 5, arbitrary: fc.nat(300) }, { weight: 1, arbitrary: fc.constant(140_000) }), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.array(fc.tuple(fc.nat(2), fc.nat(CLASSES.length), fc.double(unit()), fc.double(unit())), {
      minLength: 1,
      maxLength: 10,
    }),
  )
  .map(([sizes, picks]) => {
    const buffers = sizes.map((size) => Uint8Array.from({ length: size }, (_, index) => index * 31).buffer);
    return picks.map(([which, kind, from, share]) => {
      const buffer = buffers[which % buffers.length] ?? new ArrayBuffer(0);
      const Class = CLASSES[kind];
      if (Class === undefined) return buffer;
      const size = 'BYTES_PER_ELEMENT' in Class ? Class.BYTES_PER_ELEMENT : 1;
      const elements = Math.floor(buffer.byteLength / size);
      const first = Math.floor(elements * from);
      return new (Class as typeof Uint8Array)(buffer, first * size, Math.ceil((elements - first) * share));
    });
  });

function unit() {
  return { min: 0, max: 1, noNaN: true };
}

it(
  'whatever they show of it, in whatever order',
  () => {
    fc.assert(
      fc.property(sharing, (values) => {
        const [ours, theirs] = [journey(values), structuredClone(values)];
        expect(ours.map(shown)).toEqual(theirs.map(shown));
        expect(ours.map((one) => ours.map((other) => memoryOf(one) === memoryOf(other)))).toEqual(
          theirs.map((one) => theirs.map((other) => memoryOf(one) === memoryOf(other))),
        );
        // What one of them writes, the others see.
        values.forEach((_, index) => {
          for (const side of [ours, theirs]) bytesOf(side[index] ?? new ArrayBuffer(0)).fill(index + 1);
          expect(ours.map(shown)).toEqual(theirs.map(shown));
        });
      }),
      { numRuns: 400 },
    );
  },
  MINUTE,
);

it('and nothing of it that none of them shows', () => {
  const secret = new Uint8Array(64).fill(9);
  const [left, right] = journey([secret.subarray(3, 5), secret.subarray(40, 41)]);
  expect(memoryOf(left)).toBe(memoryOf(right));
  const sent = [...bytesOf(memoryOf(left))];
  expect(sent.filter((byte) => byte !== 0)).toEqual([9, 9, 9]);
  expect(sent.length).toBeLessThan(48);
});

it('takes along only what it shows, where it is the only one', () => {
  const [alone] = journey([new Uint8Array(64).subarray(3, 5)]);
  expect(memoryOf(alone).byteLength).toBe(2);
});

it('refuses a place that is not in what came', () => {
  const [first, second] = [new Uint8Array(8).subarray(0, 2), new Uint8Array(8)];
  const head = Buffer.from(encode([first, new Uint8Array(first.buffer), second]).head);
  for (let at = 0; at < head.length; at += 1) {
    const bytes = Buffer.from(head);
    bytes[at] = 0xfe;
    try {
      decode({ head: bytes });
    } catch (error) {
      expect(['RangeError', 'TypeError', 'SyntaxError']).toContain((error as Error).name);
    }
  }
});

function journey<Value>(value: Value): Value {
  const { head, attachments } = encode(value);
  // Copies, as a channel would; the cast: what arrives is what was sent.
  return decode({ head: Buffer.from(head), attachments: attachments.map((bytes) => new Uint8Array(bytes)) }) as Value;
}

function memoryOf(value: View | ArrayBuffer | undefined): ArrayBufferLike {
  if (value === undefined) throw new TypeError('Nothing came');
  return ArrayBuffer.isView(value) ? value.buffer : value;
}

function bytesOf(value: View | ArrayBufferLike): Uint8Array {
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}

function shown(value: View | ArrayBuffer): string {
  return `${value.constructor.name} ${Buffer.from(bytesOf(value)).toString('base64')}`;
}
