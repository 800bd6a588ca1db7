/** What a curve says of a stretch of time. */
import type { Point } from '../model/series';
import type { TimeWindow } from './time-window';

/**
 * Mean over time of readings that each hold from the one before them: of a load that is
 * the mean of its interval, exact to the interval.
 *
 * @returns `undefined` where no reading covers any of the stretch.
 */
export function meanOfIntervals(points: readonly Point[], { from, to }: TimeWindow): number | undefined {
  let area = 0;
  let time = 0;
  let before = 0;
  for (const { t, value } of points) {
    const covered = Math.min(t, to) - Math.max(before, from);
    if (covered > 0) {
      area += value * covered;
      time += covered;
    }
    before = t;
  }
  return time > 0 ? area / time : undefined;
}

/** Mean over time of readings that each hold until the next: a depth, a count. */
export function meanOfSteps(points: readonly Point[], { from, to }: TimeWindow): number | undefined {
  let area = 0;
  let time = 0;
  points.forEach(({ t, value }, place) => {
    const covered = Math.min(points[place + 1]?.t ?? to, to) - Math.max(t, from);
    if (covered <= 0) return;
    area += value * covered;
    time += covered;
  });
  return time > 0 ? area / time : undefined;
}

/** The highest of a quantity whose readings hold until the next; the one at the stretch's begin counts. */
export function peakOfSteps(points: readonly Point[], { from, to }: TimeWindow): number | undefined {
  let peak: number | undefined;
  points.forEach(({ t, value }, place) => {
    if (t > to || (points[place + 1]?.t ?? Infinity) < from) return;
    peak = Math.max(peak ?? value, value);
  });
  return peak;
}
