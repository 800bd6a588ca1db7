/** A pool that is called wrongly says what was expected, and goes on. */
import { expect, it, onTestFinished } from 'vitest';
import { Manager, Pool, Process } from '../../../src/main/multiprocessing';
import { type Untyped, untyped } from '../../support/untyped';
import { openPool, tasksModule } from './open-pool';

const calls: readonly (readonly [what: string, call: (pool: Untyped) => unknown, says: string])[] = [
  ['one argument', (pool) => pool.apply('square', 4), 'the arguments of the task to be an array, but got 4'],
  ['no arguments', (pool) => pool.apply('square'), 'to be an array, but got undefined'],
  ['a number', (pool) => pool.apply(5, [1]), 'its exported name, or { module, name }, but got 5'],
  ['null', (pool) => pool.apply(null, [1]), '{ module, name }, but got null'],
  [
    'a module without a name',
    (pool) => pool.apply({ module: tasksModule }, [1]),
    'to be the name of an exported function',
  ],
  ['a name that there is not', (pool) => pool.apply('nope', [1]), 'exports no function nope'],
  ['a number of items', (pool) => pool.map('square', 5), 'the items of map to be iterable, but got 5'],
  ['no items', (pool) => pool.map('square'), 'the items of map to be iterable, but got undefined'],
  ['an object', (pool) => pool.imap('square', {}), 'the items of imap to be iterable, but got an object'],
  ['no lists of arguments', (pool) => pool.starmap('add', [1, 2]), 'a list of arguments, to be iterable, but got 1'],
  ['a chunk size by its place', (pool) => pool.map('square', [1], 10), '{ chunkSize: 10 }, but got 10'],
  ['chunksize', (pool) => pool.imap('square', [1], { chunksize: 2 }), 'did you mean chunkSize?'],
  [
    'a chunk of nothing',
    (pool) => pool.map('square', [1], { chunkSize: 0 }),
    'chunkSize must be a whole number above 0',
  ],
  ['a chunk size of one call', (pool) => pool.apply('square', [1], { chunkSize: 2 }), 'no option chunkSize of apply'],
  [
    'a callback that nobody calls',
    (pool) => pool.apply('square', [1], { callback: () => 1 }),
    'no option callback of apply',
  ],
  [
    'a callback that is none',
    (pool) => pool.applyAsync('square', [1], { callback: 5 }).get(),
    'callback of applyAsync to be a function',
  ],
  ['a signal that is none', (pool) => pool.apply('square', [2], { signal: {} }), 'an AbortSignal, but got an object'],
  ['a time with its unit', (pool) => pool.apply('square', [2], { timeout: '1s' }), 'to be a number, but got "1s"'],
  ['a negative time', (pool) => pool.apply('square', [2], { timeout: -1 }), 'timeout must be above 0'],
  [
    'a priority out of bounds',
    (pool) => pool.apply('square', [2], { priority: 99 }),
    'priority must be a whole number',
  ],
  ['retries alone', (pool) => pool.apply('square', [2], { retries: 3 }), 'idempotent: true'],
  [
    'a pool as argument',
    (pool) => pool.apply('echo', [{ pool }]),
    'args[0].pool is a Pool, which stays in the process',
  ],
  [
    'a process as argument',
    (pool) => pool.apply('echo', [new Process({ target: () => 1 })]),
    'args[0] is a Process, which stays in the process',
  ],
  ['a result as argument', (pool) => pool.apply('echo', [pool.applyAsync('square', [2])]), 'args[0] is an AsyncResult'],
  ['a manager as argument', (pool) => pool.apply('echo', [new Manager()]), 'args[0] is a Manager'],
  ['no size', (pool) => pool.resize(-1), 'processes must be a whole number above 0, not -1'],
  ['a time in words', (pool) => pool.applyAsync('square', [2]).get('5'), 'timeout to be milliseconds'],
];

it('a pool that is called wrongly says what was expected, and goes on', async () => {
  const pool = openPool({ processes: 1 });
  for (const [what, call, says] of calls) {
    const error: unknown = await (async () => Promise.resolve(call(untyped(pool))))().catch(
      (reason: unknown) => reason,
    );
    expect(error, what).toBeInstanceOf(Error);
    expect((error as Error).message, what).toContain(says);
  }
  await expect(pool.apply('square', [3])).resolves.toBe(9);
});

it('a pool needs no options where its tasks are functions', async () => {
  const pool = openWithoutModule();
  await expect(pool.map((n: number) => n + 1, [1, 2])).resolves.toEqual([2, 3]);
});

it('a pool without a module says what a name needs', async () => {
  const pool = openWithoutModule();
  await expect(pool.apply('square', [1])).rejects.toThrow('The pool has no module in which to find square');
});

function openWithoutModule(): Pool {
  const pool = new Pool();
  onTestFinished(async () => {
    pool.terminate();
    await pool.join();
  });
  return pool;
}
