import { afterAll, describe, expect, it } from 'vitest';
import { WorkerLostError } from '../../../../src/main/multiprocessing';
import { bystanders, type Outcome, underFault } from './fault-case';
import { privateTemporaryFolder } from './leak-check';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

/** A heap that is full within a second. */
const smallHeap = { NODE_OPTIONS: '--max-old-space-size=24' };

/** How the caller is to hear of each way to crash. */
const LOST = {
  'exit(0)': { name: 'WorkerLostError', exitCode: 0, signal: null },
  'exit(3)': { name: 'WorkerLostError', exitCode: 3, signal: null },
  segfault: { name: 'WorkerLostError', exitCode: -11, signal: 'SIGSEGV' },
  SIGKILL: { name: 'WorkerLostError', exitCode: -9, signal: 'SIGKILL' },
  abort: { name: 'WorkerLostError', exitCode: -6, signal: 'SIGABRT' },
  'heap limit': { name: 'WorkerLostError', reason: 'heap-limit', exitCode: -6, signal: 'SIGABRT' },
} as const;

/** Ways that let the function go on, and end the process a little later. */
const LATER = {
  'unhandled rejection': { name: 'WorkerLostError', exitCode: 1, signal: null },
  'uncaught exception': { name: 'WorkerLostError', exitCode: 1, signal: null },
} as const;

const rejected = (reason: object): unknown => ({
  status: 'rejected',
  reason: expect.objectContaining(reason) as unknown,
});

describe('crash matrix: while the task runs', () => {
  it.each([...Object.entries({ ...LOST, ...LATER })])('%s', async (way, reason) => {
    await underFault({ env: smallHeap }, async (fault) => {
      const others = bystanders(fault);
      expect(await fault.call('crash', way)).toEqual(rejected(reason));
      await others;
    });
  });

  it('error, which costs no worker', async () => {
    await underFault({ processes: 1 }, async (fault) => {
      const before = await fault.call('pid');
      expect(await fault.call('crash', 'error')).toEqual(
        rejected({
          name: 'RemoteTaskError',
          cause: expect.objectContaining({
            name: 'RangeError',
            message: 'crash',
            stack: expect.stringContaining('fixtures/crashes.mjs') as string,
          }) as unknown,
        }),
      );
      expect(await fault.call('pid')).toEqual(before);
    });
  });
});

describe('crash matrix: while its result is serialised', () => {
  it.each([...Object.entries(LOST)])('%s', async (way, reason) => {
    await underFault({ env: smallHeap }, async (fault) => {
      const others = bystanders(fault);
      expect(await fault.call('returnTrap', way)).toEqual(rejected(reason));
      await others;
    });
  });

  it('error, which costs no worker', async () => {
    await underFault({ processes: 1 }, async (fault) => {
      const before = await fault.call('pid');
      expect(await fault.call('returnTrap', 'error')).toEqual(rejected({ name: 'NotCloneableError' }));
      expect(await fault.call('pid')).toEqual(before);
    });
  });

  // The result is complete before the process ends, so it may arrive; it must not hang.
  it.each(Object.entries(LATER))('%s, after which the result may still arrive', async (way, reason) => {
    await underFault({}, async (fault) => {
      const others = bystanders(fault);
      const outcome = await fault.call('returnTrap', way);
      expect([{ status: 'fulfilled', value: { trap: 1 } }, rejected(reason)]).toContainEqual(outcome);
      await others;
    });
  });
});

describe('crash matrix: while the worker rests', () => {
  it.each(Object.keys({ ...LOST, ...LATER }))('%s, which loses nothing', async (way) => {
    await underFault({ env: smallHeap }, async (fault) => {
      expect(await fault.call('crashAtRest', way)).toEqual({ status: 'fulfilled', value: 'returned' });
      await fault.seen(({ type }) => type === 'process-joined');
    });
  });
});

describe('crash matrix: while its argument is serialised, in the parent', () => {
  it('a getter that throws fails this call alone', async () => {
    await underFault({}, async (fault) => {
      const others = bystanders(fault);
      const trap = {
        get trap(): never {
          throw new RangeError('argument');
        },
      };
      expect(await fault.call('echo', trap)).toMatchObject({ status: 'rejected' });
      await others;
    });
  });

  it('a getter that calls the pool', async () => {
    await underFault({}, async (fault) => {
      const inner: Promise<Outcome>[] = [];
      const trap = {
        get trap(): number {
          inner.push(fault.call('increment', 1));
          return 1;
        },
      };
      const others = bystanders(fault);
      expect(await fault.call('echo', trap)).toEqual({ status: 'fulfilled', value: { trap: 1 } });
      await others;
      expect(await inner[0]).toEqual({ status: 'fulfilled', value: 2 });
    });
  });

  it('a getter that kills the workers', async () => {
    await underFault({}, async (fault) => {
      await bystanders(fault);
      let isArmed = true;
      const trap = {
        get trap(): number {
          if (isArmed) for (const pid of fault.pool.pids) process.kill(pid, 'SIGKILL');
          isArmed = false;
          return 1;
        },
      };
      const outcome = await fault.call('echo', trap);
      // Not begun when its worker died, so it is handed on, unless a second one died with it as well.
      if (outcome.status === 'fulfilled') expect(outcome.value).toEqual({ trap: 1 });
      else expect(outcome.reason).toBeInstanceOf(WorkerLostError);
    });
  });

  it.each(['terminate', 'close'] as const)('a getter that calls %s', async (ending) => {
    await underFault({ endsPool: true }, async (fault) => {
      const trap = {
        get trap(): number {
          fault.pool[ending]();
          return 1;
        },
      };
      const calls = [fault.call('increment', 1), fault.call('echo', trap), fault.call('increment', 2)];
      const outcomes = await Promise.all(calls);
      const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
      for (const error of errors) expect(error.name).toBe('PoolTerminatedError');
      if (ending === 'close') expect(errors).toEqual([]);
      await fault.pool.join();
    });
  });
});
