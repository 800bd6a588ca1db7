import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LifecycleEvent } from '../../../src/main/monitor/monitor';
import { KernelLifecycle } from '../../../src/main/monitor/linux/kernel-lifecycle';
import { fixture } from '../../support/fixture';
import { python } from '../../support/python';
import { clock, watchLives } from './lives';

const run = promisify(execFile);

/** Starts a command that the test's end ends. */
function start(command: string, args: readonly string[]) {
  const child = spawn(command, args, { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, pid: child.pid ?? 0, exited: once(child, 'exit') };
}

/** Runs so many short lives. @returns their pids and statuses, as they tell them themselves. */
async function livesTold(count: number): Promise<readonly (readonly [pid: number, status: number])[]> {
  const { stdout } = await run(python, [fixture('python/short_lives.py'), String(count), '1', '20']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number) as [number, number]);
}

describe.runIf(process.platform === 'linux')('the kernel as source of life cycles', () => {
  it.each([1, 2, 3])('sees 200 processes that live 1 to 20 ms, with their exit codes (run %i)', async () => {
    const { events, source, awaitEvent } = await watchLives();
    expect(source.kind).toBe('kernel');
    const told = await livesTold(200);
    expect(told).toHaveLength(200);
    for (const [pid, code] of told) {
      expect(events.some((event) => event.type === 'fork' && event.pid === pid)).toBe(true);
      const { status } = await awaitEvent('exit', pid);
      expect(status).toEqual({ code, signal: null, coreDumped: false });
    }
  });

  it('tells the signal that ended a process', async () => {
    const { awaitEvent } = await watchLives();
    const { child, pid } = start('sleep', ['60']);
    child.kill('SIGKILL');
    expect(await awaitEvent('exit', pid)).toMatchObject({ status: { code: null, signal: 'SIGKILL' } });
  });

  it('tells parent, exec and a time between start and end of the test’s own clock', async () => {
    const { awaitEvent } = await watchLives();
    const before = clock();
    const { pid, exited } = start('true', []);
    await exited;
    const fork = await awaitEvent('fork', pid);
    const exec = await awaitEvent('exec', pid);
    const exit = await awaitEvent('exit', pid);
    const times = [before, fork.at, exec.at, exit.at, clock()];
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(fork.ppid).toBe(process.pid);
  });

  it('follows a process whose second thread calls exec, through one end', async () => {
    const { events, awaitEvent } = await watchLives();
    const { pid } = start(python, [fixture('python/exec_from_thread.py')]);
    expect(await awaitEvent('exit', pid)).toMatchObject({ status: { code: 4, signal: null } });
    const own = events.filter((event) => 'pid' in event && event.pid === pid);
    // fork, exec of Python, exec by the thread, exit: the first thread's own end is not among them.
    expect(own.filter(({ type }) => type !== 'rename').map(({ type }) => type)).toEqual([
      'fork',
      'exec',
      'exec',
      'exit',
    ]);
  });

  it('tells one end of a process with many threads, with its code', async () => {
    const { events, awaitEvent } = await watchLives();
    const { pid } = start(process.execPath, ['-e', 'process.exit(7)']);
    expect(await awaitEvent('exit', pid)).toMatchObject({ status: { code: 7 } });
    expect(events.filter((event) => event.type === 'exit' && event.pid === pid)).toHaveLength(1);
  });

  it('says that events were lost when more come than the buffer holds, and how many', async () => {
    const events: LifecycleEvent[] = [];
    const source = new KernelLifecycle(clock, { receiveBuffer: 4096 });
    await source.start((event) => events.push(event));
    onTestFinished(() => source.stop());
    const missed = () => events.reduce((sum, event) => sum + (event.type === 'missed' ? event.count : 0), 0);
    const isCounted = () => missed() > 300 && events.length + missed() >= 3 * 300;
    await vi.waitFor(
      async () => {
        // The loop is held while 300 processes live: nobody takes their events away. Again where that was not
        // enough: of a core that was never heard of before, nothing is known to be missing.
        spawnSync('/bin/sh', ['-c', 'for i in $(seq 300); do /bin/true; done']);
        for (let left = 20; left > 0 && !isCounted(); left -= 1) {
          // What is missing is known when the next event of the same core has come.
          spawnSync('/bin/true');
          await sleep(50);
        }
        expect(isCounted()).toBe(true);
      },
      { timeout: 60_000 },
    );
    expect(events.some(({ type }) => type === 'overflow')).toBe(true);
  });

  it('tells only of those that are followed, and misses none of them, while others start processes all the time', async () => {
    const noise = start('/bin/sh', ['-c', 'while :; do sleep 0.01; done']);
    const before = sockets();
    const { events, source, awaitEvent } = await watchLives();
    source.follow?.([]);
    const isHushed = () => sockets().filter((socket) => !before.includes(socket)).length >= 2;
    const since = events.length;
    await vi.waitFor(() => expect(isHushed()).toBe(true), { timeout: 60_000 });

    // Few at a time keep the filter, many in a row take it away for a while.
    const { pid: sole } = start('/bin/sh', ['-c', 'sleep 0.05; exit 9']);
    expect(await awaitEvent('exit', sole)).toMatchObject({ status: { code: 9 } });
    const inner = events.find((event) => event.type === 'fork' && event.ppid === sole);
    if (inner?.type !== 'fork') throw new Error('Its own child was not seen');
    expect(await awaitEvent('exit', inner.pid)).toMatchObject({ status: { code: 0 } });
    for (const lives of await Promise.all([livesTold(200), livesTold(60)])) {
      for (const [pid, code] of lives) {
        expect(events.some((event) => event.type === 'fork' && event.pid === pid)).toBe(true);
        expect(await awaitEvent('exit', pid)).toMatchObject({ status: { code } });
      }
    }
    expect(events.slice(since).filter((event) => event.type === 'fork' && event.ppid === noise.pid)).toEqual([]);
  });

  it('serves several listeners at once', async () => {
    const lives = await Promise.all([watchLives(), watchLives(), watchLives()]);
    expect(lives.map(({ source }) => source.kind)).toEqual(['kernel', 'kernel', 'kernel']);
    const { pid } = start('true', []);
    for (const { awaitEvent } of lives) expect(await awaitEvent('exit', pid)).toMatchObject({ status: { code: 0 } });
  });

  it('closes its socket when it is stopped', async () => {
    const before = sockets();
    const { source } = await watchLives();
    // Those of earlier tests may close meanwhile: only what this one opened counts.
    const own = sockets().filter((socket) => !before.includes(socket));
    expect(own.length).toBeGreaterThan(0);
    source.stop();
    await vi.waitFor(() => expect(sockets().filter((socket) => own.includes(socket))).toEqual([]));
  });
});

/** Sockets among this process's descriptors, by their own numbers. */
function sockets(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return target.startsWith('socket:') ? [target] : [];
    } catch {
      return []; // The listing's own.
    }
  });
}
