import { describe, expect, it, onTestFinished } from 'vitest';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  activeChildren,
  NotCloneableError,
  Process,
  type ProcessOptions,
  ProcessStateError,
  wait,
} from '../../../src/main/multiprocessing';
import type { Report } from '../../../src/shared/report';
import { tasksModule } from './open-pool';

/** Starts a function of the fixture; the test's end ends it, however the test ended. */
function startChild(target: string, args: readonly unknown[] = [], reports: Report[] = []): Promise<Process> {
  return started({ module: tasksModule, target, args, onEvent: (report) => void reports.push(report) });
}

async function started<Args extends readonly unknown[]>(options: ProcessOptions<Args>): Promise<Process<Args>> {
  const child = new Process(options);
  onTestFinished(() => child[Symbol.asyncDispose]());
  await child.start();
  return child;
}

/** Written without the test runner's changes to its text. */
const written = (source: string): (() => unknown) => (0, eval)(`(${source})`) as () => unknown;

describe('Process', () => {
  it.each([
    ['square', [2], 0],
    ['exit', [3], 3],
    ['fail', [3], 1],
    ['signalSelf', ['SIGKILL'], -9],
    ['nope', [], 1],
  ])('joins %s%j with %i', async (target, args, exitCode) => {
    const child = await startChild(target, args);
    await expect(child.join()).resolves.toBe(exitCode);
    expect(child.isAlive()).toBe(false);
  });

  it('leaves the child running when the join times out, and ends it with SIGTERM', async () => {
    const child = await startChild('spin');
    await expect(child.join(50)).resolves.toBeUndefined();
    expect([child.isAlive(), child.exitCode]).toEqual([true, undefined]);
    child.terminate();
    await expect(child.join()).resolves.toBe(-15);
    expect(child.signal).toBe('SIGTERM');
  });

  it('refuses a second start, and a join before the first', async () => {
    const child = await startChild('square', [1]);
    await expect(child.start()).rejects.toBeInstanceOf(ProcessStateError);
    await expect(new Process({ module: tasksModule, target: 'square' }).join()).rejects.toBeInstanceOf(
      ProcessStateError,
    );
  });

  it('refuses arguments that cannot be sent, and leaves no child', async () => {
    await expect(startChild('echo', [() => 1])).rejects.toBeInstanceOf(NotCloneableError);
  });

  it('runs a function that is sent as source, and one that is named by { module, name }', async () => {
    const own = await started({ target: (code: number, more: number) => process.exit(code + more), args: [2, 3] });
    await expect(own.join()).resolves.toBe(5);
    const exported = await started({ target: { module: tasksModule, name: 'exit' }, args: [6] });
    await expect(exported.join()).resolves.toBe(6);
  });

  it('hands out what the child writes, and says there what a function sent as source lacked', async () => {
    const child = await started({ target: written('() => { console.log("hi"); outside(); }'), output: 'pipe' });
    const [stdout, stderr] = await Promise.all([
      text(child.stdout ?? Readable.from([])),
      text(child.stderr ?? Readable.from([])),
    ]);
    expect(stdout).toBe('hi\n');
    expect(stderr).toContain('the function was sent as source and does not see `outside`');
    await expect(child.join()).resolves.toBe(1);
  });

  it('interrupts, kills, and sends its signals to a child that is still loading', async () => {
    for (const [call, exitCode] of [
      ['interrupt', -2],
      ['kill', -9],
      ['terminate', -15],
    ] as const) {
      const child = await startChild('spin');
      child[call]();
      await expect(child.join()).resolves.toBe(exitCode);
    }
  });

  it('can be waited for beside others by its sentinel', async () => {
    const slow = await startChild('spin');
    const quick = await startChild('exit', [4]);
    await expect(wait([slow.sentinel, quick.sentinel])).resolves.toEqual([quick.sentinel]);
    expect(quick.sentinel.reason).toBe(4);
    await expect(wait([slow.sentinel], { timeout: 10 })).resolves.toEqual([]);
    expect(() => new Process({ target: () => undefined }).sentinel).toThrow(ProcessStateError);
  });

  it('stops waiting in join when its signal is aborted, and the child goes on', async () => {
    const child = await startChild('spin');
    const reason = new Error('enough');
    const controller = new AbortController();
    const joining = child.join({ signal: controller.signal });
    controller.abort(reason);
    await expect(joining).rejects.toBe(reason);
    expect(child.isAlive()).toBe(true);
  });

  it('is among the active children while it lives', async () => {
    const before = activeChildren().length;
    const child = await startChild('spin');
    expect(activeChildren().slice(before)).toEqual([child]);
    child.kill();
    await child.join();
    expect(activeChildren()).not.toContain(child);
  });

  it('refuses everything after close, and close while it runs', async () => {
    const child = await startChild('spin');
    expect(() => child.close()).toThrow(ProcessStateError);
    child.kill();
    await child.join();
    child.close();
    child.close();
    expect(() => child.isAlive()).toThrow(ProcessStateError);
    expect(() => child.exitCode).toThrow(ProcessStateError);
    expect(() => child.pid).toThrow(ProcessStateError);
    expect(() => child.terminate()).toThrow(ProcessStateError);
    await expect(child.start()).rejects.toBeInstanceOf(ProcessStateError);
    await expect(child.join()).rejects.toBeInstanceOf(ProcessStateError);
  });

  it('is ended at the end of its block', async () => {
    let child: Process;
    {
      await using inner = new Process({ module: tasksModule, target: 'spin' });
      await inner.start();
      child = inner;
    }
    expect([child.isAlive(), child.exitCode]).toEqual([false, -15]);
  });

  it('reports its name, its error, the signal with the place that sent it, and the joins', async () => {
    const reports: Report[] = [];
    const child = await startChild('spin', [], reports);
    await child.join(20);
    child.kill();
    await child.join();
    await (await startChild('fail', [3], reports)).join();
    expect(reports).toContainEqual(
      expect.objectContaining({ type: 'process-renamed', pid: child.pid, name: child.name }),
    );
    expect(reports).toContainEqual(
      expect.objectContaining({ type: 'join-returned', childPid: child.pid, finished: false }),
    );
    expect(reports).toContainEqual(
      expect.objectContaining({ type: 'join-returned', childPid: child.pid, finished: true }),
    );
    expect(reports).toContainEqual(
      expect.objectContaining({ type: 'process-joined', pid: child.pid, byPid: process.pid }),
    );
    expect(reports).toContainEqual(
      expect.objectContaining({ type: 'exception', errorType: 'RangeError', message: 'bad 3' }),
    );
    const sent = reports.find(({ type }) => type === 'signal-sent');
    expect(sent).toMatchObject({ pid: child.pid, signal: 'SIGKILL', by: 'program', byPid: process.pid });
    expect(sent).toHaveProperty('file', expect.stringContaining('process.test.ts'));
  });
});
