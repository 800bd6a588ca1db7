/** Plays what real CPython did: see test/parity/golden.py. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  BoundedSemaphore,
  Lock,
  Process,
  ProcessStateError,
  Queue,
  Semaphore,
  wait,
} from '../../../src/main/multiprocessing';
import { defaultChunkSize } from '../../../src/main/multiprocessing/state/chunk-size';
import { openPool, tasksModule } from './open-pool';

interface Golden {
  readonly python: string;
  readonly cases: {
    readonly 'chunk sizes': readonly (readonly [items: number, workers: number, size: number])[];
    readonly 'exit codes': Readonly<Record<string, number>>;
    readonly 'a join that times out': Readonly<Record<string, unknown>>;
    readonly kill: number;
    readonly 'waiting for many': readonly [boolean, readonly unknown[], number];
    readonly 'a lock': Readonly<Record<string, unknown>>;
    readonly semaphores: Readonly<Record<string, unknown>>;
    readonly 'a queue': Readonly<Record<string, unknown>>;
    readonly 'the order of results': Readonly<Record<string, readonly number[]>>;
  };
}

const file = join(import.meta.dirname, '..', '..', 'parity', 'golden.json');
const { python, cases } = JSON.parse(readFileSync(file, 'utf8')) as Golden;

async function started(target: string, args: readonly unknown[] = []): Promise<Process> {
  const child = new Process({ module: tasksModule, target, args, output: 'pipe' });
  onTestFinished(() => child[Symbol.asyncDispose]());
  await child.start();
  child.stderr?.resume();
  return child;
}

const ENDS: Readonly<Record<string, readonly [string, readonly unknown[]]>> = {
  returns: ['echo', []],
  'returns a value': ['echo', [5]],
  'exits with 0': ['exit', [0]],
  'exits with 3': ['exit', [3]],
  'exits with 255': ['exit', [255]],
  'exits with 256': ['exit', [256]],
  'exits with -1': ['exit', [-1]],
  throws: ['fail', [3]],
  SIGTERM: ['signalSelf', ['SIGTERM']],
  SIGKILL: ['signalSelf', ['SIGKILL']],
  SIGINT: ['signalSelf', ['SIGINT']],
  SIGABRT: ['abort', []],
  SIGUSR2: ['signalSelf', ['SIGUSR2']],
};

describe(`as CPython ${python}`, () => {
  it.each(Object.entries(ENDS))('has the exit code of a child that %s', async (name, [target, args]) => {
    expect(await (await started(target, args)).join()).toBe(cases['exit codes'][name]);
  });

  it('cuts a map into chunks', () => {
    for (const [items, workers, size] of cases['chunk sizes']) expect(defaultChunkSize(items, workers)).toBe(size);
  });

  it('leaves a child alone whose join times out', async () => {
    const golden = cases['a join that times out'];
    const child = await started('spin');
    await child.join(20);
    expect([child.isAlive(), child.exitCode ?? null]).toEqual([golden['alive'], golden['exit code']]);
    await expect(child.start()).rejects.toBeInstanceOf(ProcessStateError);
    expect(() => child.close()).toThrow(ProcessStateError);
    child.terminate();
    await child.join();
    expect([child.isAlive(), child.exitCode]).toEqual([golden['then alive'], golden['then exit code']]);
  });

  it('kills, and waits for many', async () => {
    const [isQuickFirst, none, both] = cases['waiting for many'];
    const slow = await started('spin');
    const quick = await started('echo', []);
    const first = await wait([slow.sentinel, quick.sentinel]);
    expect(first.length === 1 && first[0] === quick.sentinel).toBe(isQuickFirst);
    await expect(wait([slow.sentinel], { timeout: 10 })).resolves.toEqual(none);
    slow.kill();
    expect(await slow.join()).toBe(cases.kill);
    await expect(wait([slow.sentinel, quick.sentinel])).resolves.toHaveLength(both);
  });

  it('keeps the order of a map', async () => {
    const delays = cases['the order of results']['map'] ?? [];
    await expect(
      openPool().map(
        'wait',
        delays.map((seconds) => seconds * 100),
      ),
    ).resolves.toEqual(delays.map((seconds) => seconds * 100));
  });

  it('has a lock that only gives itself once', async () => {
    const golden = cases['a lock'];
    const lock = new Lock();
    expect((await errorOf(lock.release())) !== null).toBe(golden['release unheld'] !== null);
    expect(await lock.acquire()).toBe(golden['acquire']);
    expect(await lock.acquire({ timeout: 0 })).toBe(golden['again without blocking']);
    expect(await lock.acquire({ timeout: 20 })).toBe(golden['again with timeout']);
  });

  it('counts the permits of semaphores, and bounds those that are bounded', async () => {
    const golden = cases.semaphores;
    const free = new Semaphore({ value: 1 });
    expect(await errorOf(free.release())).toBe(golden['release above the initial value']);
    expect(await tryThrice(free)).toEqual(golden['then two acquires']);
    const bounded = new BoundedSemaphore({ value: 2 });
    expect(await tryThrice(bounded)).toEqual(golden['bounded: acquire all']);
    await bounded.release();
    await bounded.release();
    expect((await errorOf(bounded.release())) !== null).toBe(golden['bounded: release above'] !== null);
  });

  it('has queues that are full, empty and in order', async () => {
    const golden = cases['a queue'];
    const items = new Queue<unknown>({ maxSize: 2 });
    expect(await errorOf(items.getNowait())).toBe(`Queue${String(golden['get nowait from empty'])}Error`);
    expect(await errorOf(items.get({ timeout: 20 }))).toBe(`Queue${String(golden['get with timeout'])}Error`);
    await items.put('a');
    await items.put('b');
    expect([await items.full(), await items.qsize()]).toEqual([golden['full'], golden['size']]);
    expect(await errorOf(items.putNowait('c'))).toBe(`Queue${String(golden['put nowait into full'])}Error`);
    expect([await items.get(), await items.get()]).toEqual(golden['in order']);
    expect(await items.empty()).toBe(golden['then empty']);
    await items.close();
    expect((await errorOf(items.put(1))) !== null).toBe(golden['put after close'] !== null);
  });
});

/** Name of what it rejects with; `null` when it does not. */
async function errorOf(promise: Promise<unknown>): Promise<string | null> {
  try {
    await promise;
    return null;
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

async function tryThrice(semaphore: Semaphore | BoundedSemaphore): Promise<readonly boolean[]> {
  const got: boolean[] = [];
  for (let time = 0; time < 3; time += 1) got.push(await semaphore.acquire({ timeout: 0 }));
  return got;
}
