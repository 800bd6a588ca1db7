import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Process, type ProcessOptions, Queue, transfer, WorkerLostError } from '../../../src/main/multiprocessing';
import { expectWorks, openPool, tasksModule } from './open-pool';

async function started<Args extends readonly unknown[]>(options: ProcessOptions<Args>): Promise<Process<Args>> {
  const child = new Process({ startMethod: 'thread', ...options });
  onTestFinished(() => child[Symbol.asyncDispose]());
  await child.start();
  return child;
}

/** Written without the test runner's changes to its text. */
type AnyFunction = (...args: unknown[]) => unknown;
const written = (source: string): AnyFunction => (0, eval)(`(${source})`) as AnyFunction;

describe('a thread as Process', () => {
  it.each([
    ['square', [2], 0],
    ['exit', [3], 3],
    ['fail', [3], 1],
    ['nope', [], 1],
  ])('joins %s%j with %i', async (target, args, exitCode) => {
    const child = await started({ module: tasksModule, target, args, output: 'pipe' });
    const errors = text(child.stderr ?? Readable.from([]));
    await expect(child.join()).resolves.toBe(exitCode);
    expect(await errors).toContain(exitCode === 1 ? 'Error' : '');
  });

  it.each([
    ['terminate', -15],
    ['kill', -9],
  ] as const)('is ended by %s, even in an endless loop', async (call, exitCode) => {
    const child = await started({ module: tasksModule, target: 'spin' });
    await expect(child.join(20)).resolves.toBeUndefined();
    expect(child.isAlive()).toBe(true);
    child[call]();
    await expect(child.join()).resolves.toBe(exitCode);
  });

  it('ends alone at its heap limit', async () => {
    const child = await started({
      // What Node can stop in time: from 24 on it cannot where one array or a chain grows (nodejs/node#65019).
      target: written('() => { const all = new Map(); for (;;) all.set(all.size, new Array(10000).fill(all.size)); }'),
      resourceLimits: { maxOldGenerationSizeMb: 16 },
      output: 'pipe',
    });
    await expect(child.join()).resolves.toBe(1);
  });

  it('shares memory, and is given memory that is moved', async () => {
    const shared = new Int32Array(new SharedArrayBuffer(8));
    const moved = new Uint8Array([1, 2, 3]);
    const child = await started({
      target: written('(shared, moved) => { Atomics.add(shared, 0, moved[2]); }'),
      args: [shared, transfer(moved)],
    });
    await expect(child.join()).resolves.toBe(0);
    expect([...shared]).toEqual([3, 0]);
    expect(moved.length).toBe(0);
  });

  it('talks through queues', async () => {
    const queue = new Queue<number>();
    const child = await started({ module: tasksModule, target: 'produce', args: [queue, 3] });
    await child.join();
    expect([await queue.get(), await queue.get(), await queue.get()]).toEqual([1, 2, 3]);
  });
});

describe('a pool of threads', () => {
  it('computes, all in this process', async () => {
    const pool = openPool({ startMethod: 'thread' });
    await expectWorks(pool);
    await expect(pool.apply('pid', [])).resolves.toBe(process.pid);
    await expect(pool.apply('echo', [{ deep: [new Map([[1, new Set([2n])]])] }])).resolves.toEqual({
      deep: [new Map([[1, new Set([2n])]])],
    });
    await expect(pool.apply('fail', [3])).rejects.toThrow('bad 3');
  });

  it.each([
    ['exit', [0]],
    ['exit', [3]],
    ['rejectUnhandled', []],
  ])('settles the task whose thread ends by %s%j, and goes on', async (name, args) => {
    const pool = openPool({ startMethod: 'thread' });
    await expect(pool.apply(name, args)).rejects.toBeInstanceOf(WorkerLostError);
    await expectWorks(pool);
  });

  it('settles a task at its time limit, and one that ran when the pool was terminated', async () => {
    const pool = openPool({ startMethod: 'thread' });
    await expect(pool.apply('spin', [], { timeout: 50 })).rejects.toThrow();
    await expectWorks(pool);
    const running = pool.apply('spin', []);
    running.catch(() => undefined);
    pool.terminate();
    await expect(running).rejects.toThrow();
  });

  it('moves a result', async () => {
    const pool = openPool({ startMethod: 'thread' });
    const bytes = new Uint8Array(100_000).fill(7);
    await expect(pool.apply('echo', [transfer(bytes)])).resolves.toEqual(new Uint8Array(100_000).fill(7));
    expect(bytes.length).toBe(0);
  });
});
