/** Shared values as real CPython has them: see test/parity/golden.py. */
import { expect, it } from 'vitest';
import { Array as SharedArray, Manager, type Shareable, ShareableList, Value } from '../../../src/main/multiprocessing';
import { errorOf, expectAsPython, python } from './golden';
import { openPool } from './open-pool';

const module = new URL('./fixtures/parity-tasks.mjs', import.meta.url);

it(`shares values as CPython ${python}`, async () => {
  const pool = openPool({ module });
  const value = new Value('i', 0);
  await Promise.all([1, 2].map(() => pool.apply('increment', [value, 200])));
  const array = new SharedArray('d', 3);
  const manager = new Manager();
  const dict = manager.dict<string, number>([['main', 0]]);
  const list = manager.list(['main']);
  await pool.apply('fill', [array, dict, list]);
  const ours = {
    value: await value.get(),
    array: await array.toArray(),
    'array length': array.length,
    'array out of range': await errorOf(() => array.get(3)),
    dict: Object.fromEntries(await dict.entries()),
    list: await list.toArray(),
    'dict without the key': await errorOf(() => dict.getItem('none')),
  };
  expectAsPython(ours, 'shared values');
  manager.shutdown();
  expect(await errorOf(() => list.length())).toMatchObject({ name: 'ConnectionClosedError' });
});

it(`has namespaces as CPython ${python}`, async () => {
  const manager = new Manager();
  const space = manager.namespace<{ name: string; spare: number; total: number }>({ name: 'sum', spare: 1 });
  await openPool({ module, processes: 1 }).apply('setTotal', [space, new ShareableList([20, 22, 'waiting'])]);
  await space.delete('spare');
  const ours = {
    name: await space.get('name'),
    'set by a child': await space.get('total'),
    has: [await space.has('total'), await space.has('spare')],
    'get of none': await errorOf(() => space.get('spare')),
    'delete of none': await errorOf(() => space.delete('spare')),
  };
  expectAsPython(ours, 'a namespace');
});

it(`has lists in shared memory as CPython ${python}`, async () => {
  const items = new ShareableList<Shareable>([20, 22, 'waiting', true, null, 0.5]);
  await openPool({ module, processes: 1 }).apply('setTotal', [new Manager().namespace(), items]);
  const ours = {
    items: items.toArray(),
    length: items.length,
    last: items.get(-1),
    index: items.index(22),
    'index of none': await errorOf(() => items.index('none')),
    count: items.count(22),
    'get outside': await errorOf(() => items.get(6)),
    'set outside': await errorOf(() => items.set(6, 1)),
    'of the same room': await errorOf(() => items.set(2, '1234567')),
    'too long': await errorOf(() => items.set(2, '123456789')),
    'another kind': 0 as Shareable,
  };
  items.set(2, 7);
  ours['another kind'] = items.get(2);
  expectAsPython(ours, 'a shareable list');
});
