/** Shared values as real CPython has them: see test/parity/golden.py. */
import { expect, it } from 'vitest';
import { Array as SharedArray, Manager, Value } from '../../../src/main/multiprocessing';
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
