/**
 * CPython's own tests of multiprocessing, with and without the probe: the same outcome for each,
 * and nothing more on stderr. `npm run test:cpython` (`JOINSCOPE_CPYTHON_TESTS=all`) runs all
 * classes in every Python under fork and spawn, which takes half an hour (`test_terminate` of 3.11 and 3.12
 * waits for five minutes, with and without the probe, when a thread of its pool has begun); otherwise it is what
 * is over in a minute: the quick classes, and of Process, Queue and Pool the quick tests.
 */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { driveCompanion } from '../../support/companion-driver';
import { fixture } from '../../support/fixture';
import { type InstalledPython, installedPythons } from '../../support/pythons';

const program = fixture('python/cpython_multiprocessing.py');
const QUICK = ['Lock', 'Event', 'Value', 'Array', 'Connection', 'SubclassingProcess'];
const SLOW = ['Process', 'Queue', 'Semaphore', 'Condition', 'Barrier', 'Pool', 'PoolWorkerLifetime', 'Finalize'];
/** Of classes that as a whole take too long for each change: none that a busy machine makes fail by itself. */
const QUICK_TESTS: Readonly<Record<string, readonly string[]>> = {
  Process: ['process', 'close', 'current', 'daemon_argument', 'terminate', 'sentinel'],
  Queue: ['put', 'qsize', 'timeout', 'closed_queue_put_get_exceptions'],
  Pool: [
    ...[
      'map',
      'map_async',
      'map_async_callbacks',
      'map_chunksize',
      'map_handle_iterable_exception',
      'map_unplicklable',
    ],
    ...['starmap', 'starmap_async', 'imap', 'imap_handle_iterable_exception', 'imap_unordered', 'async'],
    ...['traceback', 'wrapped_exception', 'enter'],
  ],
};
const isAll = process.env['JOINSCOPE_CPYTHON_TESTS'] === 'all';
const classNames = (isAll ? [...QUICK, ...SLOW] : QUICK).map((name) => `WithProcessesTest${name}`);
const quickTests = Object.entries(QUICK_TESTS).flatMap(([name, tests]) =>
  tests.map((test) => `WithProcessesTest${name}.test_${test}`),
);
/** The same classes on a manager and on threads. */
const others = ['Manager', 'Threads'].flatMap((kind) =>
  ['Process', 'Queue', 'Pool', 'Lock'].map((name) => `With${kind}Test${name}`),
);
const wanted = [...classNames, ...(isAll ? others : quickTests)];
const PATIENCE = isAll ? 1_800_000 : 400_000;

const withTests = installedPythons().filter(hasTests);
const cases = (isAll ? withTests : withTests.slice(0, 1)).flatMap(({ path, version }) =>
  ['fork', 'spawn'].map((method) => ({ path, version, method })),
);

/** Debian leaves the tests of CPython out of its packages. */
function hasTests({ path }: InstalledPython): boolean {
  try {
    execFileSync(path, ['-c', 'import test._test_multiprocessing'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Where `interrupt()` (3.14) meets a child that has just begun to sleep is a matter of microseconds. */
const settled = (stderr: string): string =>
  stderr.replaceAll(/^(Process Process-\d+):\nTraceback[^]*?\nKeyboardInterrupt$/gm, '$1: KeyboardInterrupt');

describe.each(cases)('CPython $version by $method', ({ path, method }) => {
  it('passes its own tests as without the probe', { timeout: PATIENCE }, async () => {
    const run = driveCompanion([path, program, method, ...wanted], { probes: true });
    const without = promisify(execFile)(path, [program, method, ...wanted]);
    await run.ended;
    const { stdout, stderr } = await without;
    const told = (stream: 'stdout' | 'stderr') =>
      run.eventsOf('log').flatMap((event) => (event.stream === stream ? [event.text] : []));
    expect(told('stdout')).toEqual(stdout.trimEnd().split('\n'));
    expect(told('stdout').length).toBeGreaterThan(isAll ? 120 : 40);
    expect(settled(told('stderr').join('\n'))).toBe(settled(stderr.trimEnd()));
    expect(run.eventsOf('notice').filter(({ level }) => level !== 'info')).toEqual([]);
  });
});

it.runIf(cases.length === 0)('is not shown here: no Python of this machine has its test package', ({ skip }) => {
  skip();
});
