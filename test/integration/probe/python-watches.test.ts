/** What the probe tells of locks, queues and pools, in every Python of this machine. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { driveCompanion } from '../../support/companion-driver';
import { fixture } from '../../support/fixture';
import { python } from '../../support/python';
import { installedPythons } from '../../support/pythons';

const PATIENCE = 60_000;
const program = fixture('python/many_ways.py');
const cases = installedPythons().flatMap(({ path, version }, index) =>
  // Each start method in the Python of the tests, one in each other: they differ by version little.
  (index === 0 ? ['fork', 'spawn', 'forkserver'] : ['spawn']).map((method) => ({ path, version, method })),
);

describe.each(cases)('Python $version by $method ($path)', ({ path, method }) => {
  it('tells of locks, queues, pools, ends and a broken pool', { timeout: PATIENCE }, async () => {
    const run = driveCompanion([path, program, method], { probes: true });
    await run.ended;
    expect(run.eventsOf('log').map(({ text }) => text)).toEqual(['mine', 'through', '506', 'unlucky', 'broken']);
    expect(run.eventsOf('lost')).toEqual([]);
    expect(run.eventsOf('notice').filter(({ level }) => level !== 'info')).toEqual([]);
    const pidOf = (name: string) =>
      run.eventsOf('process-started').find((event) => event.seenBy === 'probe' && event.name === name)?.pid ?? 0;

    const lock = run.eventsOf('wait-started').find(({ wait }) => wait === 'lock');
    expect(lock).toMatchObject({
      pid: pidOf('wanter'),
      holderPid: pidOf('holder'),
      holderFile: program,
      holderFunction: 'hold',
    });
    expect(run.eventsOf('wait-ended').find(({ wait }) => wait === 'lock')).toMatchObject({ object: lock?.object });
    const tallies = run.eventsOf('lock-tally').filter(({ object }) => object === lock?.object);
    expect(tallies.findLast(({ pid }) => pid === pidOf('wanter'))).toMatchObject({ acquires: 1, contended: 1 });
    expect(tallies.findLast(({ pid }) => pid === pidOf('holder'))?.heldMs).toBeGreaterThan(300);

    const depths = run.eventsOf('queue-depth');
    const mine = depths.find(({ queue }) => queue.startsWith('Queue '))?.queue;
    expect(depths.findLast(({ queue }) => queue === mine)).toMatchObject({ puts: 1, gets: 1, depth: 0 });
    // Full and empty again between two looks.
    expect(depths.findLast(({ puts }) => puts === 20)).toMatchObject({ gets: 20, depth: 0, peak: 20 });
    expect(depths.findLast(({ queue }) => queue.startsWith('Pipe '))?.queue).toMatch(
      /^Pipe many_ways\.py:\d+ [12]→[12]$/,
    );

    expect(run.eventsOf('process-leaving').find(({ pid }) => pid === pidOf('leaver'))).toMatchObject({
      how: 'sys.exit',
      code: 4,
      file: program,
      function: 'leave',
    });

    const [pool, executor] = run.eventsOf('pool-opened');
    expect([pool?.size, executor?.size]).toEqual([2, 1]);
    const tasks = run.eventsOf('task-submitted').filter((task) => task.pool === pool?.pool);
    expect(tasks.map(({ label, items }) => [label, items])).toEqual([
      ['square', 4],
      ['square', 4],
      ['square', 4],
      ['square', 1],
    ]);
    expect(run.eventsOf('task-finished').filter((task) => task.pool === pool?.pool)).toHaveLength(3);
    expect(run.eventsOf('task-failed')).toMatchObject([{ errorType: 'ValueError', message: 'unlucky' }]);
    expect(run.eventsOf('task-lost')).toMatchObject([{ pool: executor?.pool, signal: 'SIGKILL' }]);
    expect(run.eventsOf('pool-broken')).toMatchObject([{ pool: executor?.pool }]);
    // A worker of the pool that found the end of its queue before terminate() came to it left by itself.
    const ended = run.eventsOf('process-exited').filter(({ signal }) => signal === 'SIGTERM');
    for (const { pid } of ended)
      expect(run.eventsOf('signal-sent').find((sent) => sent.pid === pid)?.via).toMatch(/__exit__$/);
  });
});

// From 3.11 on an exception forgets a frame that lets it pass; in older ones it is left out of what is printed.
const oldest = [...installedPythons()].sort((a, b) => minorOf(a.version) - minorOf(b.version))[0];

it.each([python, oldest?.path ?? python])(
  'stands in no traceback that the program prints (%s)',
  { timeout: PATIENCE },
  async (path) => {
    const program = fixture('python/caught_errors.py');
    const bare = spawnSync(path, [program], { encoding: 'utf8' });
    const run = driveCompanion([path, program], { probes: true });
    await run.ended;
    expect(run.eventsOf('log').map(({ text }) => text)).toEqual(bare.stdout.split('\n').slice(0, -1));
    expect(bare.stdout.match(/^Traceback/gm)?.length).toBeGreaterThan(8);
    expect(run.eventsOf('process-exited').map(({ code }) => code)).toContain(0);
  },
);

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

it('counts every task of an imap, told or not', { timeout: PATIENCE }, async () => {
  const run = driveCompanion([python, fixture('python/fast_imap.py')], { probes: true });
  await run.ended;
  expect(run.eventsOf('log').map(({ text }) => text)).toEqual(['8010003', '499500', "'int' object is not iterable"]);
  const tallies = run.eventsOf('task-tally');
  const counted = (told: number, field: 'submitted' | 'started' | 'finished' | 'failed') =>
    tallies.reduce((sum, tally) => sum + tally[field], told);
  // 4003, 143 chunks, and the one that says what is wrong with the third.
  expect(counted(run.eventsOf('task-submitted').length, 'submitted')).toBe(4147);
  expect(counted(run.eventsOf('task-started').length, 'started')).toBe(4147);
  expect(counted(run.eventsOf('task-finished').length, 'finished')).toBe(4146);
  expect(counted(run.eventsOf('task-failed').length, 'failed')).toBe(1);
  expect(tallies.length).toBeGreaterThan(0);
});

it('names a child that is ended before its own Python can tell of it', { timeout: PATIENCE }, async () => {
  const run = driveCompanion([python, fixture('python/ended_at_once.py')], { probes: true });
  await run.ended;
  const exits = run.eventsOf('process-exited').filter(({ signal }) => signal === 'SIGKILL');
  const told = run.eventsOf('process-started').filter(({ seenBy }) => seenBy === 'probe');
  expect(exits).toHaveLength(2);
  for (const { pid } of exits) expect(told.filter((event) => event.pid === pid)).not.toEqual([]);
  const firsts = [...new Map(told.toReversed().map((event) => [event.pid, event])).values()].toReversed();
  expect(firsts.map(({ name, startMethod, target }) => [name, startMethod, target])).toEqual([
    ['brief-spawn', 'spawn', 'wait'],
    ['brief-forkserver', 'forkserver', 'wait'],
  ]);
});

it('tells a task as failed whose result cannot be pickled', { timeout: PATIENCE }, async () => {
  const program = fixture('python/unsendable_results.py');
  const bare = spawnSync(python, [program], { encoding: 'utf8' });
  const run = driveCompanion([python, program], { probes: true });
  await run.ended;
  expect(run.eventsOf('log').map(({ text }) => text)).toEqual(bare.stdout.trimEnd().split('\n'));
  const pools = run.eventsOf('pool-opened').map(({ pool }) => pool);
  expect(pools).toHaveLength(2);
  for (const pool of pools) {
    const ofPool = ({ pool: name }: { readonly pool: string }) => name === pool;
    expect(run.eventsOf('task-started').filter(ofPool)).toHaveLength(4);
    expect(run.eventsOf('task-finished').filter(ofPool)).toHaveLength(2);
    expect(run.eventsOf('task-failed').filter(ofPool)).toHaveLength(2);
  }
  expect(run.eventsOf('task-failed')[0]?.errorType).toBe('MaybeEncodingError');
});

describe('the code of the probe', () => {
  const folderOf = () => {
    const folder = mkdtempSync(join(tmpdir(), 'joinscope-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return join(folder, 'cache');
  };
  const filesIn = (folder: string) =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  const namesTold = async (codeCache: string) => {
    const run = driveCompanion([python, fixture('python/unsendable_results.py')], { probes: true, codeCache });
    await run.ended;
    expect(run.eventsOf('notice').filter(({ level }) => level !== 'info')).toEqual([]);
    return run.eventsOf('task-failed').length;
  };

  it('is kept where the user may write, and made anew where it is damaged', { timeout: PATIENCE }, async () => {
    const cache = folderOf();
    expect(await namesTold(cache)).toBe(4);
    const kept = filesIn(cache);
    expect(Object.keys(kept).length).toBeGreaterThan(10);
    expect(Object.keys(kept).every((name) => /^joinscope_probe\.\w+\.cpython-\d+-0$/.test(name))).toBe(true);
    Object.entries(kept).forEach(([name, bytes], index) => {
      const half = bytes.subarray(0, bytes.length / 2);
      // Other code, other sums; cut off; empty.
      const damaged = [Buffer.concat([half, Buffer.alloc(half.length)]), half, Buffer.alloc(0)][index % 3];
      writeFileSync(join(cache, name), damaged ?? '');
    });
    expect(await namesTold(cache)).toBe(4);
    expect(filesIn(cache)).toEqual(kept);
  });

  it('does without that folder', { timeout: PATIENCE }, async () => {
    expect(await namesTold('/dev/null/none')).toBe(4);
  });
});

/** Debian's, which is for the system's Python. */
const hasJoblib = spawnSync('/usr/bin/python3', ['-c', 'import joblib'], { stdio: 'ignore' }).status === 0;

it.skipIf(!hasJoblib)('tells the pool and the tasks of joblib, which are loky’s', { timeout: PATIENCE }, async () => {
  const bare = spawnSync('/usr/bin/python3', [fixture('python/joblib_loky.py')], { encoding: 'utf8' });
  const run = driveCompanion(['/usr/bin/python3', fixture('python/joblib_loky.py')], { probes: true });
  await run.ended;
  expect(run.eventsOf('log').map(({ text, stream }) => [stream, text])).toEqual([['stdout', bare.stdout.trimEnd()]]);
  const [pool, ...others] = run.eventsOf('pool-opened');
  expect(others).toEqual([]);
  expect(pool?.size).toBe(2);
  const submitted = run.eventsOf('task-submitted');
  expect(new Set(submitted.map(({ label }) => label))).toEqual(new Set(['sqrt']));
  expect(submitted.reduce((sum, { items = 1 }) => sum + items, 0)).toBe(10);
  expect(run.eventsOf('task-finished')).toHaveLength(submitted.length);
  const workers = run.eventsOf('process-started').filter(({ seenBy }) => seenBy === 'probe');
  expect([...new Set(workers.map(({ name }) => name))].sort()).toEqual(['LokyProcess-1', 'LokyProcess-2']);
  expect(run.eventsOf('lost')).toEqual([]);
  expect(run.eventsOf('notice').filter(({ level }) => level !== 'info')).toEqual([]);
});
