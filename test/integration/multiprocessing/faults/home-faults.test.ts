/** The home of a queue, a lock or a manager is killed: whoever waits there hears of it, in every process. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lock, Process, Queue, type SharedArray } from '../../../../src/main/multiprocessing';
import type { Pid } from '../../../../src/shared/units';
import { bystanders, type FaultCase, underFault } from './fault-case';
import { homesOf, privateTemporaryFolder } from './leak-check';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

// The home of this process itself, which stays open, is no leak.
beforeAll(async () => {
  await using child = new Process({ module, target: 'increment', args: [new Queue()] });
  await child.start();
  await child.join();
});

const module = fileURLToPath(new URL('fixtures/home.mjs', import.meta.url));

interface Things {
  readonly lock: Lock;
  readonly queue: Queue<unknown>;
  readonly file: SharedArray<'i'>;
}

type Home = Pick<Process, 'kill' | 'join' | 'pid'>;

/** Runs a case beside a process that is the home of one of everything. */
async function withHome(run: (fault: FaultCase, things: Things, home: Home) => Promise<void>): Promise<void> {
  const homes = new Set<Pid>();
  await underFault({ module }, async (fault) => {
    const out = new Queue<Things>();
    await using home = new Process({ module, target: 'beHome', args: [out] });
    await home.start();
    homes.add(home.pid ?? 0);
    await run(fault, await out.get(), home);
  });
  await expect.poll(() => homesOf(homes), { timeout: 20_000 }).toEqual([]);
}

/** A connection to a home that died before is not told so, but refused: both are named so. */
const lost = (pid: number | undefined): unknown =>
  expect.stringMatching(new RegExp(`^ConnectionClosedError: .*\\(pid ${pid}\\) is gone`));

describe('a home that is killed', () => {
  it('settles every wait in every process, with an error that names it, and so all that is asked later', async () => {
    await withHome(async (fault, things, home) => {
      const ready = new Queue<number>();
      const waiting = [1, 2].map(() => fault.call('waitForAll', things, ready));
      const here = [things.queue.get(), things.lock.acquire()].map((wait) =>
        wait.then(String, (error: unknown) => String(error)),
      );
      await ready.get();
      home.kill();
      expect(await Promise.all(here)).toEqual([lost(home.pid), lost(home.pid)]);
      await home.join();
      // The second may have begun after the death of the home: then it fails at its first call.
      const [first, second] = await Promise.all(waiting);
      const outcomes = [first, second].map((outcome) =>
        outcome?.status === 'fulfilled' ? (outcome.value as Record<string, unknown>) : {},
      );
      const whole = outcomes.filter((one) => Object.keys(one).length > 0);
      expect(whole.length).toBeGreaterThan(0);
      for (const ends of whole)
        expect(ends).toEqual(Object.fromEntries(Object.keys(ends).map((n) => [n, lost(home.pid)])));

      // Its file is gone, and would fail the call as a whole.
      const later = await fault.call('askAll', { ...things, file: undefined });
      expect(later).toMatchObject({ status: 'fulfilled' });
      const names = (later as PromiseFulfilledResult<Record<string, string>>).value;
      expect(names).toEqual(Object.fromEntries(Object.keys(names).map((name) => [name, 'ConnectionClosedError'])));
      await bystanders(fault);
    });
  });

  it('as a worker of a pool leaves nothing behind in memory', async () => {
    await underFault({ module, processes: 1 }, async (fault) => {
      const outcome = await fault.call('makeQueue');
      const { queue, pid } = (outcome as PromiseFulfilledResult<{ queue: Queue<number>; pid: number }>).value;
      expect(await queue.get()).toBe(1);
      expect(homesOf(new Set([pid]))).toHaveLength(1);
      process.kill(pid, 'SIGKILL');
      await expect(queue.get()).rejects.toMatchObject({ name: 'ConnectionClosedError' });
    });
  });

  it('fails the call alone to which its shared file is passed', async () => {
    await withHome(async (fault, things, home) => {
      expect(await fault.call('readFile', things.file)).toEqual({ status: 'fulfilled', value: [0, 0, 0, 0] });
      home.kill();
      await home.join();
      const { file, queue } = things;
      await expect(queue.get()).rejects.toThrow();
      const others = bystanders(fault);
      // Who has it open keeps it, who gets it later has an error: either way the call settles.
      await Promise.all([1, 2, 3, 4].map(() => fault.call('readFile', file)));
      await others;
    });
  });
});
