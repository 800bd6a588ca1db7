/** Workers that stand still: what they had not begun is done elsewhere. */
import { expect, it } from 'vitest';
import { openPool } from './open-pool';

it.concurrent.each(['process', 'thread'] as const)(
  'a task that a %s does not begin, whose loop an earlier one keeps busy, is done by another',
  async (startMethod) => {
    const pool = openPool({ processes: 1, startMethod });
    await pool.apply('leaveLoopBehind', []);
    await expect(pool.apply('square', [3])).resolves.toBe(9);
    expect(pool.statistics().lost).toBe(0);
  },
);

it.concurrent(
  'join() waits no longer for a worker that does not leave, as an earlier task keeps its loop busy',
  async () => {
    const pool = openPool({ processes: 1 });
    await pool.apply('leaveLoopBehind', []);
    pool.close();
    await pool.join();
  },
);

it.concurrent('join() waits no longer for a worker whose teardown does not end', async () => {
  const pool = openPool({ processes: 1, teardown: 'endlessTeardown' });
  await pool.apply('square', [1]);
  pool.close();
  await pool.join();
});
