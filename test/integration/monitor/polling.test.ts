import { spawn } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PidtreeTable } from '../../../src/main/monitor/polling/pidtree-table';
import { watchLives } from './lives';

/** Starts a command that the test's end ends. */
function start(command: string, args: readonly string[]): number {
  const child = spawn(command, args, { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child.pid ?? 0;
}

describe.runIf(process.platform === 'linux')('polling the real table', () => {
  it('sees a child that lives 500 ms, its parent and that it is gone, without a status', async () => {
    const { source, awaitEvent } = await watchLives({ mustPoll: true });
    expect(source).toMatchObject({ kind: 'polling', reason: 'scan-asked' });
    const pid = start('sleep', ['0.5']);
    expect(await awaitEvent('fork', pid)).toMatchObject({ ppid: process.pid });
    expect(await awaitEvent('exit', pid)).not.toHaveProperty('status');
  });

  it('sees that a program was replaced by another', async () => {
    const { awaitEvent } = await watchLives({ mustPoll: true });
    const pid = start('/bin/sh', ['-c', 'sleep 0.5; exec sleep 60']);
    await awaitEvent('fork', pid);
    expect(await awaitEvent('exec', pid)).toMatchObject({ pid });
  });
});

describe.skipIf(process.platform === 'win32')('the table of a system without one of ours', () => {
  it('tells who is whose child', async () => {
    const pid = start('sleep', ['60']);
    const table = new PidtreeTable();
    expect(await table.find(pid)).toMatchObject({ pid, ppid: process.pid });
    expect(await table.find(2 ** 30)).toBeUndefined();
  });
});
