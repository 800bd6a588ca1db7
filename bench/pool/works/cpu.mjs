import assert from 'node:assert/strict';
import { burn } from '../workers/burn.mjs';

const TASKS = 64;
const TASK_MS = 50;
const SERIAL_TASKS = 16;

/** How near the pool comes to `processes` times the speed of one process, of 64 tasks of about 50 ms. */
export async function cpuWork(pool, processes) {
  const rounds = calibrate();
  const expected = burn(rounds);
  await Promise.all(Array.from({ length: 2 * processes }, () => pool.call('burn', rounds)));
  const before = serialMs(rounds);
  const startedAt = performance.now();
  const results = await Promise.all(Array.from({ length: TASKS }, () => pool.call('burn', rounds)));
  const wall = performance.now() - startedAt;
  assert.deepEqual(new Set(results), new Set([expected]));
  // Measured on both sides of the pool's turn: the machine's speed drifts.
  const serial = ((before + serialMs(rounds)) / 2 / SERIAL_TASKS) * TASKS;
  return { value: serial / wall / processes, taskMs: serial / TASKS };
}

function serialMs(rounds) {
  const startedAt = performance.now();
  for (let task = 0; task < SERIAL_TASKS; task += 1) burn(rounds);
  return performance.now() - startedAt;
}

function calibrate() {
  burn(20_000_000);
  const startedAt = performance.now();
  burn(20_000_000);
  return Math.round((20_000_000 * TASK_MS) / (performance.now() - startedAt));
}
