import { describe, expect, it, onTestFinished } from 'vitest';
import { Condition, Pool, ProcessStateError, RLock, SimpleQueue } from '../../../src/main/multiprocessing';

const module = new URL('./fixtures/condition-tasks.mjs', import.meta.url);

function openPool(processes = 2): Pool {
  const pool = new Pool({ module, processes });
  onTestFinished(async () => {
    pool.terminate();
    await pool.join();
  });
  return pool;
}

describe('SimpleQueue', () => {
  it('puts, gets and is empty, and arrives as the same object', async () => {
    const [outer, inner] = [new SimpleQueue<SimpleQueue<number>>(), new SimpleQueue<number>()];
    await expect(outer.empty()).resolves.toBe(true);
    await outer.put(inner);
    await expect(outer.get()).resolves.toBe(inner);
    await inner.close();
    await expect(inner.get()).rejects.toMatchObject({ name: 'ConnectionClosedError' });
  });
});

describe('Condition', () => {
  it('lets each waiting process go on once there is something for it', async () => {
    const pool = openPool();
    const [condition, items] = [new Condition(), new SimpleQueue<number>()];
    const taken = Promise.all([1, 2, 3, 4].map(() => pool.apply('takeWhenThere', [condition, items])));
    for (const item of [1, 2, 3, 4]) {
      await condition.withLock(async () => {
        await items.put(item);
        await condition.notify();
      });
    }
    expect([...(await taken)].sort()).toEqual([1, 2, 3, 4]);
  });

  it('notifies one that lives instead of one that was killed', async () => {
    const pool = openPool();
    const [condition, ready] = [new Condition(), new SimpleQueue<number>()];
    const lost = expect(pool.apply('waitOnce', [condition, ready])).rejects.toThrow();
    const killed = await ready.get();
    const other = pool.apply('waitOnce', [condition, ready]);
    await ready.get();
    process.kill(killed, 'SIGKILL');
    await lost;
    await condition.withLock(() => expect(condition.notify()).resolves.toBe(1));
    await expect(other).resolves.toBe(true);
  });

  it('has the lock again however the wait ends', async () => {
    for (const lock of [undefined, new RLock()]) {
      const condition = new Condition(lock && { lock });
      await condition.acquire();
      if (lock !== undefined) await condition.acquire();
      await expect(condition.wait({ timeout: 5 })).resolves.toBe(false);
      const stop = new AbortController();
      const waiting = condition.wait({ signal: stop.signal });
      const other = condition.lock.acquire({ timeout: 60_000 });
      stop.abort(new Error('enough'));
      await expect(other).resolves.toBe(true);
      await condition.release();
      await expect(waiting).rejects.toThrow('enough');
      expect(condition.lock.isHeld).toBe(true);
      if (lock !== undefined) expect(lock.depth).toBe(2);
      await expect(condition.waitFor(() => 0, { timeout: 5 })).resolves.toBe(0);
      await condition.release();
    }
  });

  it('refuses who does not hold the lock', async () => {
    const pool = openPool(1);
    const condition = new Condition();
    await expect(condition.wait()).rejects.toBeInstanceOf(ProcessStateError);
    await condition.acquire();
    await expect(pool.apply('callWithoutLock', [condition])).rejects.toMatchObject({
      cause: { name: 'ProcessStateError' },
    });
    await expect(condition.notifyAll()).resolves.toBe(0);
  });
});
