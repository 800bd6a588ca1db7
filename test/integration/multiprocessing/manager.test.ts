import { describe, expect, it, onTestFinished } from 'vitest';
import {
  AttributeError,
  ConnectionClosedError,
  IndexError,
  KeyError,
  type ListProxy,
  Manager,
  Pool,
  ValueError,
} from '../../../src/main/multiprocessing';

const module = new URL('./fixtures/shared-tasks.mjs', import.meta.url);

function openPool(): Pool {
  const pool = new Pool({ module, processes: 2 });
  onTestFinished(async () => {
    pool.terminate();
    await pool.join();
  });
  return pool;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe('Manager', () => {
  it('is written by several processes, each call as a whole', async () => {
    const pool = openPool();
    const manager = new Manager();
    const [dict, list] = [manager.dict<string, number>(), manager.list<number>()];
    await Promise.all([0, 100].map((from) => pool.apply('fill', [dict, list, from, 100])));
    expect(await dict.size()).toBe(200);
    expect((await dict.values()).sort((a, b) => a - b)).toEqual(numbers(200));
    const taken = await Promise.all([1, 2].map(() => pool.apply('popAll', [list])));
    expect((taken.flat() as number[]).sort((a, b) => a - b)).toEqual(numbers(200));
  });

  it('has the calls of a dict', async () => {
    const dict = new Manager().dict<string | number>([['a', 1]]);
    expect([await dict.get('b'), await dict.get('b', 5), await dict.getItem('a')]).toEqual([undefined, 5, 1]);
    await dict.update([
      ['b', 2],
      [1, 'one'],
    ]);
    expect(await dict.entries()).toEqual([
      ['a', 1],
      ['b', 2],
      [1, 'one'],
    ]);
    expect([await dict.keys(), await dict.has('1')]).toEqual([['a', 'b', 1], false]);
    expect([await dict.setDefault('a', 9), await dict.setDefault('c', 9)]).toEqual([1, 9]);
    expect([await dict.delete('b'), await dict.delete('b'), await dict.pop('c'), await dict.pop('c', 0)]).toEqual([
      true,
      false,
      9,
      0,
    ]);
    await expect(dict.pop('c')).rejects.toBeInstanceOf(KeyError);
    await expect(dict.getItem('c')).rejects.toThrow('There is no key "c"');
    await expect(dict.set({} as string, 1)).rejects.toBeInstanceOf(TypeError);
    await expect(dict.set('f', { deep: [() => 1] })).rejects.toMatchObject({ name: 'NotCloneableError' });
    const seen = [];
    for await (const [key] of dict) seen.push(key);
    expect(seen).toEqual(['a', 1]);
    await dict.clear();
    expect(await dict.size()).toBe(0);
  });

  it('has the calls of a list', async () => {
    const items: unknown[] = [1, 2];
    const list = new Manager().list(items);
    await list.extend([3, { x: 1 }]);
    await list.insert(0, 0);
    await list.insert(99, 'end');
    await list.set(1, 'one');
    expect(await list.toArray()).toEqual([0, 'one', 2, 3, { x: 1 }, 'end']);
    expect([await list.get(-1), await list.slice(1, -3), await list.length()]).toEqual(['end', ['one', 2], 6]);
    await list.remove({ x: 1 });
    expect([await list.pop(), await list.pop(0), await list.toArray()]).toEqual(['end', 0, ['one', 2, 3]]);
    await expect(list.remove('no')).rejects.toBeInstanceOf(ValueError);
    await expect(list.get(3)).rejects.toBeInstanceOf(IndexError);
    await expect(new Manager().list().pop()).rejects.toBeInstanceOf(IndexError);
  });

  it('has a namespace, used by several processes', async () => {
    const pool = openPool();
    const namespace = new Manager().namespace<{ x: number; y?: string; z: number }>({ x: 1 });
    await expect(pool.apply('setName', [namespace, 'y', 'two'])).resolves.toEqual({ x: 1, y: 'two' });
    expect([await namespace.get('x'), await namespace.get('y'), await namespace.has('z')]).toEqual([1, 'two', false]);
    await namespace.update({ x: 3, z: 4 });
    await namespace.delete('y');
    expect(await namespace.toObject()).toEqual({ x: 3, z: 4 });
    await expect(namespace.get('y')).rejects.toBeInstanceOf(AttributeError);
    await expect(namespace.delete('y')).rejects.toThrow('has no "y"');
    await expect(namespace.set(1 as never, 1 as never)).rejects.toThrow(TypeError);
  });

  it('copies what goes in and comes out, at home too', async () => {
    const dict = new Manager().dict<string, { n: number }>();
    const value = { n: 1 };
    await dict.set('a', value);
    value.n = 2;
    (await dict.getItem('a')).n = 3;
    await expect(dict.getItem('a')).resolves.toEqual({ n: 1 });
  });

  it('gives shared objects back as what they are, and errors by their name', async () => {
    const pool = openPool();
    const manager = new Manager();
    const dict = manager.dict<string, ListProxy<number>>();
    await dict.set('inner', manager.list([1]));
    await pool.apply('appendTo', [dict, 'inner', 2]);
    await expect((await dict.getItem('inner')).toArray()).resolves.toEqual([1, 2]);
    await expect(pool.apply('getItem', [dict, 'none'])).rejects.toMatchObject({ cause: { name: 'KeyError' } });
  });

  it('is used by a grandchild without its parent', async () => {
    const pool = openPool();
    const manager = new Manager();
    const [dict, list] = [manager.dict<string, number>(), manager.list<number>()];
    await expect(pool.apply('inGrandchild', ['fill', [dict, list, 5, 2]])).resolves.toBe(0);
    expect([await dict.entries(), await list.toArray()]).toEqual([
      [
        ['k5', 5],
        ['k6', 6],
      ],
      [5, 6],
    ]);
  });

  it('refuses all calls once it was shut down', async () => {
    const pool = openPool();
    const manager = new Manager();
    const dict = manager.dict([['a', 1]]);
    await pool.apply('getItem', [dict, 'a']);
    manager.shutdown();
    await expect(dict.get('a')).rejects.toBeInstanceOf(ConnectionClosedError);
  });
});
