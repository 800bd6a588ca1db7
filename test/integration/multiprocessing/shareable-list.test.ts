import { expect, it, onTestFinished } from 'vitest';
import { IndexError, Pool, type Shareable, ShareableList, ValueError } from '../../../src/main/multiprocessing';

const module = new URL('./fixtures/shared-tasks.mjs', import.meta.url);
const items: readonly Shareable[] = ['howdy', -273.154, 100n, null, true, 42, Uint8Array.of(0, 7, 0)];

it.each(['process', 'thread'] as const)('is the same list for a %s', async (startMethod) => {
  const pool = new Pool({ module, processes: 1, startMethod });
  onTestFinished(async () => {
    pool.terminate();
    await pool.join();
  });
  const list = new ShareableList(items);
  await expect(pool.apply('itemsOf', [list])).resolves.toEqual(items);
  await pool.apply('setItem', [list, 0, 'bye']);
  await pool.apply('setItem', [list, -2, 'eight by']);
  expect(list.toArray()).toEqual(['bye', ...items.slice(1, 5), 'eight by', items[6]]);
});

it('is counted, searched and looped over', () => {
  const list = new ShareableList<Shareable>([1, 'a', 1, Uint8Array.of(1)]);
  expect([list.length, list.count(1), list.index('a'), list.index(Uint8Array.of(1)), [...list].length]).toEqual([
    4, 2, 1, 3, 4,
  ]);
  expect(() => list.index('b')).toThrow(ValueError);
});

it('holds in a place what has room there, and nothing else', () => {
  const list = new ShareableList<Shareable>(['12345678', 1, '日本', '']);
  list.set(0, '123456789012345');
  expect(() => list.set(0, '1234567890123456, and one')).toThrow(ValueError);
  list.set(1, '8 bytes.');
  list.set(2, 2n ** 63n - 1n);
  list.set(3, false);
  expect(list.toArray()).toEqual(['123456789012345', '8 bytes.', 2n ** 63n - 1n, false]);
  expect(() => list.set(2, 2n ** 63n)).toThrow(RangeError);
  expect(() => list.set(2, {} as never)).toThrow('but got an object');
  expect(() => list.get(4)).toThrow(IndexError);
  expect(() => new ShareableList(3 as never)).toThrow(TypeError);
  expect(new ShareableList([]).toArray()).toEqual([]);
});
