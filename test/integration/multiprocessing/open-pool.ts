import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { Pool, type PoolOptions } from '../../../src/main/multiprocessing';

export const tasksModule = fileURLToPath(new URL('fixtures/tasks.mjs', import.meta.url));

/** A pool of the fixture's tasks; the test's end ends it and checks that no worker is left. */
export function openPool(options: Partial<PoolOptions> = {}): Pool {
  const pids = new Set<number>();
  const pool = new Pool({
    module: tasksModule,
    processes: 2,
    ...options,
    onEvent: (report) => {
      if ('pid' in report && report.pid !== process.pid) pids.add(report.pid);
      options.onEvent?.(report);
    },
  });
  onTestFinished(async () => {
    for (const pid of pool.pids) pids.add(pid);
    // Where workers are threads.
    pids.delete(process.pid);
    pool.terminate();
    await pool.join();
    expect([...pids].filter(isAlive)).toEqual([]);
  });
  return pool;
}

/** Alive and not a zombie. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** After a fault: the pool still computes. */
export async function expectWorks(pool: Pool): Promise<void> {
  const items = Array.from({ length: 100 }, (_, index) => index);
  await expect(pool.map('square', items)).resolves.toEqual(items.map((item) => item * item));
}
