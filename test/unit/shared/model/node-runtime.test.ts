import { describe, expect, it } from 'vitest';
import { applyNodeEvent, heapPart, newNodeRuntime, type NodeEvent } from '../../../../src/shared/model/node-runtime';

function after(...events: readonly NodeEvent[]) {
  const runtime = newNodeRuntime();
  for (const event of events) applyNodeEvent(runtime, event);
  return runtime;
}

const MEGABYTE = 2 ** 20;
const sample = (t: number, heap: number, loopDelayMaxMs?: number): NodeEvent => ({
  type: 'runtime-sample',
  t,
  pid: 10,
  loopUse: 40,
  ...(loopDelayMaxMs !== undefined && { loopDelayMs: 1, loopDelayMaxMs }),
  heapBytes: heap * MEGABYTE,
  heapLimitBytes: 100 * MEGABYTE,
});

describe('the runtime of a Node program', () => {
  it('keeps who made a thread, how it ended and what was wrong', () => {
    const { threads, threadsStarted, threadsFailed } = after(
      { type: 'thread-started', t: 1, pid: 10, thread: 1, file: '/home/a/app.js', line: 12 },
      { type: 'thread-started', t: 2, pid: 10, thread: 2 },
      { type: 'thread-ended', t: 3, pid: 10, thread: 1, code: 1, errorType: 'RangeError', message: 'too far' },
    );
    expect(threads).toEqual([
      { thread: 1, startedMs: 1, place: 'app.js:12', endedMs: 3, exitCode: 1, error: 'RangeError: too far' },
      { thread: 2, startedMs: 2, place: undefined },
    ]);
    expect([threadsStarted, threadsFailed]).toEqual([2, 1]);
  });

  it('counts all threads of a program that makes ever new ones, and keeps a few', () => {
    const { threads, threadsStarted } = after(
      ...Array.from({ length: 1000 }, (_, thread): NodeEvent[] => [
        { type: 'thread-started', t: thread, pid: 10, thread },
        { type: 'thread-ended', t: thread, pid: 10, thread, code: 0 },
      ]).flat(),
    );
    expect(threadsStarted).toBe(1000);
    expect(threads.length).toBeLessThanOrEqual(200);
    expect(threads.at(-1)?.thread).toBe(999);
  });

  it('keeps the longest delay and the fullest heap, and how it is now', () => {
    const runtime = after(sample(1, 20), sample(2, 90, 700), sample(3, 30, 5));
    expect(runtime).toMatchObject({ loopUse: 40, loopDelayMs: 1, loopDelayMaxMs: 700, heapBytes: 30 * MEGABYTE });
    expect(heapPart(runtime)).toBe(0.9);
  });

  it('knows no part of a limit that was not told', () => {
    expect(heapPart(newNodeRuntime())).toBeUndefined();
  });
});
