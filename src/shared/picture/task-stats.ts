/** Tasks of all pools in a stretch of time: how many ended, how long they ran and waited. */
import { Histogram, sumOf } from '../model/histogram';
import type { PoolRow } from '../model/pool-row';
import type { RunModel } from '../model/run-model';
import type { Milliseconds } from '../units';
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
  const pools = [...model.pools.values()];
  if (window.from <= 0 && window.to >= model.now) return statsOfRun(pools, window.to);
  const runTimes = new Histogram();
  const waitTimes = new Histogram();
  let ended = 0;
  let perSecond = 0;
  for (const { timeline } of pools) {
    // What the slices cover, no further than the run reaches.
    const [first, last] = [timeline.widthAt(window.from), timeline.widthAt(window.to)];
    const from = Math.floor(window.from / first) * first;
    const to = Math.min((Math.floor(window.to / last) + 1) * last, Math.max(model.now, window.to));
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

/** Of a whole run every end is counted already. */
function statsOfRun(pools: readonly PoolRow[], lasted: Milliseconds): TaskStats {
  const ended = pools.reduce((sum, { finished, failed }) => sum + finished + failed, 0);
  return {
    ended,
    perSecond: lasted > 0 ? (ended * 1000) / lasted : 0,
    runTimes: sumOf(pools.map(({ runTimes }) => runTimes)),
    waitTimes: sumOf(pools.map(({ waitTimes }) => waitTimes)),
  };
}
