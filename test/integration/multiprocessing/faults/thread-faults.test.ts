/** What the fault matrix asks of pools of threads: an end of a thread settles what it had, and costs nobody else. */
import { afterAll, describe, expect, it } from 'vitest';
import { bystanders, underFault } from './fault-case';
import { privateTemporaryFolder } from './leak-check';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

const startMethod = 'thread';

/** Signals are for processes: sent to a thread's pid they would end this one. */
const LOST = {
  'exit(0)': { name: 'WorkerLostError', exitCode: 0, reason: 'exit' },
  'exit(3)': { name: 'WorkerLostError', exitCode: 3, reason: 'exit' },
} as const;
const LATER = {
  'unhandled rejection': { name: 'WorkerLostError', exitCode: 1 },
  'uncaught exception': { name: 'WorkerLostError', exitCode: 1 },
} as const;

describe('a thread of a pool that ends', () => {
  it.each(Object.entries({ ...LOST, ...LATER }))('by %s while its task runs', async (way, reason) => {
    await underFault({ startMethod }, async (fault) => {
      const others = bystanders(fault);
      expect(await fault.call('crash', way)).toMatchObject({ status: 'rejected', reason });
      await others;
    });
  });

  it.each(Object.entries(LOST))('by %s while its result is serialised', async (way, reason) => {
    await underFault({ startMethod }, async (fault) => {
      const others = bystanders(fault);
      expect(await fault.call('returnTrap', way)).toMatchObject({ status: 'rejected', reason });
      await others;
    });
  });

  it.each(Object.keys({ ...LOST, ...LATER }))('by %s at rest loses nothing', async (way) => {
    await underFault({ startMethod }, async (fault) => {
      expect(await fault.call('crashAtRest', way)).toEqual({ status: 'fulfilled', value: 'returned' });
      await bystanders(fault);
    });
  });

  it('by the limit of its heap', async () => {
    await underFault({ startMethod, resourceLimits: { maxOldGenerationSizeMb: 24 } }, async (fault) => {
      const others = bystanders(fault);
      expect(await fault.call('crash', 'heap limit')).toMatchObject({ reason: { name: 'WorkerLostError' } });
      await others;
    });
  });
});

describe('a thread of a pool', () => {
  it('in an endless loop is ended by the timeout of its task', async () => {
    await underFault({ startMethod }, async (fault) => {
      const others = bystanders(fault);
      const late = fault.watch('spin', fault.pool.apply('crash', ['endless loop'], { timeout: 200 }));
      expect(await late).toMatchObject({ reason: { name: 'TaskTimeoutError' } });
      await others;
    });
  });

  it('in an endless loop ends with the pool, as does one with a promise that never settles', async () => {
    await underFault({ startMethod, endsPool: true }, async (fault) => {
      const calls = [fault.call('crash', 'endless loop'), fault.call('never')];
      await fault.seen(({ type }) => type === 'task-started');
      fault.pool.terminate();
      for (const outcome of await Promise.all(calls)) {
        expect(outcome).toMatchObject({ reason: { name: 'PoolTerminatedError' } });
      }
      await fault.pool.join();
    });
  });

  it('in an endless loop of a function that used to be short gives up what waits behind it', async () => {
    await underFault({ startMethod, endsPool: true }, async (fault) => {
      await Promise.all(Array.from({ length: 2000 }, () => fault.call('loopAt', 0)));
      const endless = fault.call('loopAt', -1);
      const others = await Promise.all(Array.from({ length: 400 }, () => fault.call('loopAt', 1)));
      expect(others).toEqual(others.map(() => ({ status: 'fulfilled', value: 1 })));
      fault.pool.terminate();
      expect(await endless).toMatchObject({ reason: { name: 'PoolTerminatedError' } });
      await fault.pool.join();
    });
  });

  it('runs no task twice, though what waits behind a long one is taken from it', async () => {
    const runs = new Int32Array(new SharedArrayBuffer(4 * 3000));
    await underFault({ startMethod }, async (fault) => {
      // Of one function, so that those that are long are expected to be short.
      const calls = Array.from({ length: runs.length }, (_, index) =>
        fault.call('countAfter', runs, index, index % 250 === 249 ? 70 + (index % 7) * 10 : 0),
      );
      for (const outcome of await Promise.all(calls)) expect(outcome.status).toBe('fulfilled');
    });
    expect(runs.every((count) => count === 1)).toBe(true);
  });

  it('refuses alone what cannot be sent, of a hundred good calls and a hundred bad ones', async () => {
    await underFault({ startMethod }, async (fault) => {
      const calls = Array.from({ length: 200 }, (_, index) =>
        fault.call('echo', index % 2 === 0 ? index : { deep: () => 1 }),
      );
      (await Promise.all(calls)).forEach((outcome, index) => {
        if (index % 2 === 0) expect(outcome).toEqual({ status: 'fulfilled', value: index });
        else expect(outcome).toMatchObject({ reason: { name: 'NotCloneableError', path: 'args[0].deep' } });
      });
    });
  });

  it('that throws at each start breaks the pool, which says why', async () => {
    await underFault({ startMethod, initializer: 'throwAtOnce', endsPool: true }, async (fault) => {
      const outcome = await fault.call('increment', 1);
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'PoolBrokenError' } });
      expect(String((outcome as PromiseRejectedResult).reason)).toContain('no database');
    });
  });

  it('may be terminated at any moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      await underFault({ startMethod, endsPool: true }, async (fault) => {
        const calls = Array.from({ length: 20 }, (_, index) => fault.call('wait', index % 3));
        for (let turn = 0; turn < round * 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        fault.pool.terminate();
        for (const outcome of await Promise.all(calls)) {
          if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'PoolTerminatedError' });
        }
        await fault.pool.join();
      });
    }
  });
});
