import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { cpuCount } from '../../../src/main/multiprocessing';
import { library } from './faults/fault-case';
import { openPool } from './open-pool';

const execute = promisify(execFile);
const TASKSET = '/usr/bin/taskset';

it('a pool has a worker a core unless told otherwise', () => {
  expect(cpuCount()).toBe(availableParallelism());
  const pool = openPool({ processes: undefined as never });
  expect(pool.processes).toBe(cpuCount());
});

it.skipIf(!existsSync(TASKSET))('a core that this process may not use does not count', async () => {
  const [, first = '0'] = /^Cpus_allowed_list:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  const script = `
    const { cpuCount, Pool } = await import(${JSON.stringify(library)});
    const pool = new Pool();
    console.log(cpuCount(), pool.processes);
    pool.terminate();
    await pool.join();
  `;
  const program = [process.execPath, '--input-type=module', '-e', script];
  const { stdout } = await execute(TASKSET, ['-c', first, ...program]);
  expect(stdout).toBe('1 1\n');
});
