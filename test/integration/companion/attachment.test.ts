import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { awaitCondition, driveAttachment, isAlive } from '../../support/companion-driver';

/** A program of somebody else: not a child of the companion. Its stdin keeps it; the test's end ends its group. */
function startProgram(script: string) {
  const child = spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
  const { pid } = child;
  if (pid === undefined) throw new Error('sh did not start');
  onTestFinished(() => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  });
  return { child, pid, tell: (line: string) => child.stdin.write(`${line}\n`), exited: once(child, 'exit') };
}

const isLinux = process.platform === 'linux';

describe.runIf(isLinux)('watching a program that runs already', () => {
  it('tells the exit codes of the program and of children that are not ours', async () => {
    const program = startProgram('sleep 600 & read go; sh -c "exit 7"; kill $!; wait $!; exit 3');
    const run = driveAttachment({ pid: program.pid });
    const first = await run.awaitEvent('process-started', ({ ppid }) => ppid === program.pid);
    expect(first.seenBy).toBe('attach');
    await run.awaitEvent('sample');
    program.tell('go');
    await run.ended;
    const ends = run.eventsOf('process-exited').map(({ pid, code, signal }) => ({ pid, code, signal }));
    expect(ends).toHaveLength(3);
    expect(ends).toContainEqual({ pid: first.pid, code: null, signal: 'SIGTERM' });
    expect(ends.map(({ code }) => code)).toContain(7);
    expect(ends.at(-1)).toEqual({ pid: program.pid, code: 3, signal: null });
    expect(run.events.at(-1)).toMatchObject({ type: 'run-ended', reason: 'exited', exitCode: 3, signal: null });
    expect(run.events[0]).toMatchObject({ type: 'run-started', attachedTo: program.pid });
  });

  it('tells the signal that ended the program', async () => {
    const program = startProgram('read go');
    const run = driveAttachment({ pid: program.pid });
    await run.awaitEvent('process-started');
    process.kill(program.pid, 'SIGSEGV');
    await run.ended;
    expect(run.events.at(-1)).toMatchObject({ type: 'run-ended', exitCode: null, signal: 'SIGSEGV' });
  });

  it.each(['stop', 'kill', 'cleanup'] as const)(
    'leaves the program alone when the watch ends by %s',
    async (reason) => {
      const program = startProgram('sleep 600 & read go');
      const run = driveAttachment({ pid: program.pid });
      const child = await run.awaitEvent('process-started', ({ ppid }) => ppid === program.pid);
      run.send({ type: 'stop', reason });
      await run.ended;
      expect(run.events.at(-1)).toMatchObject({ type: 'run-ended', reason: 'detached' });
      expect([isAlive(program.pid), isAlive(child.pid)]).toEqual([true, true]);
    },
  );

  it('leaves the program alone when the companion loses its run, or is killed', async () => {
    const program = startProgram('read go');
    const lost = driveAttachment({ pid: program.pid });
    await lost.awaitEvent('process-started');
    lost.child.disconnect();
    await lost.ended;
    const killed = driveAttachment({ pid: program.pid });
    await killed.awaitEvent('process-started');
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(isAlive(program.pid)).toBe(true);
  });

  it('sends a signal that is asked for to the program alone, and tells of it', async () => {
    const program = startProgram('sleep 600 & read go');
    const run = driveAttachment({ pid: program.pid });
    const child = await run.awaitEvent('process-started', ({ ppid }) => ppid === program.pid);
    run.send({ type: 'forward-signal', signal: 'SIGTERM' });
    await run.awaitEvent('process-exited', ({ pid }) => pid === program.pid);
    expect(run.eventsOf('signal-sent')).toMatchObject([{ pid: program.pid, signal: 'SIGTERM', by: 'joinscope' }]);
    expect(isAlive(child.pid)).toBe(true);
    run.send({ type: 'stop', reason: 'stop' });
    await run.ended;
  });

  it('refuses what has gone, what was given its pid, and what contains itself', async () => {
    const program = startProgram('read go');
    program.child.kill('SIGKILL');
    await program.exited;
    await awaitCondition(() => !isAlive(program.pid));
    const ids = async (target: { pid: number; startTicks?: number }) => {
      const run = driveAttachment(target);
      await run.ended;
      expect(run.events.at(-1)).toMatchObject({ type: 'run-ended', reason: 'failed-to-start' });
      expect(run.eventsOf('process-started')).toEqual([]);
      return run.eventsOf('notice').map(({ id }) => id);
    };
    expect(await ids({ pid: program.pid })).toEqual(['attach-gone']);
    expect(await ids({ pid: startProgram('read go').pid, startTicks: 1 })).toEqual(['attach-reused']);
    expect(await ids({ pid: process.pid })).toEqual(['attach-self']);
  });

  it('says what is missing where the kernel tells no ends', async () => {
    const program = startProgram('read go; exit 3');
    const run = driveAttachment({ pid: program.pid }, { JOINSCOPE_LIFECYCLE: 'polling' });
    await run.awaitEvent('notice', ({ id }) => id === 'attach-no-status');
    program.tell('go');
    await run.ended;
    expect(run.events.at(-1)).toMatchObject({ type: 'run-ended', exitCode: null, signal: null });
  });

  it('measures the memory that is shared, when asked', async () => {
    const program = startProgram('read go');
    const run = driveAttachment({ pid: program.pid });
    await run.awaitEvent('process-started');
    run.send({ type: 'measure', pid: program.pid });
    const memory = await run.awaitEvent('memory-measured');
    const sample = await run.awaitEvent('sample');
    expect(memory.pssBytes).toBeGreaterThan(10_000);
    expect(memory.pssBytes).toBeLessThanOrEqual((sample.rows[0]?.rss ?? 0) * 2);
    run.send({ type: 'stop', reason: 'stop' });
    await run.ended;
  });
});
