import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Pool, Queue, WorkerLostError } from '../../../src/main/multiprocessing';
import { expectWorks, openPool } from './open-pool';

describe('tasks that wait for each other', () => {
  it.each([1, 2, 3])('run side by side while a lost worker is being replaced, time %i', async () => {
    const pool = openPool();
    await makeTasksShort(pool);
    await expect(pool.apply('exit', [3])).rejects.toBeInstanceOf(WorkerLostError);
    await expect(together(pool)).resolves.toBe(5050);
    await expectWorks(pool);
  });

  it('run side by side when a worker that was busy becomes free', async () => {
    const pool = openPool();
    await makeTasksShort(pool);
    const queue = new Queue<number>();
    const total = pool.apply('total', [queue]);
    const busy = pool.apply('wait', [100]);
    await pool.apply('produce', [queue, 100]);
    await queue.close();
    await expect(Promise.all([total, busy])).resolves.toEqual([5050, 100]);
  });

  it('run side by side in a pool that was closed', async () => {
    const pool = openPool();
    await makeTasksShort(pool);
    const lost = expect(pool.apply('exit', [3])).rejects.toBeInstanceOf(WorkerLostError);
    const total = together(pool);
    pool.close();
    await lost;
    await expect(total).resolves.toBe(5050);
    await pool.join();
  });

  it('run although another worker is in a loop that answers nobody', async () => {
    const pool = openPool({ processes: 3 });
    await makeTasksShort(pool);
    await expect(pool.apply('exit', [3])).rejects.toBeInstanceOf(WorkerLostError);
    pool.apply('spin', []).catch(() => undefined);
    const queue = new Queue<number>();
    const total = pool.apply('total', [queue]);
    // Goes behind the loop, the next behind the one that waits for it.
    pool.apply('square', [1]).catch(() => undefined);
    await pool.apply('produce', [queue, 100]);
    await queue.close();
    await expect(total).resolves.toBe(5050);
  });

  it.each([0, 40, 80, 120, 160])('settle when the worker that holds both is killed after %i ms', async (delay) => {
    const pool = openPool();
    await makeTasksShort(pool);
    await expect(pool.apply('exit', [3])).rejects.toBeInstanceOf(WorkerLostError);
    const holder = pool.pids[0] ?? 0;
    const queue = new Queue<number>();
    const calls = [pool.apply('total', [queue]), pool.apply('produce', [queue, 100])];
    await sleep(delay);
    process.kill(holder, 'SIGKILL');
    await queue.close();
    for (const outcome of await Promise.allSettled(calls)) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ name: expect.stringMatching(/Lost|Closed|Remote/) as string });
    }
    await expectWorks(pool);
  });
});

/** Prefetching begins where tasks are short. */
async function makeTasksShort(pool: Pool): Promise<void> {
  await pool.map('square', Array<number>(200).fill(1), { chunkSize: 1 });
}

async function together(pool: Pool): Promise<unknown> {
  const queue = new Queue<number>();
  const total = pool.apply('total', [queue]);
  await pool.apply('produce', [queue, 100]);
  await queue.close();
  return total;
}
