/** Tasks of all pools in a stretch of time: how many ended, how long they ran and waited. */
import { Histogram } from '../model/histogram';
import type { RunModel } from '../model/run-model';
import type { TimeWindow } from './time-window';

export interface TaskStats {
  readonly ended: number;
  /** A second, over the slices that were counted. */
  readonly perSecond: number;
  readonly runTimes: Histogram;
  readonly waitTimes: Histogram;
}

/** To the nearest slice of the pools' timelines. @returns `undefined` in a run without pools. */
export function taskStatsOf(model: RunModel, window: TimeWindow): TaskStats | undefined {
  if (model.pools.size === 0) return undefined;
  const runTimes = new Histogram();
  const waitTimes = new Histogram();
  let ended = 0;
  let perSecond = 0;
  for (const { timeline } of model.pools.values()) {
    const { width } = timeline;
    // What the slices cover, no further than the run reaches.
    const from = Math.floor(window.from / width) * width;
    const to = Math.min((Math.floor(window.to / width) + 1) * width, Math.max(model.now, window.to));
    const buckets = timeline.within(window);
    const count = buckets.reduce((sum, bucket) => sum + bucket.ended, 0);
    ended += count;
    perSecond += to > from ? (count * 1000) / (to - from) : 0;
    for (const bucket of buckets) {
      runTimes.addAll(bucket.runTimes);
      waitTimes.addAll(bucket.waitTimes);
    }
  }
  return { ended, perSecond, runTimes, waitTimes };
}
