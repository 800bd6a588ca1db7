/** Rows 12, 14, 17, 24 and 28 to 33 of the fault matrix: calls, inputs and endings that go wrong. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bystanders, type FaultCase, type Outcome, underFault } from './fault-case';
import { privateTemporaryFolder } from './leak-check';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

const fulfilled = (value: unknown): unknown => ({ status: 'fulfilled', value });
const rejectedBy = (name: string): unknown => ({
  status: 'rejected',
  reason: expect.objectContaining({ name }) as unknown,
});

const results = (first: number, count: number): unknown[] => Array.from({ length: count }, (_, index) => first + index);

/** Takes all results of an `imap`. */
async function drain(stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const taken: unknown[] = [];
  for await (const value of stream) taken.push(value);
  return taken;
}

describe('a task that runs longer than its timeout', () => {
  it.each([
    ['spins for ever', 'crash', ['endless loop']],
    ['waits for ever', 'never', []],
    ['crashes when its result is serialised, by a loop', 'returnTrap', ['endless loop']],
  ])('is ended when it %s, and the others go on', async (_, name, args) => {
    await underFault({}, async (fault) => {
      await bystanders(fault);
      const late = fault.watch(name, fault.pool.apply(name, args, { timeout: 200 }));
      const others = bystanders(fault);
      expect(await late).toEqual(rejectedBy('TaskTimeoutError'));
      await others;
    });
  });

  it('is ended in each of more calls than there are workers', async () => {
    await underFault({}, async (fault) => {
      const late = Array.from({ length: 5 }, () =>
        fault.watch('spin', fault.pool.apply('crash', ['endless loop'], { timeout: 100 })),
      );
      expect(await Promise.all(late)).toEqual(late.map(() => rejectedBy('TaskTimeoutError')));
    });
  });
});

describe('a call that is cancelled', () => {
  it('while it spins, while it waits for a worker, and before it is made', async () => {
    await underFault({}, async (fault) => {
      const controller = new AbortController();
      const { signal } = controller;
      const calls = Array.from({ length: 6 }, () =>
        fault.watch('spin', fault.pool.apply('crash', ['endless loop'], { signal })),
      );
      await fault.seen(({ type }) => type === 'task-started');
      controller.abort();
      calls.push(fault.watch('spin', fault.pool.apply('crash', ['endless loop'], { signal })));
      expect(await Promise.all(calls)).toEqual(calls.map(() => rejectedBy('TaskCancelledError')));
    });
  });
});

describe('a poison task', () => {
  it('ends two workers and not a third, whatever its retries', async () => {
    const notes = join(temporary.path, 'poison');
    writeFileSync(notes, '');
    await underFault({}, async (fault) => {
      const others = bystanders(fault);
      const poison = fault.watch(
        'killNoting',
        fault.pool.apply('killNoting', [notes], { idempotent: true, retries: 10 }),
      );
      expect(await poison).toEqual(rejectedBy('PoisonTaskError'));
      await others;
      expect(readFileSync(notes, 'utf8')).toBe('ran\nran\n');
    });
  });
});

describe('an input that goes wrong', () => {
  it('fails the map when it throws midway', async () => {
    function* breaking(): Generator<number> {
      yield 1;
      throw new RangeError('input broke');
    }
    await underFault({}, async (fault) => {
      const others = bystanders(fault);
      expect(await fault.watch('map', fault.pool.map('increment', breaking()))).toEqual(rejectedBy('RangeError'));
      await others;
    });
  });

  it('fails the imap when it throws midway, after what was pulled before', async () => {
    async function* breaking(): AsyncGenerator<number> {
      for (const item of [1, 2, 3]) yield await Promise.resolve(item);
      throw new RangeError('input broke');
    }
    await underFault({}, async (fault) => {
      const stream = fault.pool.imap('increment', breaking());
      const taken: Outcome[] = [];
      for (let turn = 0; turn < 4; turn += 1) taken.push(await fault.watch('next', stream.next()));
      expect(taken.slice(0, 3)).toEqual([2, 3, 4].map((value) => fulfilled({ done: false, value })));
      expect(taken[3]).toEqual(rejectedBy('RangeError'));
    });
  });

  it('is closed when the loop over its results is left, and when an item fails', async () => {
    let open = 0;
    function* watched(): Generator<number> {
      open += 1;
      try {
        for (let item = 0; ; item += 1) yield item;
      } finally {
        open -= 1;
      }
    }
    await underFault({}, async (fault) => {
      for await (const value of fault.pool.imap('increment', watched())) if (value === 40) break;
      expect(open).toBe(0);
      expect(await fault.watch('imap', drain(fault.pool.imap('fail', watched())))).toEqual(
        rejectedBy('RemoteTaskError'),
      );
      expect(open).toBe(0);
    });
  });

  it('may lose a worker amid an imap, which fails with it', async () => {
    await underFault({}, async (fault) => {
      const stream = fault.pool.imap('crash', ['SIGKILL']);
      expect(await fault.watch('imap', drain(stream))).toEqual(rejectedBy('WorkerLostError'));
    });
  });
});

describe('a pool that is ended', () => {
  it.each(['close', 'terminate'] as const)('by %s twice, and by the other one besides', async (ending) => {
    await underFault({ endsPool: true }, async (fault) => {
      const call = fault.call('increment', 1);
      for (const end of [ending, ending, 'close', 'terminate'] as const) fault.pool[end]();
      expect([fulfilled(2), rejectedBy('PoolTerminatedError')]).toContainEqual(await call);
      expect(await fault.call('increment', 1)).toEqual(rejectedBy('ProcessStateError'));
      await Promise.all([fault.pool.join(), fault.pool.join()]);
      await fault.pool.join();
    });
  });

  it('by close amid a map finishes it, and then its workers leave', async () => {
    await underFault({ endsPool: true }, async (fault) => {
      const items = Array.from({ length: 200 }, (_, index) => index);
      const map = fault.watch('map', fault.pool.map('increment', items, { chunkSize: 3 }));
      fault.pool.close();
      expect(await map).toEqual(fulfilled(results(1, 200)));
      await fault.pool.join();
      const lastTask = fault.reports.findLastIndex(({ type }) => type === 'task-finished');
      const firstLeave = fault.reports.findIndex(({ type }) => type === 'process-joined');
      expect(lastTask).toBeLessThan(firstLeave);
    });
  });

  it('by close while a worker is lost finishes what is left', async () => {
    await underFault({ endsPool: true }, async (fault) => {
      const calls = [fault.call('crash', 'SIGKILL'), fault.call('crash', 'SIGKILL'), fault.call('increment', 1)];
      fault.pool.close();
      expect(await Promise.all(calls)).toEqual([
        rejectedBy('WorkerLostError'),
        rejectedBy('WorkerLostError'),
        fulfilled(2),
      ]);
      await fault.pool.join();
    });
  });

  it('while every worker is still starting', async () => {
    await underFault({ endsPool: true, processes: 5 }, async (fault) => {
      const call = fault.call('increment', 1);
      fault.pool.terminate();
      expect(await call).toEqual(rejectedBy('PoolTerminatedError'));
      await fault.pool.join();
    });
  });
});

describe('a pool whose size changes', () => {
  it('to more, to one, to many, while workers are killed', async () => {
    await underFault({}, async (fault) => {
      for (const size of [5, 1, 8, 2, 13, 1]) {
        fault.pool.resize(size);
        const calls = Array.from({ length: 30 }, (_, index) => fault.call('wait', index % 3));
        const [victim] = fault.pool.pids;
        if (victim !== undefined) process.kill(victim, 'SIGKILL');
        const lost = (await Promise.all(calls)).filter(({ status }) => status === 'rejected');
        expect(lost.length).toBeLessThanOrEqual(1);
        for (const outcome of lost) expect(outcome).toEqual(rejectedBy('WorkerLostError'));
      }
      await expect.poll(() => fault.pool.pids.length, { timeout: 20_000 }).toBe(1);
    });
  });
});

describe('a callback of the program that throws', () => {
  const thrown = (fault: FaultCase): Promise<unknown[]> => {
    const caught: unknown[] = [];
    const keep = (error: unknown): void => void caught.push(error);
    // The runner of the tests takes an uncaught error for a failure: not these.
    const usual = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', keep);
    return bystanders(fault)
      .then(() => new Promise((resolve) => setImmediate(resolve)))
      .then(() => caught)
      .finally(() => {
        process.removeAllListeners('uncaughtException');
        for (const listener of usual) process.on('uncaughtException', listener);
      });
  };

  it('is told as an uncaught error, and the pool goes on', async () => {
    let isArmed = false;
    const onEvent = (): void => {
      if (isArmed) throw new RangeError('callback');
    };
    await underFault({ onEvent }, async (fault) => {
      await bystanders(fault);
      isArmed = true;
      const errors = await thrown(fault);
      isArmed = false;
      expect(errors.length).toBeGreaterThan(0);
      expect(errors[0]).toBeInstanceOf(RangeError);
    });
  });
});

describe('ten thousand tiny tasks', () => {
  it('come back in order', async () => {
    await underFault({}, async (fault) => {
      const stream = fault.watch(
        'imap',
        drain(
          fault.pool.imap(
            'increment',
            Array.from({ length: 5000 }, (_, i) => i),
          ),
        ),
      );
      const calls = await Promise.all(Array.from({ length: 5000 }, (_, index) => fault.call('increment', index)));
      expect(calls).toEqual(calls.map((_, index) => fulfilled(index + 1)));
      expect(await stream).toEqual(fulfilled(results(1, 5000)));
    });
  });
});
