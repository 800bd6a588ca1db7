import { describe, expect, it, onTestFinished } from 'vitest';
import { Array as HomeArray, IndexError, Pool, Value } from '../../../src/main/multiprocessing';

const module = new URL('./fixtures/shared-tasks.mjs', import.meta.url);

function openPool(): Pool {
  const pool = new Pool({ module, processes: 2 });
  onTestFinished(async () => {
    pool.terminate();
    await pool.join();
  });
  return pool;
}

describe('Value', () => {
  it('counts right from several processes, by steps and under its lock', async () => {
    const pool = openPool();
    const value = new Value('i', 5);
    await Promise.all([
      pool.apply('addEach', [value, 100]),
      pool.apply('addEach', [value, 100]),
      pool.apply('inGrandchild', ['addEach', [value, 10]]),
    ]);
    await expect(value.get()).resolves.toBe(215);
    await Promise.all([1, 2].map(() => pool.apply('addUnderLock', [value, 50])));
    await expect(value.get()).resolves.toBe(315);
    await expect(value.getLock().acquire({ timeout: 0 })).resolves.toBe(true);
  });

  it('is of its type: wraps what is too large, rounds, and refuses what is no number of it', async () => {
    const [small, single, big] = [new Value('b', 127), new Value('Float32Array'), new Value('q', 1n)];
    await expect(small.update('add', 1)).resolves.toBe(-128);
    await single.set(0.1);
    await expect(single.get()).resolves.toBe(Math.fround(0.1));
    await expect(big.update('subtract', 2n)).resolves.toBe(-1n);
    await expect(big.set(1 as never)).rejects.toThrow('Expected a bigint, got number');
    await expect(small.update('add', '1' as never)).rejects.toBeInstanceOf(TypeError);
    await expect(small.update('power' as never, 1)).rejects.toThrow('There is no operation power');
    expect(() => new Value('l' as never)).toThrow('There is no type code "l"');
    expect(small.typeCode).toBe('b');
  });

  it('exchanges only what was expected', async () => {
    const value = new Value('d', 1.5);
    expect([await value.compareExchange(1, 2), await value.get()]).toEqual([1.5, 1.5]);
    expect([await value.compareExchange(1.5, 2), await value.get()]).toEqual([1.5, 2]);
  });

  it.each([
    ['multiply', 3, 36],
    ['min', 3, 3],
    ['max', 3, 12],
    ['and', 6, 4],
    ['or', 6, 14],
    ['xor', 6, 10],
  ] as const)('can %s, in both kinds of number', async (operation, operand, after) => {
    await expect(new Value('d', 12).update(operation, operand)).resolves.toBe(after);
    await expect(new Value('Q', 12n).update(operation, BigInt(operand))).resolves.toBe(BigInt(after));
  });
});

describe('Array', () => {
  it('is written by other processes', async () => {
    const pool = openPool();
    const array = new HomeArray('d', 4);
    await pool.apply('writeTo', [array, 1, [0.5, 1.5]]);
    await pool.apply('inGrandchild', ['writeTo', [array, 3, [9]]]);
    await expect(array.toArray()).resolves.toEqual([0, 0.5, 1.5, 9]);
    await expect(pool.apply('readOf', [array, 4])).rejects.toMatchObject({ cause: { name: 'IndexError' } });
  });

  it('has the calls of an array', async () => {
    const array = new HomeArray('i', [1, 2, 3]);
    expect([array.length, await array.get(-1), await array.slice(-2)]).toEqual([3, 3, [2, 3]]);
    await array.set(0, 7);
    await array.update(-1, 'add', 10);
    expect([await array.compareExchange(1, 2, 20), await array.toArray()]).toEqual([2, [7, 20, 13]]);
    await expect(array.get(3)).rejects.toBeInstanceOf(IndexError);
    await expect(array.write(1, [0, 'x' as never])).rejects.toBeInstanceOf(TypeError);
    await expect(array.write(2, [0, 0])).rejects.toBeInstanceOf(IndexError);
    await expect(array.toArray()).resolves.toEqual([7, 20, 13]);
    await expect(array.withLock(() => array.get(0))).resolves.toBe(7);
    expect(() => new HomeArray('i', -1)).toThrow(RangeError);
  });
});
