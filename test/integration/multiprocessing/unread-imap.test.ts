/** Whoever waits for a pool's end does not wait for a loop that nobody goes on with. */
import { expect, it } from 'vitest';
import { PoolBrokenError, PoolTerminatedError } from '../../../src/main/multiprocessing';
import { openPool } from './open-pool';

const items = Array.from({ length: 300 }, (_, index) => index);
const squares = items.map((item) => item * item);

for (const call of ['imap', 'imapUnordered'] as const) {
  it(`ends a closed pool whose ${call} nobody reads on, and keeps the results`, async () => {
    const pool = openPool();
    const stream = pool[call]('square', items, { bufferSize: 4 });
    const taken = [(await stream.next()).value];
    pool.close();
    await pool.join();
    for await (const value of stream) taken.push(value);
    expect([...taken].sort((one, other) => Number(one) - Number(other))).toEqual(squares);
  });
}

it('pulls no more of a long input at a time than the workers need, also then', async () => {
  const pool = openPool();
  let [pulled, mostAhead] = [0, 0];
  function* counted(): Generator<number> {
    for (const item of items) {
      pulled += 1;
      mostAhead = Math.max(mostAhead, pulled - pool.statistics().finished);
      yield item;
    }
  }
  const stream = pool.imap('square', counted(), { bufferSize: 4 });
  await stream.next();
  pool.close();
  await pool.join();
  expect(pulled).toBe(items.length);
  expect(mostAhead).toBeLessThanOrEqual(8);
});

it('ends a terminated pool whose imap nobody reads on', async () => {
  const pool = openPool();
  const stream = pool.imap('square', items, { bufferSize: 4 });
  await stream.next();
  pool.terminate();
  await pool.join();
});

/** An input that yields one item and then never says anything. */
async function* stuck(): AsyncGenerator<number> {
  yield 3;
  await new Promise(() => undefined);
}

it('answers calls whose input says nothing more when their pool is terminated', async () => {
  const pool = openPool();
  const [begun, later] = [pool.imapUnordered('square', stuck()), pool.imap('square', stuck())];
  await expect(begun.next()).resolves.toEqual({ done: false, value: 9 });
  const calls = [pool.map('square', stuck()), begun.next()].map((call) => call.catch((error: unknown) => error));
  pool.terminate();
  for (const call of calls) await expect(call).resolves.toBeInstanceOf(PoolTerminatedError);
  await expect(begun.next()).resolves.toMatchObject({ done: true });
  await expect(later.next()).rejects.toBeInstanceOf(PoolTerminatedError);
  await pool.join();
});

it('answers them when their pool gives up', async () => {
  const module = 'data:text/javascript,export const same = (n) => n; export const die = () => process.exit(3)';
  const pool = openPool({ module, processes: 1, restartLimit: { deaths: 2, within: 600_000 } });
  const begun = pool.imap('same', stuck());
  await expect(begun.next()).resolves.toEqual({ done: false, value: 3 });
  const next = begun.next().catch((error: unknown) => error);
  await Promise.allSettled([pool.apply('die', []), pool.apply('die', [])]);
  await expect(next).resolves.toBeInstanceOf(PoolBrokenError);
});
