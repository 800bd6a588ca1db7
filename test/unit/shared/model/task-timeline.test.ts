import { describe, expect, it } from 'vitest';
import { TaskTimeline } from '../../../../src/shared/model/task-timeline';

const HOUR = 3_600_000;

describe('the ends of tasks over time', () => {
  it('are counted in slices, and a slice without one is left out', () => {
    const timeline = new TaskTimeline();
    timeline.add(10, { count: 2, runMs: 5, waitMs: 1 });
    timeline.add(40, { count: 1, runMs: 7, waitMs: undefined });
    timeline.add(210, { count: 4, runMs: 9, waitMs: 3 });
    expect(timeline.within({ from: 0, to: 1000 }).map(({ from, to, ended }) => [from, to, ended])).toEqual([
      [0, 50, 3],
      [200, 250, 4],
    ]);
    expect(timeline.within({ from: 0, to: 1000 })[0]?.waitTimes.count).toBe(2);
    expect(timeline.within({ from: 100, to: 199 })).toEqual([]);
  });

  it('lose none over eight hours, in bounded memory', () => {
    const timeline = new TaskTimeline();
    for (let t = 0; t < 8 * HOUR; t += 1000) timeline.add(t, { count: 1, runMs: 10, waitMs: 2 });
    const buckets = timeline.within({ from: 0, to: 8 * HOUR });
    expect(buckets.length).toBeLessThanOrEqual(256 * 12);
    expect(buckets.reduce((sum, { ended }) => sum + ended, 0)).toBe(8 * 3600);
    expect(buckets[0]?.runTimes.percentile(0.5)).toBeCloseTo(10, 0);
    buckets.forEach(({ from }, place) => expect(from).toBeGreaterThanOrEqual(buckets[place - 1]?.to ?? 0));
  });

  it('are told in fine slices of what is newest, in wider ones the older it is', () => {
    const timeline = new TaskTimeline();
    for (let t = 0; t < 8 * HOUR; t += 250) timeline.add(t, { count: 1, runMs: 10, waitMs: 2 });
    const recent = timeline.within({ from: 8 * HOUR - 300_000, to: 8 * HOUR });
    expect(recent.length).toBeGreaterThan(100);
    expect(timeline.widthAt(8 * HOUR - 5000)).toBe(50);
    expect(timeline.widthAt(0)).toBeGreaterThan(50_000);
  });

  it('count one that is told late where it belongs', () => {
    const timeline = new TaskTimeline();
    timeline.add(HOUR, { count: 1, runMs: 10, waitMs: 2 });
    timeline.add(20, { count: 3, runMs: 10, waitMs: 2 });
    expect(timeline.within({ from: 0, to: 1000 }).map(({ from, ended }) => [from, ended])).toEqual([[0, 3]]);
  });
});
