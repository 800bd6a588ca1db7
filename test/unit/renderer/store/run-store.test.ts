import { describe, expect, it } from 'vitest';
import { keepView, viewStoreOf } from '../../../../src/renderer/run-view/view-store';
import { createRunStore } from '../../../../src/renderer/store/run-store';
import type { RunEvent } from '../../../../src/shared/events';
import type { RunBatch } from '../../../../src/shared/recording';

/** A store whose timer is run by hand. */
function setUp() {
  const replays: string[] = [];
  const timers: (() => void)[] = [];
  const delays: number[] = [];
  let now = 1000;
  const runs = createRunStore({
    requestReplay: (runId) => void replays.push(runId),
    onReplaced: keepView,
    clock: () => now,
    schedule: (publish, delay) => {
      timers.push(publish);
      delays.push(delay);
    },
  });
  let published = 0;
  runs.store.subscribe(() => (published += 1));
  return {
    ...runs,
    replays,
    delays,
    wait: (time: number) => (now += time),
    pending: () => timers.length,
    tick: () => timers.splice(0).forEach((publish) => publish()),
    published: () => published,
    run: (runId: string) => runs.store.getState().runs.find((run) => run.runId === runId),
  };
}

const started = (pid: number): RunEvent => ({
  type: 'process-started',
  t: pid,
  pid,
  ppid: 1,
  name: `p${pid}`,
  seenBy: 'kernel',
});
const batch = (runId: string, firstIndex: number, ...pids: number[]): RunBatch => ({
  runId,
  title: runId,
  isLive: true,
  path: undefined,
  firstIndex,
  events: pids.map(started),
});

describe('run store', () => {
  it('shows a new run at once, and later batches at the next tick', () => {
    const { accept, run, tick, pending, published } = setUp();
    accept(batch('a', 0, 10));
    expect(run('a')?.model.processes).toHaveLength(1);
    expect(published()).toBe(1);
    const before = run('a');
    accept(batch('a', 1, 11));
    accept(batch('a', 2, 12));
    expect(run('a')).toBe(before);
    expect(pending()).toBe(1);
    tick();
    expect(published()).toBe(2);
    expect(run('a')?.revision).toBe(3);
    expect(run('a')?.model.processes.map(({ pid }) => pid)).toEqual([10, 11, 12]);
  });

  it('shows a program that rests together with the next whole second of its clock', () => {
    const { accept, run, tick, wait, delays, published } = setUp();
    const sampled = (firstIndex: number, isQuiet: boolean): void => {
      const event: RunEvent = { type: 'sample', t: firstIndex * 500, rows: [{ pid: 10, cpu: 0.5 }] };
      accept({ ...batch('a', firstIndex), events: [event], ...(isQuiet && { isQuiet }) });
    };
    accept(batch('a', 0, 10));
    sampled(1, false);
    expect(delays.at(-1)).toBe(100);
    tick();
    expect(run('a')).toMatchObject({ now: 500, isQuiet: false });
    // It is shown at 500 since the clock was at 1000.
    wait(1200);
    sampled(2, true);
    expect(delays.at(-1)).toBe(300);
    const shown = published();
    sampled(3, false);
    expect(delays.at(-1)).toBe(100);
    tick();
    expect(published()).toBe(shown + 1);
    expect(run('a')).toMatchObject({ now: 1500, isQuiet: false });
    sampled(4, true);
    tick();
    expect(run('a')?.isQuiet).toBe(true);
  });

  it('leaves the other runs as they are, so that nobody renders them', () => {
    const { accept, run, tick } = setUp();
    accept(batch('a', 0, 10));
    accept(batch('b', 0, 20));
    const other = run('a');
    accept(batch('b', 1, 21));
    tick();
    expect(run('a')).toBe(other);
    expect(run('b')?.revision).toBe(2);
  });

  it('asks once for a replay when a batch was missed, and begins anew with it', () => {
    const { accept, run, tick, replays } = setUp();
    accept(batch('a', 0, 10));
    accept(batch('a', 2, 12));
    accept(batch('a', 3, 13));
    expect(replays).toEqual(['a']);
    accept(batch('a', 0, 10, 11, 12, 13));
    tick();
    expect(run('a')?.model.processes.map(({ pid }) => pid)).toEqual([10, 11, 12, 13]);
    accept(batch('a', 5, 15));
    expect(replays).toEqual(['a', 'a']);
  });

  it('asks for the whole of a run that it hears of in the middle', () => {
    const { accept, run, replays } = setUp();
    accept(batch('a', 4, 14));
    expect(run('a')).toBeUndefined();
    expect(replays).toEqual(['a']);
  });

  it('drops late batches of a run that was closed', () => {
    const { accept, forget, run, replays } = setUp();
    accept(batch('a', 0, 10));
    forget('a');
    accept(batch('a', 1, 11));
    expect(run('a')).toBeUndefined();
    expect(replays).toEqual([]);
  });

  it('looks at a run that is sent anew as before', () => {
    const { accept, run, tick } = setUp();
    accept(batch('a', 0, 1, 2));
    const before = run('a')?.model;
    if (before === undefined) throw new Error('no run');
    viewStoreOf(before).getState().openTab('output');
    viewStoreOf(before).getState().select(1);
    accept(batch('a', 0, 1, 2, 3));
    tick();
    const after = run('a')?.model;
    if (after === undefined) throw new Error('no run');
    expect(after).not.toBe(before);
    expect(viewStoreOf(after).getState()).toMatchObject({ tab: 'output', selected: 1 });
  });
});
