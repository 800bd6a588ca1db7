/** What the probe tells of the pools of other libraries, found in a program that knows nothing of it. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { driveCompanion } from '../../support/companion-driver';
import { fixture } from '../../support/fixture';

const program = fixture('node/pools/program.mjs');
const PATIENCE = 60_000;

describe.runIf(process.platform !== 'win32')('a pool of another library', () => {
  it.each([
    ['piscina', 'Piscina', 22],
    ['piscina-required', 'Piscina', 22],
    ['tinypool', 'Tinypool', 28],
    ['tinypool-processes', 'Tinypool', 28],
    ['workerpool', 'workerpool', 35],
    ['workerpool-processes', 'workerpool', 35],
  ])('tells how many wait, run and have ended: %s', { timeout: PATIENCE }, async (way, name, line) => {
    const run = driveCompanion([process.execPath, program, way], { probes: true });
    await run.ended;
    expect(run.eventsOf('log').map(({ stream, text }) => [stream, text])).toEqual([
      ['stdout', '300 300 300 300 300 300 300 300 300'],
      ['stdout', 'last'],
    ]);
    expect(run.events.at(-1)).toMatchObject({ exitCode: 0 });
    expect(run.eventsOf('lost')).toEqual([]);

    const [opened, ...others] = run.eventsOf('pool-opened');
    expect(others).toEqual([]);
    expect(opened?.pool).toBe(`${name} program.mjs:${line}`);
    const tallies = run.eventsOf('task-tally');
    const sumOf = (field: 'submitted' | 'started' | 'finished' | 'failed') =>
      tallies.reduce((sum, tally) => sum + tally[field], 0);
    expect([sumOf('submitted'), sumOf('started'), sumOf('finished'), sumOf('failed')]).toEqual([10, 10, 10, 0]);
    // Some were seen while they waited for a worker.
    const [first] = tallies;
    expect((first?.submitted ?? 0) - (first?.started ?? 0)).toBeGreaterThan(0);
    expect(run.eventsOf('pool-resized').at(-1)?.size ?? opened?.size).toBe(2);
  });

  it(
    'is left alone: the same output and status as without the probe, when a task fails',
    { timeout: PATIENCE },
    async () => {
      const failing = fixture('node/pools/failing.mjs');
      const bare = spawnSync(process.execPath, [failing], { encoding: 'utf8' });
      const run = driveCompanion([process.execPath, failing], { probes: true });
      await run.ended;
      expect(run.eventsOf('log').map(({ text }) => text)).toEqual(bare.stdout.split('\n').slice(0, -1));
      expect(run.events.at(-1)).toMatchObject({ exitCode: bare.status });
      expect(bare.stdout).toContain('too short');
      expect(bare.stdout).toContain('could not be cloned');
    },
  );
});
