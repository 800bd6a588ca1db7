/** Pools as real CPython has them: see test/parity/golden.py. */
import { describe, expect, it } from 'vitest';
import { Pool, PoolTerminatedError } from '../../../src/main/multiprocessing';
import { defaultChunkSize } from '../../../src/main/multiprocessing/state/chunk-size';
import { errorOf, expectAsPython, golden, python } from './golden';
import { openPool } from './open-pool';

const module = new URL('./fixtures/parity-tasks.mjs', import.meta.url);

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe(`as CPython ${python}`, () => {
  it('cuts a map into chunks', () => {
    const sizes = golden('chunk sizes') as readonly (readonly [items: number, workers: number, size: number])[];
    for (const [items, workers, size] of sizes) expect(defaultChunkSize(items, workers)).toBe(size);
  });

  it('gives results in the order of the items, or of their ends', async () => {
    const pool = openPool({ module, processes: 3 });
    const seconds = (golden('the order of results') as { readonly map: readonly number[] }).map;
    const delays = seconds.map((delay) => delay * 1000);
    // So that all three are there, as in golden.py.
    while (pool.statistics().workers.length < 3) await pool.map('wait', [50, 50, 50], { chunkSize: 1 });
    const inSeconds = (list: unknown[]): number[] => (list as number[]).map((ms) => ms / 1000);
    const ours = {
      map: inSeconds(await pool.map('wait', delays, { chunkSize: 1 })),
      imap: inSeconds(await all(pool.imap('wait', delays))),
      'imap unordered': inSeconds(await all(pool.imapUnordered('wait', delays))),
      starmap: await pool.starmap('add', [
        [1, 2],
        [3, 4],
      ]),
      'map of nothing': await pool.map('wait', []),
      'imap of nothing': await all(pool.imap('wait', [])),
    };
    expectAsPython(ours, 'the order of results');
  });

  it('throws the errors of tasks at their place', async () => {
    const pool = openPool({ module, processes: 1 });
    const numbers = [0, 1, 2, 3, 4, 5, 6];
    const imap = pool.imap('throwAtThreeAndFive', numbers);
    const seen: unknown[] = [];
    const next = async (): Promise<void> => {
      const { value }: { value?: unknown } = await imap.next();
      seen.push({ value });
    };
    for (let item = 0; item < 3; item += 1) await next();
    const error = await errorOf(next);
    const ours = {
      apply: { error: await errorOf(() => pool.apply('throwAtThreeAndFive', [3])) },
      map: { error: await errorOf(() => pool.map('throwAtThreeAndFive', numbers, { chunkSize: 1 })) },
    };
    expectAsPython(ours, 'errors of tasks', ['imap', 'imap after its end']);
    // Ours pulls nothing more after an error, so it may end before Python's does.
    const upToTheError = (golden('errors of tasks') as { readonly imap: readonly unknown[] }).imap.slice(0, 4);
    expect([...seen, { error: error?.name === 'RemoteTaskError' ? 'ValueError' : error }]).toEqual(upToTheError);
  });

  it('has async results', async () => {
    const pool = openPool({ module, processes: 1 });
    await pool.apply('nothing', []);
    const [done, failed]: [unknown[], unknown[]] = [[], []];
    const slow = pool.applyAsync('wait', [300], { callback: (ms) => void done.push((ms as number) / 1000) });
    const early = {
      ready: slow.ready(),
      successful: await errorOf(() => slow.successful()),
      get: await errorOf(() => slow.get(10)),
      wait: await errorOf(() => slow.wait(10)),
    };
    const value = ((await slow.get()) as number) / 1000;
    const late = { value, ready: slow.ready(), successful: slow.successful(), callback: done };
    const bad = pool.applyAsync('throwAtThreeAndFive', [3], { errorCallback: (error) => void failed.push(error) });
    await bad.wait();
    const broken = { successful: bad.successful(), get: await errorOf(() => bad.get()), callback: failed };
    expectAsPython({ early, late, failed: broken }, 'an async result');
  });

  it('does what is begun after close, and drops it after terminate', async () => {
    const closed = openPool({ module, processes: 1 });
    const results = [1, 2, 3, 4, 5].map(() => closed.applyAsync('wait', [50]));
    const joinWhileOpen = await errorOf(() => closed.join());
    closed.close();
    const refused = await errorOf(() => closed.apply('nothing', []));
    await closed.join();
    const values = await Promise.all(results.map(async (result) => ((await result.get(0)) as number) / 1000));
    const close = { 'join while open': joinWhileOpen, 'apply after close': refused, results: values };
    expectAsPython({ close }, 'close against terminate', ['terminate']);

    const ended = openPool({ module, processes: 1 });
    await ended.apply('nothing', []);
    const lost = [1, 2, 3].map(() => ended.applyAsync('wait', [60_000]));
    ended.terminate();
    await ended.join();
    expect(await errorOf(() => ended.apply('nothing', []))).toMatchObject({ name: 'ProcessStateError' });
    // Python's are never ready, and whoever waits for them waits for ever.
    for (const result of lost) await expect(result.get()).rejects.toBeInstanceOf(PoolTerminatedError);
  });

  it('refuses sizes', async () => {
    const refused = (processes: number) => errorOf(() => new Pool({ module, processes }));
    const ours = { 'no processes': await refused(0), 'fewer than none': await refused(-1) };
    expectAsPython(ours, 'sizes that are refused');
  });
});
