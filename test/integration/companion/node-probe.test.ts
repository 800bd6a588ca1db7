import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { driveCompanion } from '../../support/companion-driver';
import { fixture } from '../../support/fixture';

const program = fixture('node/tells.cjs');

async function watched(way: string) {
  const run = driveCompanion([process.execPath, program, way], { probes: true });
  await run.ended;
  return run;
}

describe.runIf(process.platform !== 'win32')('the probe in a Node program', () => {
  it('tells where process.exit was called, though the program is gone with that line', async () => {
    const run = await watched('exit');
    expect(run.eventsOf('process-leaving')).toMatchObject([
      { how: 'process.exit', code: 3, file: program, line: 5, function: 'exit' },
    ]);
    expect(run.events.at(-1)).toMatchObject({ exitCode: 3 });
  });

  it.each([
    ['throw', 'RangeError', 'seven is not even'],
    ['reject', 'TypeError', 'nobody waits'],
  ])('tells an exception that nobody caught: %s', async (way, errorType, message) => {
    const run = await watched(way);
    const [told] = run.eventsOf('exception');
    expect(told).toMatchObject({ errorType, message });
    expect(told?.traceback).toContain('tells.cjs');
    expect(run.events.at(-1)).toMatchObject({ exitCode: 1 });
  });

  it('tells none that a handler caught', async () => {
    const run = await watched('caught');
    expect(run.eventsOf('exception')).toEqual([]);
    expect(run.events.at(-1)).toMatchObject({ exitCode: 4 });
  });

  it.each([
    { way: 'kill', signal: 'SIGKILL', via: 'ChildProcess.kill', line: 12 },
    { way: 'processKill', signal: 'SIGTERM', via: 'process.kill', line: 16 },
  ])('tells who asked for a signal, and where: $via', async ({ way, signal, via, line }) => {
    const run = await watched(way);
    const root = run.eventsOf('process-started')[0]?.pid;
    const ended = run.eventsOf('process-exited').find((one) => one.signal === signal);
    expect(run.eventsOf('signal-sent')).toMatchObject([
      { pid: ended?.pid, signal, via, by: 'program', byPid: root, file: program, line },
    ]);
  });

  it('calls a forked child by its script', async () => {
    const run = await watched('fork');
    const told = run.eventsOf('process-started').filter(({ seenBy }) => seenBy === 'probe');
    expect(told).toMatchObject([{ name: 'tells.cjs', startMethod: 'fork' }]);
    expect(run.eventsOf('process-exited')).toHaveLength(2);
  });

  it('cannot be told from the program: names, arguments, output', async () => {
    const bare = spawnSync(process.execPath, [program, 'looks'], { encoding: 'utf8' });
    const run = await watched('looks');
    expect(run.eventsOf('log').map(({ text }) => text)).toEqual([bare.stdout]);
    expect(run.eventsOf('lost')).toEqual([]);
  });
});
