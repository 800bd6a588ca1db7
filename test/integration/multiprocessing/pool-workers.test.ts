import { describe, expect, it } from 'vitest';
import { Pool, QueueLimitError, WorkerLostError } from '../../../src/main/multiprocessing';
import { expectWorks, openPool, tasksModule } from './open-pool';

const UNTIL_KILLED = 60_000;

describe('Pool, its workers', () => {
  it('replaces a worker after its tasks', async () => {
    const pool = openPool({ processes: 1, maxTasksPerChild: 3 });
    const pids = (await pool.map('pid', Array(9).fill(0), { chunkSize: 1 })) as number[];
    const counts = [...new Set(pids)].map((pid) => pids.filter((other) => other === pid).length);
    expect(counts).toEqual([3, 3, 3]);
  });

  it('replaces a worker that has grown too large, after its task', async () => {
    const pool = openPool({ processes: 1, maxRss: 150 * 1024 * 1024 });
    const before = await pool.apply('pid', []);
    await expect(pool.apply('grow', [130, 1500])).resolves.toBe(130);
    await expect(pool.apply('pid', [])).resolves.not.toBe(before);
  });

  it('ends one at once that has grown to twice the limit', async () => {
    const pool = openPool({ processes: 1, maxRss: 100 * 1024 * 1024 });
    await expect(pool.apply('grow', [250, UNTIL_KILLED])).rejects.toBeInstanceOf(WorkerLostError);
    await expectWorks(pool);
  });

  it('grows while tasks wait, and lets go who had nothing to do', async () => {
    const pool = openPool({ minProcesses: 1, maxProcesses: 3, processes: 1, idleTimeout: 100 });
    await pool.apply('square', [1]);
    expect(pool.pids).toHaveLength(1);
    const calls = Array.from({ length: 6 }, () => pool.apply('wait', [300]));
    expect(pool.statistics().workers).toHaveLength(3);
    await Promise.all(calls);
    await expect.poll(() => pool.pids.length, { timeout: 20_000 }).toBe(1);
    await expectWorks(pool);
  });

  it('starts the first worker of a pool that keeps none with the first task', async () => {
    const pool = openPool({ minProcesses: 0, processes: 2, idleTimeout: 50 });
    expect(pool.pids).toEqual([]);
    await expectWorks(pool);
    await expect.poll(() => pool.pids.length, { timeout: 20_000 }).toBe(0);
    await expectWorks(pool);
  });

  it('resizes in the middle of work and of deaths, and loses nothing but what was killed', async () => {
    const pool = openPool({ processes: 2, restartLimit: { deaths: 1000, within: 1000 } });
    const calls = Array.from({ length: 400 }, (_, index) => pool.apply('wait', [index % 5]));
    // At once: what is lost meanwhile has its handler.
    const ends = Promise.allSettled(calls);
    for (const [round, size] of [5, 1, 4, 2].entries()) {
      pool.resize(size);
      await calls[round * 60]?.catch(() => undefined);
      const [victim = 0] = pool.pids;
      if (victim > 0) process.kill(victim, 'SIGKILL');
    }
    const lost = (await ends).filter(({ status }) => status === 'rejected');
    expect(lost.length).toBeLessThanOrEqual(4);
    await expect.poll(() => pool.pids.length, { timeout: 20_000 }).toBe(2);
    expect(pool.processes).toBe(2);
    await expectWorks(pool);
  });

  it('takes no more tasks than may wait', async () => {
    const pool = openPool({ processes: 1, maxQueue: 2 });
    await pool.apply('square', [1]);
    const calls = [60, 1, 1].map((ms) => pool.apply('wait', [ms]));
    await expect(pool.apply('wait', [1])).rejects.toBeInstanceOf(QueueLimitError);
    await expect(pool.map('square', [1, 2, 3], { chunkSize: 1 })).rejects.toBeInstanceOf(QueueLimitError);
    await expect(Promise.all(calls)).resolves.toEqual([60, 1, 1]);
    await expect(pool.apply('square', [3])).resolves.toBe(9);
  });

  it('counts what it did', async () => {
    const pool = openPool({ processes: 1 });
    await pool.map('wait', [20, 20], { chunkSize: 1 });
    await expect(pool.apply('fail', [3])).rejects.toThrow();
    const statistics = pool.statistics();
    expect(statistics).toMatchObject({ submitted: 3, finished: 2, failed: 1, lost: 0, queueDepth: 0, inFlight: 0 });
    expect(statistics.runMs.count).toBe(3);
    expect(statistics.runMs.max).toBeGreaterThanOrEqual(19);
    expect(statistics.runMs.p90).toBeGreaterThanOrEqual(19);
    expect(statistics.waitMs.count).toBe(3);
    expect(statistics.throughput).toBeGreaterThan(0);
    expect(statistics.utilisation).toBeGreaterThan(0);
    expect(statistics.utilisation).toBeLessThanOrEqual(1);
    expect(statistics.workers).toEqual([
      {
        name: expect.any(String) as string,
        pid: pool.pids[0],
        isReady: true,
        tasks: 3,
        runMs: expect.any(Number) as number,
        held: 0,
      },
    ]);
  });

  it.each([
    ['processes', 0],
    ['minProcesses', -1],
    ['maxProcesses', 1.5],
    ['maxTasksPerChild', 0],
    ['maxQueue', -1],
  ])('refuses %s of %d', (option, value) => {
    expect(() => new Pool({ module: tasksModule, [option]: value })).toThrow(RangeError);
  });
});
