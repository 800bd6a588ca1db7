import { describe, expect, it, onTestFinished } from 'vitest';
import { NotCloneableError, Process, ProcessStateError } from '../../../src/main/multiprocessing';
import type { Report } from '../../../src/shared/report';
import { tasksModule } from './open-pool';

/** Starts a function of the fixture; the test's end ends it, however the test ended. */
async function startChild(target: string, args: readonly unknown[] = [], reports: Report[] = []): Promise<Process> {
  const child = new Process({ module: tasksModule, target, args, onEvent: (report) => void reports.push(report) });
  onTestFinished(async () => {
    child.kill();
    if (child.pid !== undefined) await child.join();
  });
  await child.start();
  return child;
}

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
