/** What a curve says of a stretch of time. */
import { placeAfter, placeFrom, type Readings } from '../model/columns';
import type { Milliseconds } from '../units';
import type { TimeWindow } from './time-window';

/**
 * Mean over time of readings that each hold from the one before them: of a load that is
 * the mean of its interval, exact to the interval.
 *
 * @returns `undefined` where no reading covers any of the stretch.
 */
export function meanOfIntervals(readings: Readings, { from, to }: TimeWindow): number | undefined {
  let area = 0;
  let time = 0;
  const first = placeAfter(readings, from);
  let before = first === 0 ? 0 : readings.tAt(first - 1);
  for (let place = first; place < readings.length && before < to; place += 1) {
    const t = readings.tAt(place);
    const covered = Math.min(t, to) - Math.max(before, from);
    if (covered > 0) {
      area += readings.valueAt(place) * covered;
      time += covered;
    }
    before = t;
  }
  return time > 0 ? area / time : undefined;
}

/** Mean over time of readings that each hold until the next: a depth, a count. */
export function meanOfSteps(readings: Readings, { from, to }: TimeWindow): number | undefined {
  let area = 0;
  let time = 0;
  const end = placeAfter(readings, to);
  for (let place = Math.max(0, placeAfter(readings, from) - 1); place < end; place += 1) {
    const until = place + 1 < readings.length ? readings.tAt(place + 1) : to;
    const covered = Math.min(until, to) - Math.max(readings.tAt(place), from);
    if (covered <= 0) continue;
    area += readings.valueAt(place) * covered;
    time += covered;
  }
  return time > 0 ? area / time : undefined;
}

/** The highest of a quantity whose readings hold until the next; the one at the stretch's begin counts. */
export function peakOfSteps(readings: Readings, { from, to }: TimeWindow): number | undefined {
  let peak: number | undefined;
  const end = placeAfter(readings, to);
  for (let place = Math.max(0, placeFrom(readings, from) - 1); place < end; place += 1) {
    peak = Math.max(peak ?? -Infinity, readings.valueAt(place));
  }
  return peak;
}

/** The first moment within a stretch at which the highest of its readings was read. */
export function momentOfPeak(readings: Readings, { from, to }: TimeWindow): Milliseconds | undefined {
  let peak: { readonly t: Milliseconds; readonly value: number } | undefined;
  const end = placeAfter(readings, to);
  for (let place = placeFrom(readings, from); place < end; place += 1) {
    const value = readings.valueAt(place);
    if (peak === undefined || value > peak.value) peak = { t: readings.tAt(place), value };
  }
  return peak?.t;
}
