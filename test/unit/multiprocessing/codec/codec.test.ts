import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossing, registerCrossing } from '../../../../src/main/multiprocessing/codec/crossing';
import { decode } from '../../../../src/main/multiprocessing/codec/decode';
import { encode, type Encoded } from '../../../../src/main/multiprocessing/codec/encode';
import { NotCloneableError } from '../../../../src/main/multiprocessing/errors';
import { anyValue } from './any-value';

/** Deadline of a property test on a machine that does much else. */
const MINUTE = 60_000;

describe('a value that was encoded and decoded', () => {
  it(
    'is what structuredClone would make of it',
    () => {
      fc.assert(
        fc.property(anyValue(), (value) => {
          expect(journey(value)).toStrictEqual(structuredClone(value));
        }),
        { numRuns: 500 },
      );
    },
    MINUTE,
  );

  it.each([
    ['the number -0', -0],
    ['-0 among whole numbers', [1, -0, 3]],
    ['NaN', [NaN, { nan: NaN }]],
    ['numbers at the borders of 8, 16 and 32 bits', [-129, 127, -128, 32767, -32769, 2 ** 31 - 1, -(2 ** 31)]],
    ['whole numbers beyond 32 bits', [2 ** 31, 2 ** 53, -(2 ** 40)]],
    ['a sparse array', sparse(1_000_000, [3, 'three'], [999_999, {}])],
    ['an array that ends in a hole', sparse(3, [0, 'a'])],
    ['lone surrogates', ['\ud800', 'a\udfff'.repeat(40), { '\ud800key': 1 }]],
    ['long strings of either width', ['é'.repeat(1000), '漢'.repeat(1000), 'ascii'.repeat(100)]],
    ['a key that is __proto__', JSON.parse('{"__proto__": {"polluted": true}, "a": 1}') as unknown],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
    [
      'fields of an instance',
      new (class Point {
        x = 1;
        y = 2;
      })(),
    ],
    ['boxed primitives', [Object(1), Object('text'), Object(false), Object(10n)]],
    ['an invalid date', new Date(NaN)],
    ['a typed array from the middle of a buffer', new Float64Array(new ArrayBuffer(64), 16, 3).fill(1.5)],
    ['an empty DataView', new DataView(new ArrayBuffer(0))],
    [
      'large binary data of every kind',
      [new Uint8Array(70_000).fill(7), new Float64Array(9000), new ArrayBuffer(65_536)],
    ],
    ['nested maps and sets', new Map<unknown, unknown>([[{ a: 1 }, new Set([new Map([[1n, 2]])])]])],
  ])('keeps %s', (_, value) => {
    const arrived = journey(value);
    expect(arrived).toStrictEqual(viewsAsOwn(structuredClone(value)));
  });

  it('keeps cycles and shared objects, through objects, arrays, maps and sets', () => {
    const shared = { name: 'shared' };
    const value: Record<string, unknown> = { a: shared, b: [shared, [1, 2]], map: new Map([[shared, shared]]) };
    value['self'] = value;
    value['set'] = new Set([value, shared]);
    const arrived = journey(value) as typeof value & { b: [unknown, number[]]; map: Map<unknown, unknown> };
    expect(arrived['self']).toBe(arrived);
    expect(arrived.b[0]).toBe(arrived['a']);
    expect(arrived.map.get(arrived['a'])).toBe(arrived['a']);
    expect([...(arrived['set'] as Set<unknown>)]).toEqual([arrived, arrived['a']]);
    expect(arrived).not.toBe(value);
  });

  it('keeps the sharing of lists of numbers and of binary data', () => {
    const numbers = [1, 2, 3];
    const bytes = new Uint8Array(100_000);
    const [a, b, c, d] = journey([numbers, bytes, numbers, bytes]) as unknown[];
    expect(a).toBe(c);
    expect(b).toBe(d);
  });

  it('keeps a Buffer a Buffer, and gives it memory of its own', () => {
    const small = journey(Buffer.from('abc')) as Buffer;
    expect(Buffer.isBuffer(small)).toBe(true);
    expect(small.toString()).toBe('abc');
    expect(small.buffer.byteLength).toBe(3);
    expect((journey(Buffer.alloc(70_000, 1)) as Buffer).equals(Buffer.alloc(70_000, 1))).toBe(true);
  });

  it('keeps the class, the name, the stack and the cause of errors', () => {
    const error = new RangeError('outer', { cause: Object.assign(new Error('inner'), { name: 'CustomError' }) });
    const arrived = journey(error) as RangeError;
    expect(arrived).toBeInstanceOf(RangeError);
    expect(arrived.stack).toBe(error.stack);
    expect(arrived.cause).toMatchObject({ name: 'CustomError', message: 'inner' });
    expect(Object.keys(arrived)).toEqual([]);
  });

  it('does not change what objects inherit', () => {
    expect(journey(JSON.parse('{"__proto__": {"polluted": true}}'))).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('what cannot be sent', () => {
  class Secret {
    readonly #value = 1;
    get value(): number {
      return this.#value;
    }
  }
  const getter = Object.defineProperty({}, 'broken', {
    enumerable: true,
    get: () => {
      throw new RangeError('not today');
    },
  });
  it.each([
    [[{ options: { callback: () => 1 } }], 'args[0].options.callback', /is a function/],
    [{ 'two words': [1, 'a', Symbol('s')] }, 'args["two words"][2]', /is a symbol/],
    [{ later: Promise.resolve(1) }, 'args.later', /is a promise/],
    [new Map([['key', new WeakMap()]]), 'args.key', /weak/],
    [[new Proxy({}, {})], 'args[0]', /proxy/],
    [[getter], 'args[0].broken', /RangeError: not today/],
    [{ memory: new SharedArrayBuffer(8) }, 'args.memory', /shared/],
    [new Error('e', { cause: () => 1 }), 'args.cause', /function/],
  ])('is named with its place: %#', (value, path, reason) => {
    const error = thrownBy(() => encode(value, { root: 'args' }));
    expect(error).toBeInstanceOf(NotCloneableError);
    expect(error).toMatchObject({ path, message: expect.stringMatching(reason) as string });
  });

  it('is also what is nested too deeply', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 200_000; level += 1) deep = { deep };
    expect(thrownBy(() => encode(deep))).toMatchObject({
      message: expect.stringMatching(/nested too deeply/) as string,
    });
  });

  it('is not an object whose getters answer', () => {
    expect(journey(new Secret())).toEqual({});
  });
});

describe('objects that cross', () => {
  class Lock {
    readonly id: number;
    constructor(id: number) {
      this.id = id;
    }
    [crossing]() {
      return { kind: 'test-lock', data: { id: this.id } };
    }
  }

  it('arrive as their counterpart, at any depth and once each', () => {
    registerCrossing('test-lock', (data) => ({ lockOf: (data as { id: number }).id }));
    const lock = new Lock(7);
    const [first, map] = journey([lock, new Map([['deep', [{ lock }]]])]) as [
      unknown,
      Map<string, [{ lock: unknown }]>,
    ];
    expect(first).toEqual({ lockOf: 7 });
    expect(map.get('deep')?.[0].lock).toBe(first);
  });

  it('fail the value where nobody knows them', () => {
    class Stranger {
      [crossing]() {
        return { kind: 'test-stranger', data: null };
      }
    }
    expect(() => journey(new Stranger())).toThrow(/test-stranger/);
  });
});

describe('objects beside the bytes', () => {
  it('arrive as they are', () => {
    const memory = new SharedArrayBuffer(8);
    const encoded = encode({ memory }, { aside: (value) => value instanceof SharedArrayBuffer });
    expect(encoded.aside).toEqual([memory]);
    expect((decode(travelled(encoded)) as { memory: unknown }).memory).toBe(memory);
  });
});

describe('bytes that nobody encoded', () => {
  it(
    'are refused or make some value, and never more than they could hold',
    () => {
      fc.assert(
        fc.property(anyValue(), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }), (value, mutations) => {
          const encoded = travelled(encode(value));
          const head = Buffer.from(encoded.head);
          for (const [at, byte] of mutations) head[at % head.length] = byte;
          try {
            decode({ ...encoded, head });
          } catch (error) {
            expect(['RangeError', 'TypeError', 'SyntaxError']).toContain((error as Error).name);
          }
        }),
        { numRuns: 2000 },
      );
    },
    MINUTE,
  );

  it.each([
    ['an array of 2^32 - 1 entries', [9, 0xff, 0xff, 0xff, 0xff, 0x0f]],
    ['a run of 2^31 numbers', [14, 0x80, 0x80, 0x80, 0x80, 0x08, 1, 2, 3]],
    ['a string that is longer than the bytes', [7, 0xff, 0xff, 0x03, 65]],
    ['a reference to what did not come', [25, 1]],
    ['a view of what did not come', [24, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]],
    ['an attachment that is not there', [23, 1, 5]],
    ['nothing', []],
    ['a tag that there is not', [99]],
    ['a value and more', [0, 0]],
  ])('are refused: %s', (_, bytes) => {
    expect(() => decode({ head: Buffer.from(bytes) })).toThrow();
  });
});

function journey(value: unknown): unknown {
  return decode(travelled(encode(value)));
}

/** Copies, as a channel would. */
function travelled({ head, attachments, aside }: Encoded) {
  return { head: Buffer.from(head), attachments: attachments.map((bytes) => new Uint8Array(bytes)), aside };
}

function viewsAsOwn(value: unknown): unknown {
  // structuredClone copies the whole buffer below a view; here each has its own.
  return value instanceof Float64Array ? value.slice() : value;
}

function sparse(length: number, ...entries: [number, unknown][]): unknown[] {
  const array: unknown[] = [];
  for (const [index, value] of entries) array[index] = value;
  array.length = length;
  return array;
}

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}
