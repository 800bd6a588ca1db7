import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunHistory } from '../../../src/main/runs/run-history';
import { RunStream } from '../../../src/main/runs/run-stream';
import type { RunEvent } from '../../../src/shared/events';
import type { RunBatch } from '../../../src/shared/recording';

const label = { runId: 'r', title: 'true', isLive: true, path: undefined };
const samples = (count: number, from = 0): RunEvent[] =>
  Array.from({ length: count }, (_, n) => ({ type: 'sample', t: from + n, rows: [] }));

/** What a window holds after it took these batches. */
function joined(batches: readonly RunBatch[]): readonly RunEvent[] {
  let held: RunEvent[] = [];
  for (const { firstIndex, events } of batches) {
    if (firstIndex !== 0) expect(firstIndex).toBe(held.length);
    held = firstIndex === 0 ? [...events] : [...held, ...events];
  }
  return held;
}

describe('RunStream', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('delivers ten times a second at most, in one piece', () => {
    const stream = new RunStream(label);
    const batches: RunBatch[] = [];
    stream.onBatch((batch) => batches.push(batch));
    for (let step = 0; step < 100; step += 1) {
      stream.add(samples(3, step * 3));
      vi.advanceTimersByTime(10);
    }
    // The first at once.
    expect(batches).toHaveLength(11);
    stream.flush();
    expect(joined(batches)).toEqual(samples(300));
  });

  it('delivers at once what comes after a while, and is not woken up for nothing', () => {
    const stream = new RunStream(label);
    const batches: RunBatch[] = [];
    stream.onBatch((batch) => batches.push(batch));
    stream.add(samples(1));
    vi.advanceTimersByTime(100);
    stream.add(samples(1, 1));
    expect(batches).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('cuts what is too much for one batch', () => {
    const stream = new RunStream(label);
    const sizes: number[] = [];
    stream.onBatch(({ events }) => sizes.push(events.length));
    stream.add(samples(12_000));
    stream.flush();
    expect(sizes).toEqual([5000, 5000, 2000]);
  });

  it('gives a late listener a replay that the next batch follows', () => {
    const stream = new RunStream(label);
    stream.add(samples(5));
    const batches: RunBatch[] = [];
    stream.onBatch((batch) => batches.push(batch));
    batches.push(stream.replay());
    stream.add(samples(5, 5));
    vi.advanceTimersByTime(100);
    expect(joined(batches)).toEqual(samples(10));
  });

  it('starts again from index 0 when older events were dropped', () => {
    const history = new RunHistory(10_000);
    const stream = new RunStream(label, history);
    const batches: RunBatch[] = [];
    stream.onBatch((batch) => batches.push(batch));
    for (let step = 0; step < 30; step += 1) {
      stream.add(samples(10, step * 10));
      vi.advanceTimersByTime(100);
    }
    expect(joined(batches)).toEqual(history.events);
    expect(stream.model.events).toBe(300);
  });

  it('leaves alone a listener that took its leave', () => {
    const stream = new RunStream(label);
    const listener = vi.fn();
    stream.onBatch(listener)();
    stream.add(samples(1));
    stream.flush();
    expect(listener).not.toHaveBeenCalled();
  });
});
