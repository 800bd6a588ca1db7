/** Rows 22 and 23 of the fault matrix: workers that cannot start. A pool that cannot work says so, and stops trying. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { type FaultCase, underFault } from './fault-case';
import { privateTemporaryFolder } from './leak-check';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** Here and not among the fixtures: tools that read all files would stumble over it. */
const badSyntax = join(temporary.path, 'bad-syntax.mjs');
writeFileSync(badSyntax, 'export const increment = (x) => x + ;\n');

/** How many processes there were, by their own names: each is told once it has a pid, and again when it is ready. */
function startsOf({ reports }: FaultCase): number {
  return new Set(reports.flatMap((report) => (report.type === 'process-joined' ? report.pid : []))).size;
}

async function expectBroken(fault: FaultCase, why: RegExp): Promise<void> {
  const calls = [fault.call('increment', 1), fault.call('increment', 2)];
  for (const outcome of await Promise.all(calls)) {
    expect(outcome).toMatchObject({
      reason: { name: 'PoolBrokenError', message: expect.stringMatching(why) as string },
    });
  }
  expect(await fault.call('increment', 3)).toMatchObject({ reason: { name: 'PoolBrokenError' } });
  await fault.pool.join();
  expect(fault.pool.pids).toEqual([]);
}

describe('a module that does not load breaks the pool at once, and no worker is started a second time', () => {
  it.each([
    ['does not exist', '/nowhere/tasks.mjs', /nowhere/],
    ['has a syntax error', badSyntax, /SyntaxError|Unexpected token/],
    ['throws', fixture('throws-at-load.mjs'), /does not like to be loaded/],
  ])('because it %s', async (_, module, why) => {
    await underFault({ module, endsPool: true }, async (fault) => {
      await expectBroken(fault, why);
      expect(startsOf(fault)).toBeLessThanOrEqual(fault.pool.processes);
    });
  });

  it('but a CommonJS one loads, whose names Node cannot see in its text', async () => {
    await underFault({ module: fixture('common.cjs') }, async (fault) => {
      expect(await fault.call('increment', 1)).toEqual({ status: 'fulfilled', value: 2 });
    });
  });

  it('and one without the function fails the call alone', async () => {
    await underFault({}, async (fault) => {
      expect(await fault.call('absent')).toMatchObject({ reason: { name: 'RemoteTaskError' } });
    });
  });

  it('and one that never loads ends with the pool', async () => {
    await underFault({ module: fixture('never-loads.mjs'), endsPool: true }, async (fault) => {
      const call = fault.call('increment', 1);
      await fault.seen(({ type }) => type === 'process-renamed');
      fault.pool.terminate();
      expect(await call).toMatchObject({ reason: { name: 'PoolTerminatedError' } });
      await fault.pool.join();
    });
  });
});

describe('an initializer', () => {
  it('that throws breaks the pool, with the reason', async () => {
    await underFault({ initializer: 'throwAtOnce', endsPool: true }, (fault) => expectBroken(fault, /no database/));
  });

  it.each([1, 2, 5])(
    'that ends each of %i workers breaks the pool after five deaths',
    async (processes) => {
      const notes = join(temporary.path, `starts-${processes}`);
      writeFileSync(notes, '');
      const starts = (): number => readFileSync(notes, 'utf8').split('\n').length - 1;
      const options = {
        processes,
        initializer: 'dieAtOnce',
        initArgs: [notes],
        restartLimit: { deaths: 5, within: 30_000 },
        endsPool: true,
      };
      await underFault(options, async (fault) => {
        await expectBroken(fault, /exit code 7|code 7/);
        expect(starts()).toBeLessThanOrEqual(5 + processes);
      });
      const before = starts();
      // Long enough for another start, if there were one to come.
      await underFault({}, () => Promise.resolve());
      expect(starts()).toBe(before);
    },
    120_000,
  );

  it('that is killed by a signal each time breaks the pool after five starts', async () => {
    const options = { processes: 1, initializer: 'crash', initArgs: ['segfault'], endsPool: true };
    await underFault({ ...options, restartLimit: { deaths: 5, within: 30_000 } }, async (fault) => {
      await expectBroken(fault, /SIGSEGV/);
      expect(startsOf(fault)).toBe(5);
    });
  });

  it('whose arguments cannot be sent breaks the pool', async () => {
    const options = { initializer: 'prepare', initArgs: [() => 1], endsPool: true };
    await underFault(options, (fault) => expectBroken(fault, /cannot be sent/));
  });

  it('has run in each worker again that replaces a lost one', async () => {
    await underFault({ initializer: 'prepare', initArgs: ['ready'], processes: 1 }, async (fault) => {
      for (let turn = 0; turn < 3; turn += 1) {
        expect(await fault.call('preparedValue')).toEqual({ status: 'fulfilled', value: 'ready' });
        expect(await fault.call('crash', 'SIGKILL')).toMatchObject({ reason: { name: 'WorkerLostError' } });
      }
    });
  });
});
