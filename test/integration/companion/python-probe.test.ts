import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { driveCompanion } from '../../support/companion-driver';
import { fixture } from '../../support/fixture';
import { python } from '../../support/python';

const PROBES = join(import.meta.dirname, '../../../resources/probes/python');

const program = `
import multiprocessing as mp, sys, time
def ok(): time.sleep(0.2)
def bad(): raise ValueError("bad input")
def slow(): time.sleep(60)
def cleanup(child): child.terminate()
if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    a, b, c = mp.Process(target=ok, name="alice"), mp.Process(target=bad), mp.Process(target=slow)
    for child in (a, b, c): child.start()
    a.join(); b.join(); c.join(0.1); cleanup(c); c.join()
`;

function file(name: string, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

describe.each(['fork', 'spawn', 'forkserver'])('the probe in a Python program that starts by %s', (method) => {
  it('tells names, joins, the exception that nobody caught and who terminated whom', async () => {
    const path = file('program.py', program);
    const run = driveCompanion([python, path, method], { probes: true });
    await run.ended;
    const named = run.eventsOf('process-started').filter(({ seenBy }) => seenBy === 'probe');
    const pidOf = (name: string) => named.find((event) => event.name === name)?.pid ?? 0;
    const [alice, bad, slow] = [pidOf('alice'), pidOf('Process-2'), pidOf('Process-3')];
    // A parent that does not fork tells of its child as well.
    const methods = new Map(named.map(({ pid, startMethod }) => [pid, startMethod]));
    expect([...methods.values()]).toEqual([method, method, method]);

    const joins = run.eventsOf('join-returned').map(({ childPid, finished }) => [childPid, finished]);
    expect(joins).toEqual([
      [alice, true],
      [bad, true],
      [slow, false],
      [slow, true],
    ]);
    expect(run.eventsOf('join-started')[2]).toMatchObject({ childPid: slow, timeoutMs: 100 });

    const [exception, ...others] = run.eventsOf('exception');
    expect(others).toEqual([]);
    expect(exception).toMatchObject({ pid: bad, errorType: 'ValueError', message: 'bad input' });
    expect(exception?.traceback).toContain('in bad');

    expect(run.eventsOf('signal-sent')).toMatchObject([
      { pid: slow, signal: 'SIGTERM', by: 'program', file: path, line: 6, function: 'cleanup' },
    ]);
    expect(run.eventsOf('lost')).toEqual([]);
  });
});

describe('a program under the probe', () => {
  it('prints the same traceback as without it', async () => {
    const path = file('program.py', program);
    const run = driveCompanion([python, path, 'fork'], { probes: true });
    await run.ended;
    const told = run.eventsOf('log').map(({ text }) => text);
    expect(told.join('\n')).toContain('ValueError: bad input');
    expect(told.join('\n')).not.toContain('joinscope_probe');
  });

  it('has its own sitecustomize all the same', () => {
    const folder = join(file('sitecustomize.py', 'print("the user’s own")'), '..');
    const env = { PYTHONPATH: `${PROBES}:${folder}`, JOINSCOPE_SOCKET: '/no/such/socket', PYTHONIOENCODING: 'utf-8' };
    expect(execFileSync(python, ['-c', 'print("program")'], { env, encoding: 'utf8' })).toBe(
      'the user’s own\nprogram\n',
    );
  });

  it('does not notice that the socket is gone', () => {
    const env = { PYTHONPATH: PROBES, JOINSCOPE_SOCKET: '/no/such/socket' };
    const output = execFileSync(python, [fixture('python/greet_and_join.py')], { env, encoding: 'utf8' });
    expect(output).toBe(execFileSync(python, [fixture('python/greet_and_join.py')], { env: {}, encoding: 'utf8' }));
  });

  it('is left alone where it shuts out what is not its own', async () => {
    const run = driveCompanion([python, '-I', '-c', 'import multiprocessing; print("alone")'], { probes: true });
    await run.ended;
    expect(run.eventsOf('log').map(({ text }) => text)).toEqual(['alone']);
  });
});
