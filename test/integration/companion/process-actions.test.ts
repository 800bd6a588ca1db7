import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RunEventOf } from '../../../src/shared/events';
import { awaitCondition, driveCompanion, isAlive } from '../../support/companion-driver';

/** Letter of proc_pid_stat(5); the name before it may hold spaces. */
function stateOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
}

/** A command with one child that sleeps, both under watch. */
async function sleepers() {
  const run = driveCompanion(['sh', '-c', 'sleep 300 & wait $!; true']);
  const child = await run.awaitEvent('process-exec', ({ name }) => name === 'sleep');
  const started = run.eventsOf('process-started');
  const found = started.find(({ pid }) => pid === child.pid);
  const root = started[0];
  if (found === undefined || root === undefined) throw new Error('Expected the two processes, found fewer.');
  const target = ({ pid, startTicks }: RunEventOf<'process-started'>) => ({ pid, startTicks: startTicks ?? null });
  return { run, child: target(found), root: target(root) };
}

describe('what a person asks of the processes of a run', () => {
  it('stops the whole tree and sets it going again', async () => {
    const { run, child, root } = await sleepers();
    run.send({ type: 'act', action: { type: 'pause', isPaused: true } });
    expect(await run.awaitEvent('run-paused')).toMatchObject({ count: 2 });
    await awaitCondition(() => stateOf(root.pid) === 'T' && stateOf(child.pid) === 'T');
    run.send({ type: 'act', action: { type: 'pause', isPaused: false } });
    expect(await run.awaitEvent('run-resumed')).toMatchObject({ count: 2 });
    await awaitCondition(() => stateOf(child.pid) === 'S');
    run.send({ type: 'stop', reason: 'kill' });
    await run.ended;
  });

  it('ends a paused tree by SIGTERM, which a stopped process takes only when it goes on', async () => {
    const { run } = await sleepers();
    run.send({ type: 'act', action: { type: 'pause', isPaused: true } });
    await run.awaitEvent('run-paused');
    run.send({ type: 'stop', reason: 'stop' });
    await run.ended;
    expect(run.eventsOf('process-exited').map(({ signal }) => signal)).toEqual(['SIGTERM', 'SIGTERM']);
  });

  it('sends a signal to the one that was meant and to no other', async () => {
    const { run, child } = await sleepers();
    const wrong = { ...child, startTicks: (child.startTicks ?? 0) + 1 };
    run.send({ type: 'act', action: { type: 'signal-process', ...wrong, signal: 'SIGKILL' } });
    await run.awaitEvent('notice', ({ id }) => id === 'process-gone');
    expect(isAlive(child.pid)).toBe(true);
    run.send({ type: 'act', action: { type: 'signal-process', ...child, signal: 'SIGUSR1' } });
    await run.ended;
    expect(run.eventsOf('signal-sent')).toMatchObject([{ pid: child.pid, signal: 'SIGUSR1', by: 'joinscope' }]);
    expect(run.eventsOf('process-exited')[0]).toMatchObject({ pid: child.pid, signal: 'SIGUSR1' });
  });

  it('changes the nice value', async () => {
    const { run, child } = await sleepers();
    run.send({ type: 'act', action: { type: 'renice', ...child, nice: 9 } });
    await run.awaitEvent('notice', ({ id }) => id === 'reniced');
    // Field 19 of proc_pid_stat(5), the 17th behind the name.
    const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
    expect(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]).toBe('9');
    run.send({ type: 'stop', reason: 'kill' });
    await run.ended;
  });
});
