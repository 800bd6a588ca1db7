/** What can go wrong between a task's result and its caller. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { NotCloneableError, Queue, WorkerLostError } from '../../../src/main/multiprocessing';
import { expectWorks, openPool } from './open-pool';

const MEBIBYTE = 1024 * 1024;

describe('a result', () => {
  it.each([
    ['returnHidden', [], /result\.items\[1\]\.callback is a function/],
    ['returnGetter', ['throw'], /result\.trap could not be read: RangeError: not today/],
    ['returnBytes', [65 * MEBIBYTE], /bytes.*allowed/],
  ])('of %s fails its task, says why, and leaves the worker as it was', async (name, args, reason) => {
    const pool = openPool({ processes: 1 });
    const before = await pool.apply('pid', []);
    const error: unknown = await pool.apply(name, args).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotCloneableError);
    expect((error as Error).message).toMatch(reason);
    await expect(pool.apply('pid', [])).resolves.toBe(before);
  });

  it('whose getter ends the process costs its task alone', async () => {
    const pool = openPool();
    const others = pool.map('square', [1, 2, 3, 4], { chunkSize: 1 });
    await expect(pool.apply('returnGetter', ['exit'])).rejects.toBeInstanceOf(WorkerLostError);
    await expect(others).resolves.toEqual([1, 4, 9, 16]);
    await expectWorks(pool);
  });

  it('that has no way back costs its worker, not the caller’s patience', async () => {
    const pool = openPool();
    const error: unknown = await pool.apply('closeChannel', []).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WorkerLostError);
    expect(error).toMatchObject({ stderrTail: expect.stringContaining('EBADF') as string });
    await expectWorks(pool);
  });

  it('of 64 MiB is not too large', async () => {
    const bytes = (await openPool({ processes: 1 }).apply('returnBytes', [64 * MEBIBYTE])) as Uint8Array;
    expect([bytes.length, bytes[0], bytes.at(-1)]).toEqual([64 * MEBIBYTE, 9, 9]);
  });
});

it.each(['process', 'thread'] as const)(
  'two views of one buffer stay so, there and back, by a %s',
  async (startMethod) => {
    const pool = openPool({ processes: 1, startMethod });
    const samples = new Float64Array([1, 2, 3, 4]);
    const sent = { all: samples, tail: samples.subarray(2), bytes: new Uint8Array(samples.buffer, 16, 8) };
    const { all, tail, bytes } = (await pool.apply('echo', [sent])) as typeof sent;
    all[2] = 0.5;
    expect([...tail]).toEqual([0.5, 4]);
    expect(bytes).toEqual(new Uint8Array(new Float64Array([0.5]).buffer));
    expect(tail.buffer).toBe(all.buffer);
    const [early, late] = (await pool.apply('echo', [[samples.subarray(0, 1), samples]])) as Float64Array[];
    early?.fill(9);
    expect(late).toEqual(new Float64Array([9, 2, 3, 4]));
  },
);

it('two views of one buffer stay so in a queue', async () => {
  const queue = new Queue<readonly [Uint8Array, Uint8Array]>();
  const bytes = Uint8Array.of(1, 2, 3);
  await queue.put([bytes.subarray(1), bytes]);
  const [tail, all] = await queue.get();
  tail.fill(7);
  expect([...all]).toEqual([1, 7, 7]);
});

it('refuses an argument that is too large, and works on', async () => {
  const pool = openPool();
  await expect(pool.apply('echo', [new Uint8Array(65 * MEBIBYTE)])).rejects.toBeInstanceOf(NotCloneableError);
  await expectWorks(pool);
});

it.each(Array.from({ length: 24 }, (_, seed) => seed))(
  'settles every call when workers are killed amid 4 MiB results, seed %i',
  async (seed) => {
    const pool = openPool({ restartLimit: { deaths: 100, within: 1000 } });
    const bytes = new Uint8Array(4 * MEBIBYTE).fill(seed);
    const calls = Array.from({ length: 12 }, () => pool.apply('echo', [bytes]));
    const settled = Promise.allSettled(calls);
    // The first is back: the others are on their way, one way or the other.
    await Promise.race(calls);
    let kills = 0;
    for (; kills < 2; kills += 1) {
      await sleep(((seed * 7 + kills * 3) % 11) * 1.3);
      const victim = pool.pids[(seed + kills) % 2];
      if (victim !== undefined && victim > 0) process.kill(victim, 'SIGKILL');
    }
    const outcomes = await settled;
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost.length).toBeLessThanOrEqual(kills);
    for (const { reason } of lost) expect(reason).toBeInstanceOf(WorkerLostError);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') expect(Buffer.compare(outcome.value as Uint8Array, bytes)).toBe(0);
    }
    await expectWorks(pool);
  },
);

it('tells a task that was withdrawn, before its worker ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'heard');
  const pool = openPool({ processes: 1 });
  await pool.apply('pid', []);
  const withdrawal = new AbortController();
  const call = pool.apply('waitForSignal', [file], { signal: withdrawal.signal });
  const rejected = expect(call).rejects.toMatchObject({ name: 'TaskCancelledError' });
  await expect.poll(() => readOrNothing(file), { timeout: 20_000 }).toBe('waits ');
  withdrawal.abort();
  await rejected;
  await expect.poll(() => readOrNothing(file), { timeout: 20_000 }).toBe('waits cleaned up');
  await expectWorks(pool);
});

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
