import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { driveCompanion } from '../../support/companion-driver';
import { fixture } from '../../support/fixture';

const program = fixture('node/runtime.cjs');
const drive = (way: string, ...options: readonly string[]) =>
  driveCompanion([process.execPath, ...options, program, way], { probes: true });

async function watched(way: string, ...options: readonly string[]) {
  const run = drive(way, ...options);
  await run.ended;
  return run;
}

describe.runIf(process.platform !== 'win32')('what a Node program tells of its runtime', () => {
  it('tells of each worker thread: the line that made it, its exit code, the error that nobody in it caught', async () => {
    const run = await watched('threads');
    const started = run.eventsOf('thread-started');
    expect(started).toMatchObject([1, 2, 3].map((thread) => ({ thread, file: program, line: 23 })));
    const ended = [...run.eventsOf('thread-ended')].sort((a, b) => a.thread - b.thread);
    expect(ended).toMatchObject([
      { thread: 1, code: 0 },
      { thread: 2, code: 5 },
      { thread: 3, code: 1, errorType: 'RangeError', message: 'out of the thread' },
    ]);
    expect(run.events.at(-1)).toMatchObject({ exitCode: 0 });
  });

  it('leaves an error of a thread that nobody handles to end the program, with the same output', async () => {
    const bare = spawnSync(process.execPath, [program, 'unhandled error'], { encoding: 'utf8' });
    const run = await watched('unhandled error');
    expect(run.events.at(-1)).toMatchObject({ exitCode: bare.status });
    const lines = run.eventsOf('log').map(({ text }) => text);
    expect(withoutFrames(lines)).toEqual(withoutFrames(bare.stderr.split('\n')));
    expect(run.eventsOf('exception')).toMatchObject([{ errorType: 'RangeError' }]);
  });

  it('calls the workers of a cluster by their numbers, and tells who was disconnected', async () => {
    const run = await watched('cluster');
    const workers = run.eventsOf('process-started').filter(({ seenBy }) => seenBy === 'probe');
    expect(workers).toMatchObject([
      { name: 'runtime.cjs worker 1', startMethod: 'cluster' },
      { name: 'runtime.cjs worker 2', startMethod: 'cluster' },
    ]);
    const codes = workers.map(({ pid }) => run.eventsOf('process-exited').find((one) => one.pid === pid)?.code);
    expect(codes).toEqual([0, 3]);
    expect(run.eventsOf('process-disconnected').map(({ pid }) => pid)).toContain(workers[0]?.pid);
  });

  it('tells how much of the time the event loop works, and for how long it was held', async () => {
    const run = await watched('busy');
    const samples = run.eventsOf('runtime-sample');
    expect(samples.length).toBeGreaterThanOrEqual(2);
    for (const { loopUse, heapBytes, heapLimitBytes } of samples) {
      expect(loopUse).toBeGreaterThan(1);
      expect(heapBytes).toBeLessThan(heapLimitBytes);
    }
    expect(Math.max(...samples.map(({ loopDelayMaxMs = 0 }) => loopDelayMaxMs))).toBeGreaterThan(500);
  });

  it('tells how near the heap comes to its limit', async () => {
    const run = await watched('heap', '--max-old-space-size=48');
    const parts = run.eventsOf('runtime-sample').map(({ heapBytes, heapLimitBytes }) => heapBytes / heapLimitBytes);
    // At rest 0.04 at most. The limit holds the young generation too, whose size differs from Node to Node.
    expect(Math.max(...parts)).toBeGreaterThan(0.1);
  });

  it.runIf(process.platform === 'linux')('keeps an idle program asleep', async () => {
    const run = drive('idle');
    // A loop that waits for nothing but events has no timer of ours.
    const { threads } = await run.awaitEvent('standstill', ({ threads: [main] }) => main?.call === 'poll');
    expect(threads[0]).toMatchObject({ call: 'poll' });
    run.send({ type: 'stop', reason: 'kill' });
    await run.ended;
  });
});

/** Which of Node's own functions handed an error on depends on whether it came before the thread's end. */
function withoutFrames(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.trim() !== '' && !/^ +at /.test(line));
}
