import type { MonotonicMilliseconds } from '../../shared/units';

/** Now, on the clock that all processes of the machine share (CLOCK_MONOTONIC). */
export function monotonicNow(): MonotonicMilliseconds {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
