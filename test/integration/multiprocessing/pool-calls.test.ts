import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  PoisonTaskError,
  ProcessStateError,
  RemoteTaskError,
  TaskCancelledError,
  TaskTimeoutError,
  TimeoutError,
  WorkerLostError,
} from '../../../src/main/multiprocessing';
import { expectWorks, openPool } from './open-pool';

const UNTIL_KILLED = 60_000;
const failureOf = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    (value) => Promise.reject(new Error(`Expected a failure, found ${String(value)}`)),
    (error: unknown) => error,
  );

describe('Pool, calls', () => {
  it('map takes typed arrays, sets, generators and async generators', async () => {
    const pool = openPool();
    await expect(pool.map('square', new Float64Array([1.5, 2, 3]))).resolves.toEqual([2.25, 4, 9]);
    await expect(pool.map('square', new Uint8Array([16, 17]), { chunkSize: 1 })).resolves.toEqual([256, 289]);
    await expect(pool.map('square', new Set([1, 2]))).resolves.toEqual([1, 4]);
    async function* later(): AsyncGenerator<number> {
      yield await Promise.resolve(5);
      yield 6;
    }
    await expect(pool.map('square', later())).resolves.toEqual([25, 36]);
  });

  it('map rejects with what its input throws midway, and goes on working', async () => {
    function* breaking(): Generator<number> {
      yield 1;
      throw new RangeError('input broke');
    }
    const pool = openPool();
    await expect(pool.map('square', breaking())).rejects.toThrow('input broke');
    await expectWorks(pool);
  });

  it('starmap spreads each item over the arguments', async () => {
    const pool = openPool();
    const items = Array.from({ length: 20 }, (_, index) => [index, 1] as const);
    await expect(pool.starmap('add', items)).resolves.toEqual(items.map(([index]) => index + 1));
    await expect(pool.starmapAsync('add', items, { chunkSize: 3 }).get()).resolves.toHaveLength(20);
  });

  it('imap gives results in the order of the items, whatever they take', async () => {
    const pool = openPool();
    const results: unknown[] = [];
    for await (const value of pool.imap('wait', [60, 1, 30, 2])) results.push(value);
    expect(results).toEqual([60, 1, 30, 2]);
  });

  it('imap throws an error at its place, after the results before it', async () => {
    const results: unknown[] = [];
    const all = async (): Promise<void> => {
      for await (const value of openPool().imap('fail', [1, 2, 3, 4])) results.push(value);
    };
    await expect(all()).rejects.toMatchObject({ itemIndex: 2 });
    expect(results).toEqual([1, 2]);
  });

  it('imap does not run away from a consumer that stands still', async () => {
    let pulled = 0;
    function* counted(): Generator<number> {
      while (pulled < 10_000) yield pulled++;
    }
    const pool = openPool();
    const results = pool.imap('square', counted(), { bufferSize: 10, chunkSize: 2 });
    for (let taken = 1; taken <= 100; taken += 1) {
      await expect(results.next()).resolves.toEqual({ done: false, value: (taken - 1) ** 2 });
      expect(pulled - taken).toBeLessThanOrEqual(12);
    }
    await results.return?.();
    await expectWorks(pool);
  });

  it('applyAsync tells whether it is ready, and waits no longer than asked', async () => {
    const pool = openPool();
    const result = pool.applyAsync('wait', [50]);
    expect(result.ready()).toBe(false);
    expect(() => result.successful()).toThrow(ProcessStateError);
    await expect(result.get(1)).rejects.toBeInstanceOf(TimeoutError);
    await result.wait();
    expect([result.ready(), result.successful()]).toEqual([true, true]);
    await expect(result.get()).resolves.toBe(50);
    await expect(pool.applyAsync('wait', [1])).resolves.toBe(1);
  });

  it('applyAsync calls back, and an error that nobody asks for is nobody’s', async () => {
    const pool = openPool();
    const called: unknown[] = [];
    const failed = pool.applyAsync('fail', [3], {
      callback: (value) => called.push(value),
      errorCallback: (error) => called.push(error),
    });
    await failed.wait();
    expect(failed.successful()).toBe(false);
    await pool.mapAsync('square', [1, 2], { callback: (values) => called.push(values) }).wait();
    expect(called).toEqual([expect.any(RemoteTaskError), [1, 4]]);
  });

  it('reports what a callback throws, and goes on', async () => {
    const uncaught: unknown[] = [];
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => uncaught.push(error));
    onTestFinished(() => {
      process.removeAllListeners('uncaughtException');
      for (const listener of listeners) process.on('uncaughtException', listener);
    });
    const pool = openPool();
    const careless = (): void => {
      throw new Error('careless');
    };
    await pool.applyAsync('square', [1], { callback: careless }).wait();
    await pool.apply('inSteps', [1], { onProgress: careless });
    await expectWorks(pool);
    expect(uncaught).toEqual([new Error('careless'), new Error('careless')]);
  });

  it('hears of progress in its order, before the result', async () => {
    const heard: unknown[] = [];
    const result = await openPool().apply('inSteps', [3], { onProgress: (value) => heard.push(value) });
    expect(result).toBe(3);
    expect(heard).toEqual([1, 2, 3].map((step) => ({ step, steps: 3 })));
  });
});

describe('Pool, timeout', () => {
  it('counts from the start: what waited is not timed out', async () => {
    const pool = openPool({ processes: 1 });
    const calls = Array.from({ length: 4 }, () => pool.apply('wait', [300], { timeout: 1000 }));
    await expect(Promise.all(calls)).resolves.toEqual([300, 300, 300, 300]);
  });

  it('ends a task in a busy loop with its worker, and nothing else', async () => {
    const pool = openPool();
    const others = Promise.all(Array.from({ length: 20 }, (_, index) => pool.apply('square', [index])));
    const error = await failureOf(pool.apply('spin', [], { timeout: 100 }));
    expect(error).toBeInstanceOf(TaskTimeoutError);
    expect(error).toMatchObject({ timeout: 100, place: { label: 'spin' } });
    await expect(others).resolves.toHaveLength(20);
    await expectWorks(pool);
    expect(pool.statistics()).toMatchObject({ timedOut: 1, lost: 0 });
  });

  it('never breaks the pool, however many run out of time', async () => {
    const pool = openPool({ processes: 1 });
    for (let round = 0; round < 7; round += 1) {
      await expect(pool.apply('wait', [UNTIL_KILLED], { timeout: 20 })).rejects.toBeInstanceOf(TaskTimeoutError);
    }
    await expectWorks(pool);
  });
});

describe('Pool, signal', () => {
  it('drops tasks that wait, without harm to their worker', async () => {
    const pool = openPool({ processes: 1 });
    const before = await pool.apply('pid', []);
    const controller = new AbortController();
    const running = pool.apply('wait', [200]);
    const waiting = Array.from({ length: 1000 }, () => failureOf(pool.apply('square', [1], controller)));
    controller.abort(new Error('not needed'));
    for (const error of await Promise.all(waiting)) expect(error).toBeInstanceOf(TaskCancelledError);
    expect(await waiting[0]).toMatchObject({ cause: { message: 'not needed' } });
    expect(pool.queueDepth).toBe(0);
    await expect(running).resolves.toBe(200);
    await expect(pool.apply('pid', [])).resolves.toBe(before);
  });

  it('ends a task that runs, and refuses one whose signal was aborted before', async () => {
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const pool = openPool({
      onEvent: ({ type }) => {
        if (type === 'task-started') begin();
      },
    });
    const controller = new AbortController();
    const failure = failureOf(pool.apply('spin', [], { signal: controller.signal }));
    await begun;
    controller.abort();
    await expect(failure).resolves.toBeInstanceOf(TaskCancelledError);
    await expect(pool.apply('square', [1], controller)).rejects.toBeInstanceOf(TaskCancelledError);
    await expectWorks(pool);
    expect(pool.statistics().cancelled).toBe(1);
  });

  it('ends a map and an imap', async () => {
    const pool = openPool();
    const controller = new AbortController();
    const map = failureOf(
      pool.map('wait', [UNTIL_KILLED, UNTIL_KILLED, UNTIL_KILLED], {
        chunkSize: 1,
        signal: controller.signal,
      }),
    );
    const results = pool.imap('wait', [UNTIL_KILLED], { signal: controller.signal });
    const next = failureOf(results.next());
    setTimeout(() => controller.abort(), 50);
    await expect(map).resolves.toBeInstanceOf(TaskCancelledError);
    await expect(next).resolves.toBeInstanceOf(TaskCancelledError);
    await expectWorks(pool);
  });
});

describe('Pool, priority and retries', () => {
  it('runs the more urgent first', async () => {
    const pool = openPool({ processes: 1 });
    const order: string[] = [];
    const busy = pool.apply('wait', [100]);
    const call = (name: string, priority: number): Promise<unknown> =>
      pool.apply('echo', [name], { priority }).then((value) => order.push(value as string));
    await Promise.all([busy, call('ordinary', 0), call('late', -5), call('urgent', 5), call('also ordinary', 0)]);
    expect(order).toEqual(['urgent', 'ordinary', 'also ordinary', 'late']);
  });

  it('runs an idempotent task again that threw, as often as asked', async () => {
    const pool = openPool({ processes: 1 });
    await expect(pool.apply('succeedAt', [3, 'a'], { idempotent: true, retries: 2 })).resolves.toBe(3);
    const error = await failureOf(pool.apply('succeedAt', [3, 'b'], { idempotent: true, retries: 1 }));
    expect(error).toMatchObject({ name: 'RemoteTaskError', cause: { message: 'attempt 2' } });
    expect(pool.statistics().retried).toBe(3);
  });

  it('runs an idempotent task again whose worker ended', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pool-retry-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const pool = openPool({ processes: 1 });
    const file = join(folder, 'died');
    await expect(pool.apply('dieOnce', [file], { idempotent: true, retries: 1 })).resolves.toBe('survived');
  });

  it('gives a task up that ended two workers, whatever retries are left', async () => {
    const pool = openPool();
    const error = await failureOf(pool.apply('signalSelf', ['SIGKILL'], { idempotent: true, retries: 9 }));
    expect(error).toBeInstanceOf(PoisonTaskError);
    expect(error).toBeInstanceOf(WorkerLostError);
    await expectWorks(pool);
  });

  it.each([
    ['retries without idempotent', { retries: 1 }],
    ['a priority of 21', { priority: 21 }],
    ['a timeout of 0', { timeout: 0 }],
  ])('refuses %s', async (_what, options) => {
    await expect(openPool({ processes: 1 }).apply('square', [1], options)).rejects.toThrow(/retries|priority|timeout/);
  });
});
