import type { MonotonicMilliseconds } from '../../shared/units';

/** When the clock of `performance.now` began, on the clock that all processes of the machine share. */
const ORIGIN = sharedClock() - performance.now();

/** Now, on the clock that all processes of the machine share (CLOCK_MONOTONIC). */
export function monotonicNow(): MonotonicMilliseconds {
  // The same clock, without an array a call.
  return ORIGIN + performance.now();
}

function sharedClock(): MonotonicMilliseconds {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
