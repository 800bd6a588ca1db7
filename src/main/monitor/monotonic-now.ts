import type { MonotonicMilliseconds } from '../../shared/units';

/** CLOCK_MONOTONIC, which every process of the machine shares. */
export function monotonicNow(): MonotonicMilliseconds {
  return Number(process.hrtime.bigint()) / 1e6;
}
