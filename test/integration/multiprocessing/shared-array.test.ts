import { describe, expect, it, onTestFinished } from 'vitest';
import { IndexError, Lock, Pool, type PoolOptions, SharedArray } from '../../../src/main/multiprocessing';

const module = new URL('./fixtures/shared-tasks.mjs', import.meta.url);

function openPool(options: Partial<PoolOptions> = {}): Pool {
  const pool = new Pool({ module, processes: 2, ...options });
  onTestFinished(async () => {
    pool.terminate();
    await pool.join();
  });
  return pool;
}

describe('SharedArray', () => {
  it('is the same storage for children and grandchildren', async () => {
    const pool = openPool();
    const array = new SharedArray('d', 4);
    await pool.apply('writeShared', [array, 0, [0.5, 1.5]]);
    await expect(pool.apply('inGrandchild', ['writeShared', [array, 3, [9]]])).resolves.toBe(0);
    expect([...array.read()]).toEqual([0.5, 1.5, 0, 9]);
    array.set(2, -1);
    await expect(pool.apply('readShared', [array])).resolves.toEqual([0.5, 1.5, -1, 9]);
  });

  it('counts right under a lock', async () => {
    const pool = openPool();
    const [array, lock] = [new SharedArray('i', 1), new Lock()];
    await Promise.all([1, 2].map(() => pool.apply('countShared', [array, lock, 50])));
    expect(array.get(0)).toBe(100);
  });

  it('shares memory with threads, and does not pretend to with processes', async () => {
    const array = new SharedArray('q', 2, { storage: 'memory' });
    await openPool({ startMethod: 'thread' }).apply('writeShared', [array, 1, [5n]]);
    expect([...array.read()]).toEqual([0n, 5n]);
    await expect(openPool().apply('readShared', [array])).rejects.toMatchObject({ name: 'NotCloneableError' });
  });

  it.each(['file', 'memory'] as const)('has the calls of an array in %s', (storage) => {
    const array = new SharedArray('h', 5, { storage });
    array.fill(7);
    array.fill(1, 3, 1);
    array.write(0, [40_000, -2]);
    expect([...array.read(), array.get(-2), array.byteLength, array.typeCode]).toEqual([
      -25_536,
      -2,
      7,
      1,
      7,
      1,
      10,
      'h',
    ]);
    expect(array.read(1, 2)).toEqual(Int16Array.of(-2, 7));
    expect(() => array.get(5)).toThrow(IndexError);
    expect(() => array.write(4, [1, 2])).toThrow(IndexError);
    expect(() => array.set(0, 1n as never)).toThrow(TypeError);
    expect(array.get(4)).toBe(7);
  });
});
