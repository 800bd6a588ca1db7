/** What a worker calls before it leaves. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Report } from '../../../src/shared/report';
import { openPool } from './open-pool';

function newFile(): { readonly env: NodeJS.ProcessEnv; readonly read: () => string } {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-teardown-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'said');
  const read = (): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  return { env: { TORN_DOWN: path }, read };
}

it.each(['process', 'thread'] as const)('is called once by each %s when the pool is closed', async (startMethod) => {
  const { env, read } = newFile();
  const pool = openPool({ env, startMethod, teardown: 'tearDown' });
  await pool.map('square', [1, 2, 3, 4], { chunkSize: 1 });
  expect(read()).toBe('');
  pool.close();
  await pool.join();
  expect(read()).toBe('1\n1\n');
});

it('is called by a worker that is replaced', async () => {
  const { env, read } = newFile();
  const pool = openPool({ env, processes: 1, maxTasksPerChild: 1, teardown: 'tearDown' });
  await pool.map('square', [1, 2], { chunkSize: 1 });
  pool.close();
  await pool.join();
  expect(read()).toMatch(/^(1\n){2,3}$/);
});

it('is called on terminate, which then ends the worker as it does without', async () => {
  const { env, read } = newFile();
  const ends: Report[] = [];
  const pool = openPool({
    env,
    processes: 1,
    teardown: 'tearDown',
    onEvent: (report) => {
      if (report.type === 'signal-sent') ends.push(report);
    },
  });
  await pool.apply('square', [1]);
  pool.terminate();
  await pool.join();
  expect(read()).toBe('1\n');
  expect(ends).toMatchObject([{ signal: 'SIGTERM' }]);
});

it('one that throws is told of on stderr, and does not hold up join()', async () => {
  const pool = openPool({ processes: 1, teardown: 'badTeardown' });
  await pool.apply('square', [1]);
  pool.close();
  await pool.join();
});

it('one that the module does not export breaks the pool, which names it', async () => {
  const pool = openPool({ processes: 1, teardown: 'squire' });
  await expect(pool.apply('square', [1])).rejects.toThrow('exports no function squire');
});
