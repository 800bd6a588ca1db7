import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { entryFile } from '../../../src/main/entry-file';
import { awaitCondition, driveCompanion, isAlive } from '../../support/companion-driver';
import { fixture } from '../../support/fixture';
import { python } from '../../support/python';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('a run of a command', () => {
  it('begins with its facts and ends with the exit code of the command', async () => {
    const run = driveCompanion(['sh', '-c', 'exit 3']);
    await run.ended;
    expect(run.events[0]).toMatchObject({ type: 'run-started', lifecycle: 'kernel', argv: ['sh', '-c', 'exit 3'] });
    expect(run.events.at(-1)).toMatchObject({ type: 'run-ended', exitCode: 3, signal: null, reason: 'exited' });
    expect(run.eventsOf('process-exited')).toMatchObject([{ code: 3, signal: null, seenBy: 'kernel' }]);
  });

  it('tells children with parents, names, arguments and exits', async () => {
    const run = driveCompanion(['sh', '-c', 'sleep 0.2; sh -c "exit 7"; true']);
    await run.ended;
    const [root, sleeper] = run.eventsOf('process-started');
    expect(root).toMatchObject({ name: 'sh', argv: ['sh', '-c', 'sleep 0.2; sh -c "exit 7"; true'] });
    expect(sleeper?.ppid).toBe(root?.pid);
    expect(run.eventsOf('process-exec')).toContainEqual(
      expect.objectContaining({ pid: sleeper?.pid, name: 'sleep', argv: ['sleep', '0.2'] }),
    );
    expect(run.eventsOf('process-exited').map(({ code }) => code)).toEqual([0, 7, 0]);
  });

  it('sees each of 200 children that live 1 to 20 ms, with its exit code', async () => {
    const run = driveCompanion([python, fixture('python/short_lives.py')]);
    await run.ended;
    const told = run.eventsOf('log').map(({ text }) => text.split(' ').map(Number));
    expect(told).toHaveLength(200);
    const exits = new Map(run.eventsOf('process-exited').map(({ pid, code }) => [pid, code]));
    expect(told.map(([pid = 0]) => [pid, exits.get(pid)])).toEqual(told);
    expect(run.eventsOf('lost')).toEqual([]);
  });

  it('tells a descendant that its parent left behind, and waits for its end', async () => {
    const run = driveCompanion(['sh', '-c', '(sleep 1; exit 5) & exit 0']);
    await run.ended;
    const exits = run.eventsOf('process-exited');
    expect(run.eventsOf('process-orphaned')).toHaveLength(1);
    expect(exits.at(-1)).toMatchObject({ code: 5 });
    expect(run.eventsOf('notice')).toMatchObject([{ id: 'descendants-still-running' }]);
    expect(run.events.at(-1)).toMatchObject({ type: 'run-ended', exitCode: 0 });
  });

  it('samples the machine: each core, and the threads that want one', async () => {
    const run = driveCompanion(['sh', '-c', 'sleep 3 & while kill -0 $! 2>/dev/null; do :; done']);
    await run.ended;
    const last = run.eventsOf('host-sample').at(-1);
    expect(last?.cpu).toHaveLength(availableParallelism());
    expect(last?.cpu.reduce((sum, percent) => sum + percent, 0)).toBeGreaterThan(0);
    expect(last?.runnable).toBeGreaterThanOrEqual(1);
    expect(last?.availableBytes).toBeGreaterThan(1e6);
  });

  it('samples CPU time, memory and threads', async () => {
    const run = driveCompanion([python, '-c', 'import time\nwhile time.process_time() < 0.5: pass']);
    await run.ended;
    const rows = run.eventsOf('sample').flatMap(({ rows: all }) => all);
    expect(Math.max(...rows.map(({ cpu }) => cpu ?? 0))).toBeGreaterThan(20);
    expect(Math.max(...rows.map(({ rss }) => rss ?? 0))).toBeGreaterThan(2_000_000);
    expect(rows.at(-1)).toMatchObject({ threads: 1 });
    expect(run.eventsOf('process-exited')[0]?.cpuMs).toBeGreaterThanOrEqual(300);
  });

  it('reads the last CPU time and the limits of the command before it is collected', async () => {
    const limit = 'import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass';
    const run = driveCompanion([python, '-c', limit]);
    await run.ended;
    const [exit] = run.eventsOf('process-exited');
    expect(exit).toMatchObject({ signal: 'SIGKILL' });
    expect(exit?.lastKnown).toBeUndefined();
    const last = run.eventsOf('limits').at(-1);
    expect(last).toMatchObject({ pid: exit?.pid, t: exit?.t, cpuSeconds: [1, 1] });
    // The kernel's own count has reached the limit, whatever the time on a core was.
    expect(last?.countedCpuMs).toBeGreaterThanOrEqual(1000);
    expect(run.events.at(-1)).toMatchObject({ type: 'run-ended', signal: 'SIGKILL' });
  });

  it('gives the watched program a socket and takes only reports that are one', async () => {
    const program = `
import json, os, socket, time
s = socket.socket(socket.AF_UNIX)
s.connect(os.environ["JOINSCOPE_SOCKET"])
good = {"type": "process-renamed", "pid": os.getpid(), "name": "alice", "seenBy": "probe", "at": time.monotonic() * 1000}
forged = {"type": "process-exited", "pid": 1, "code": 0, "signal": None, "seenBy": "kernel", "at": 0}
for line in (json.dumps(good), "no json", json.dumps(forged)):
    s.sendall(line.encode() + b"\\n")
s.close()`;
    const run = driveCompanion([python, '-c', program]);
    await run.ended;
    expect(run.eventsOf('process-renamed').filter(({ seenBy }) => seenBy === 'probe')).toMatchObject([
      { name: 'alice' },
    ]);
    expect(
      run
        .eventsOf('lost')
        .map(({ count }) => count)
        .reduce((a, b) => a + b, 0),
    ).toBe(2);
    expect(run.eventsOf('process-exited')).toHaveLength(1);
  });
});

describe('ending a run', () => {
  it('stops by SIGTERM and says so in the kill ledger', async () => {
    const run = driveCompanion(['sleep', '60']);
    await run.awaitEvent('process-exec');
    run.send({ type: 'stop', reason: 'stop' });
    await run.ended;
    expect(run.eventsOf('signal-sent')).toMatchObject([{ signal: 'SIGTERM', by: 'joinscope', reason: 'stop' }]);
    expect(run.events.at(-1)).toMatchObject({ type: 'run-ended', signal: 'SIGTERM', reason: 'stopped' });
  });

  it('kills at the second request what ignores SIGTERM', async () => {
    const run = driveCompanion(['sh', '-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done']);
    await run.awaitEvent('log');
    run.send({ type: 'stop', reason: 'stop' });
    await run.awaitEvent('signal-sent');
    run.send({ type: 'stop', reason: 'stop' });
    await run.ended;
    expect(run.events.at(-1)).toMatchObject({ type: 'run-ended', signal: 'SIGKILL' });
  });

  it('ends after its time limit', async () => {
    const run = driveCompanion(['sleep', '60'], { timeoutMs: 300 });
    await run.ended;
    expect(run.events.at(-1)).toMatchObject({ type: 'run-ended', reason: 'timed-out' });
  });

  it('reaches a descendant in a session of its own', async () => {
    const run = driveCompanion(['sh', '-c', 'setsid sleep 60 & sleep 60']);
    const sleepers = () => run.eventsOf('process-exec').filter(({ name }) => name === 'sleep');
    await awaitCondition(() => new Set(sleepers().map(({ pid }) => pid)).size === 2);
    run.send({ type: 'stop', reason: 'kill' });
    await run.ended;
    expect(run.eventsOf('process-exited').map(({ signal }) => signal)).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL']);
  });

  it('leaves nobody alive when its run is killed, not even a busy loop in a session of its own', async () => {
    const folder = temporaryFolder();
    const driver = join(folder, 'driver.mjs');
    const program = 'import os\nif os.fork() == 0: os.setsid()\nprint(os.getpid(), flush=True)\nwhile True: pass';
    const spec = {
      argv: [python, '-c', program],
      cwd: folder,
      env: {},
      shell: false,
      output: 'capture',
      foreground: false,
      probes: false,
      hz: 2,
      startedAt: 0,
      runStart: 0,
    };
    writeFileSync(
      driver,
      `import { fork } from 'node:child_process';
       const c = fork(${JSON.stringify(entryFile('companion'))}, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
       console.log(c.pid);
       c.on('message', (m) => { for (const e of m.events ?? []) if (e.type === 'log') console.log(e.text); });
       c.send({ type: 'launch', spec: ${JSON.stringify(spec)} });`,
    );
    const parent = spawn(process.execPath, [driver], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void parent.kill('SIGKILL'));
    let text = '';
    parent.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    await awaitCondition(() => text.split('\n').length === 4);
    const pids = text.trim().split('\n').map(Number);
    expect(pids.map(isAlive)).toEqual([true, true, true]);
    parent.kill('SIGKILL');
    await awaitCondition(() => !pids.some(isAlive));
  });

  it('removes the folder of its socket', async () => {
    const run = driveCompanion(['sh', '-c', 'echo $JOINSCOPE_SOCKET']);
    await run.ended;
    const socket = run.eventsOf('log')[0]?.text ?? '';
    expect(socket).toMatch(/joinscope-.*\/s$/);
    expect(readdirSync(tmpdir())).not.toContain(socket.split('/').at(-2));
  });
});

describe('the environment of the command', () => {
  it('has none of the descriptors that this process holds', async () => {
    const run = driveCompanion(['sh', '-c', 'ls -l /proc/$$/fd | wc -l']);
    await run.ended;
    // A heading, stdin, stdout, stderr, and nothing else.
    expect(Number(run.eventsOf('log')[0]?.text)).toBeLessThanOrEqual(5);
  });

  it('has a socket also where the folder for temporary files has too long a path for one', async () => {
    const before = process.env['TMPDIR'];
    const folder = join(temporaryFolder(), 'x'.repeat(120));
    mkdirSync(folder);
    process.env['TMPDIR'] = folder;
    onTestFinished(() => {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    });
    const run = driveCompanion(['sh', '-c', 'echo $JOINSCOPE_SOCKET'], { cwd: '/' });
    await run.ended;
    expect(run.eventsOf('log')[0]?.text).toMatch(/^\/tmp\/joinscope-.{6}\/s$/);
    expect(run.eventsOf('notice')).toEqual([]);
  });

  it('polls where it is told to, and says so', async () => {
    process.env['JOINSCOPE_LIFECYCLE'] = 'polling';
    onTestFinished(() => {
      delete process.env['JOINSCOPE_LIFECYCLE'];
    });
    const run = driveCompanion(['sh', '-c', 'sleep 0.6; exit 4']);
    await run.ended;
    expect(run.events[0]).toMatchObject({ type: 'run-started', lifecycle: 'polling' });
    expect(run.eventsOf('notice')).toMatchObject([{ id: 'scanned', values: { reason: 'scan-asked' } }]);
    // A scan may fall between the fork and the exec: then the name comes with the next.
    const named = [...run.eventsOf('process-started'), ...run.eventsOf('process-exec')];
    expect(named.map(({ name }) => name)).toContain('sleep');
    expect(run.events.at(-1)).toMatchObject({ exitCode: 4 });
  });

  it('learns from a parent that joins how its children ended, where polling cannot', async () => {
    process.env['JOINSCOPE_LIFECYCLE'] = 'polling';
    onTestFinished(() => {
      delete process.env['JOINSCOPE_LIFECYCLE'];
    });
    const folder = mkdtempSync(join(tmpdir(), 'joinscope-go-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const go = join(folder, 'go');
    const run = driveCompanion([python, fixture('python/end_in_three_ways.py'), go], {
      probes: true,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } as Record<string, string>,
    });
    // One that came and went between two scans is not told at all.
    const root = (await run.awaitEvent('process-started')).pid;
    const children = () =>
      run.eventsOf('process-started').filter(({ ppid, seenBy }) => ppid === root && seenBy === 'polling');
    await awaitCondition(() => children().length === 3);
    writeFileSync(go, '');
    await run.ended;
    const ends = run.eventsOf('process-exited').filter(({ seenBy }) => seenBy === 'probe');
    expect(ends.map(({ code, signal }) => signal ?? code).sort()).toEqual([0, 3, 'SIGKILL']);
  });
});
