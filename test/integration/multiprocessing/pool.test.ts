import { describe, expect, it } from 'vitest';
import {
  NotCloneableError,
  PoolBrokenError,
  PoolTerminatedError,
  ProcessStateError,
  RemoteTaskError,
  WorkerLostError,
} from '../../../src/main/multiprocessing';
import { expectWorks, openPool } from './open-pool';

const UNTIL_KILLED = 60_000;

describe('Pool', () => {
  it('keeps the order of a map, whatever the chunks', async () => {
    const pool = openPool();
    await expect(pool.map('square', [3, 1, 2], { chunkSize: 2 })).resolves.toEqual([9, 1, 4]);
    await expect(pool.map('square', [])).resolves.toEqual([]);
    await expectWorks(pool);
  });

  it('keeps types that JSON loses', async () => {
    const value = { at: new Date(0), set: new Set([1n]), bytes: new Uint8Array([1, 2]), nothing: undefined, nan: NaN };
    await expect(openPool().apply('echo', [value])).resolves.toEqual(value);
  });

  it('carries 4 MiB there and back', async () => {
    const bytes = new Uint8Array(4 * 1024 * 1024).fill(7);
    const echoed = (await openPool().apply('echo', [bytes])) as Uint8Array;
    // Not toEqual, which takes minutes for it.
    expect(Buffer.compare(echoed, bytes)).toBe(0);
  });

  it('calls the initializer in each worker before its first task', async () => {
    const pool = openPool({ initializer: 'prepare', initArgs: ['ready'] });
    await expect(pool.map('preparedValue', [1, 2, 3, 4], { chunkSize: 1 })).resolves.toEqual(Array(4).fill('ready'));
  });

  it('rejects with the error of the item, its place and its stack, and keeps the worker', async () => {
    const pool = openPool({ processes: 1 });
    const before = await pool.apply('pid', []);
    const error: unknown = await pool.map('fail', [0, 1, 2, 3, 4], { chunkSize: 2 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RemoteTaskError);
    expect(error).toMatchObject({ itemIndex: 3, cause: { name: 'RangeError', message: 'bad 3' } });
    expect((error as { cause: Error }).cause.stack).toContain('fixtures/tasks.mjs');
    await expect(pool.apply('pid', [])).resolves.toBe(before);
  });

  it.each(['null', 'frozen', 'later'])('survives a throw of %s', async (kind) => {
    const pool = openPool();
    await expect(pool.apply('throwAnything', [kind])).rejects.toBeInstanceOf(RemoteTaskError);
    await expectWorks(pool);
  });

  it('names the functions there are when there is no such function', async () => {
    await expect(openPool().apply('nope', [])).rejects.toThrow(/exports no function nope.*square/);
  });

  it('rejects only the call whose argument cannot be sent, of a hundred good and a hundred bad ones', async () => {
    const pool = openPool();
    const calls = Array.from({ length: 200 }, (_, index) =>
      pool.apply('echo', [index % 2 === 0 ? index : () => index]),
    );
    const outcomes = await Promise.allSettled(calls);
    outcomes.forEach((outcome, index) => {
      if (index % 2 === 0) expect(outcome).toEqual({ status: 'fulfilled', value: index });
      else expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'NotCloneableError' } });
    });
  });

  it('rejects a result that cannot be sent, and keeps the worker', async () => {
    const pool = openPool({ processes: 1 });
    const before = await pool.apply('pid', []);
    await expect(pool.apply('returnFunction', [])).rejects.toBeInstanceOf(NotCloneableError);
    await expect(pool.apply('pid', [])).resolves.toBe(before);
  });

  it.each(['frame', 'text'])('ends a worker whose task writes a %s into its channel, and works on', async (kind) => {
    const pool = openPool({ processes: 1 });
    await expect(pool.apply('forge', [kind])).rejects.toBeInstanceOf(WorkerLostError);
    await expectWorks(pool);
  });

  it('refuses calls after close, finishes those before, and may be closed twice', async () => {
    const pool = openPool();
    const before = pool.map('wait', [20, 20, 20], { chunkSize: 1 });
    pool.close();
    pool.close();
    await expect(pool.apply('square', [1])).rejects.toBeInstanceOf(ProcessStateError);
    await pool.join();
    await expect(before).resolves.toEqual([20, 20, 20]);
  });

  it('refuses to join before it is closed', async () => {
    await expect(openPool().join()).rejects.toBeInstanceOf(ProcessStateError);
  });

  it('ends with await using', async () => {
    const pool = openPool();
    const running = expect(pool.apply('spin', [])).rejects.toBeInstanceOf(PoolTerminatedError);
    await pool[Symbol.asyncDispose]();
    await running;
    expect(pool.pids).toEqual([]);
  });
});

describe('Pool, when a worker ends', () => {
  it.each([
    ['exit', [0], { exitCode: 0, signal: null }],
    ['exit', [3], { exitCode: 3, signal: null }],
    ['signalSelf', ['SIGKILL'], { exitCode: -9, signal: 'SIGKILL' }],
    ['signalSelf', ['SIGSEGV'], { exitCode: -11, signal: 'SIGSEGV' }],
    ['abort', [], { exitCode: -6, signal: 'SIGABRT' }],
    ['rejectUnhandled', [], { exitCode: 1, signal: null }],
  ])('fails only the task that did %s%j', async (name, args, end) => {
    const pool = openPool();
    const others = Promise.all(Array.from({ length: 20 }, (_, index) => pool.apply('square', [index])));
    const error: unknown = await pool.apply(name, args).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WorkerLostError);
    expect(error).toMatchObject(end);
    await expect(others).resolves.toHaveLength(20);
    await expectWorks(pool);
  });

  it('replaces a worker that was killed at rest, and loses nothing', async () => {
    const pool = openPool();
    await expectWorks(pool);
    const [victim = 0] = pool.pids;
    process.kill(victim, 'SIGKILL');
    await expectWorks(pool);
    await expect.poll(() => pool.pids.length === 2 && !pool.pids.includes(victim)).toBe(true);
  });

  it('breaks, and does not go on for ever, when its module does not load', async () => {
    const pool = openPool({ module: '/nowhere/tasks.mjs' });
    await expect(pool.apply('square', [1])).rejects.toThrow(/cannot work:.*nowhere/);
    await expect(pool.apply('square', [1])).rejects.toBeInstanceOf(PoolBrokenError);
    await pool.join();
    expect(pool.pids).toEqual([]);
  });

  it('breaks with the reason when the initializer throws', async () => {
    await expect(openPool({ initializer: 'badInitializer' }).apply('square', [1])).rejects.toThrow(/no database/);
  });

  it('breaks after five deaths when the initializer ends each worker', async () => {
    const seen = new Set<number>();
    const pool = openPool({
      initializer: 'dyingInitializer',
      onEvent: (report) => {
        if (report.type === 'process-joined') seen.add(report.pid);
      },
    });
    await expect(pool.apply('square', [1])).rejects.toThrow(/exit code 7/);
    await pool.join();
    expect(seen.size).toBeLessThanOrEqual(7);
  });

  it('breaks when the initializer’s arguments cannot be sent', async () => {
    const pool = openPool({ initializer: 'prepare', initArgs: [() => 1] });
    await expect(pool.apply('square', [1])).rejects.toBeInstanceOf(PoolBrokenError);
  });
});

describe('Pool, every task settles', () => {
  it.each(Array.from({ length: 16 }, (_, index) => index * 12))('when it is terminated after %i ms', async (delay) => {
    const pool = openPool();
    const calls = Array.from({ length: 200 }, (_, index) => pool.apply(index % 7 === 0 ? 'wait' : 'square', [3]));
    await new Promise((resolve) => setTimeout(resolve, delay));
    pool.terminate();
    const outcomes = await Promise.allSettled(calls);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(PoolTerminatedError);
      else expect([3, 9]).toContain(outcome.value);
    }
    await pool.join();
  });

  it.each(Array.from({ length: 16 }, (_, index) => index * 12))(
    'when a worker is killed after %i ms',
    async (delay) => {
      const pool = openPool();
      const calls = Array.from({ length: 300 }, (_, index) => pool.apply(index % 7 === 0 ? 'wait' : 'square', [3]));
      await new Promise((resolve) => setTimeout(resolve, delay));
      const [victim] = pool.pids;
      if (victim !== undefined && victim > 0) process.kill(victim, 'SIGKILL');
      const outcomes = await Promise.allSettled(calls);
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost.length).toBeLessThanOrEqual(1);
      for (const { reason } of lost) expect(reason).toBeInstanceOf(WorkerLostError);
      await expectWorks(pool);
    },
  );

  // loky's test_crash_races: whoever runs next kills whoever it finds.
  it.each([1, 2, 5, 13])('when %i workers kill each other', async (processes) => {
    const pool = openPool({ processes, restartLimit: { deaths: 1000, within: 1000 } });
    const pids = (await pool.map('pid', Array(4 * processes).fill(0), { chunkSize: 1 })) as number[];
    const calls = Array.from({ length: 3 * processes }, (_, index) =>
      pool.apply('killFriend', [pids[index % pids.length]]),
    );
    const outcomes = await Promise.allSettled(calls);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(WorkerLostError);
    }
    await expectWorks(pool);
  });

  it('when a worker dies while a large argument is written to it', async () => {
    // A task that its worker has not begun is handed on, not lost: the kill waits for the beginning.
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const pool = openPool({
      processes: 1,
      onEvent: ({ type }) => {
        if (type === 'task-started') begin();
      },
    });
    const busy = pool.apply('wait', [UNTIL_KILLED]);
    const large = pool.apply('echo', [new Uint8Array(64 * 1024 * 1024)]);
    const lost = expect(busy).rejects.toBeInstanceOf(WorkerLostError);
    await begun;
    process.kill(pool.pids[0] ?? 0, 'SIGKILL');
    await lost;
    await expect.poll(() => pool.queueDepth).toBe(0);
    process.kill(pool.pids[0] ?? 0, 'SIGKILL');
    const [outcome] = await Promise.allSettled([large]);
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(WorkerLostError);
    await expectWorks(pool);
  });
});

describe('Pool.imapUnordered', () => {
  it('pulls no more than it has places for', async () => {
    let pulled = 0;
    function* endless(): Generator<number> {
      for (;;) yield pulled++;
    }
    const pool = openPool();
    let taken = 0;
    for await (const value of pool.imapUnordered('square', endless(), { bufferSize: 8 })) {
      expect(Math.sqrt(value as number) % 1).toBe(0);
      taken += 1;
      expect(pulled - taken).toBeLessThanOrEqual(8);
      if (taken === 50) break;
    }
    await expectWorks(pool);
  });

  it('takes an async iterable, and ends after the last result', async () => {
    async function* slow(): AsyncGenerator<number> {
      for (const item of [1, 2, 3]) {
        await new Promise((resolve) => setImmediate(resolve));
        yield item;
      }
    }
    const results: unknown[] = [];
    for await (const value of openPool().imapUnordered('square', slow(), { chunkSize: 2 })) results.push(value);
    expect(results.sort()).toEqual([1, 4, 9]);
  });

  it('throws what the input throws, after the results of what was pulled before', async () => {
    function* breaking(): Generator<number> {
      yield 2;
      throw new RangeError('input broke');
    }
    const pool = openPool();
    const results = pool.imapUnordered('square', breaking());
    const outcomes = await Promise.allSettled([results.next(), results.next(), results.next()]);
    expect(outcomes).toContainEqual({ status: 'fulfilled', value: { done: false, value: 4 } });
    expect(outcomes).toContainEqual({ status: 'rejected', reason: new RangeError('input broke') });
    await expectWorks(pool);
  });

  it('lets a pool that was closed meanwhile finish it', async () => {
    const pool = openPool();
    const results: unknown[] = [];
    for await (const value of pool.imapUnordered('square', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])) {
      pool.close();
      results.push(value);
    }
    await pool.join();
    expect(results).toHaveLength(12);
  });

  it('stops pulling at an item’s error', async () => {
    const pool = openPool();
    const all = async (): Promise<void> => {
      for await (const value of pool.imapUnordered('fail', [1, 2, 3, 4])) expect(value).not.toBe(3);
    };
    await expect(all()).rejects.toMatchObject({ itemIndex: 2 });
    pool.close();
    await pool.join();
  });
});
