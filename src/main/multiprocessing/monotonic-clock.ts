import type { MonotonicMilliseconds } from '../../shared/units';

/** Readings of which the tightest counts: between the two clocks of one, this process may lose its core. */
const READINGS = 8;

/** When the clock of `performance.now` began, on the clock that all processes of the machine share. */
const ORIGIN = findOrigin();

/** Now, on the clock that all processes of the machine share (CLOCK_MONOTONIC). */
export function monotonicNow(): MonotonicMilliseconds {
  // The same clock, without an array a call.
  return ORIGIN + performance.now();
}

function findOrigin(): MonotonicMilliseconds {
  let origin = 0;
  let tightest = Infinity;
  for (let reading = 0; reading < READINGS; reading += 1) {
    const before = performance.now();
    const shared = sharedClock();
    const after = performance.now();
    if (after - before >= tightest) continue;
    tightest = after - before;
    origin = shared - (before + after) / 2;
  }
  return origin;
}

function sharedClock(): MonotonicMilliseconds {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
