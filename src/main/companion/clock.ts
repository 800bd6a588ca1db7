import type { Milliseconds, MonotonicMilliseconds } from '../../shared/units';

/** CLOCK_MONOTONIC, which every process of the machine shares. */
export function monotonicNow(): MonotonicMilliseconds {
  return Number(process.hrtime.bigint()) / 1e6;
}

export function sleep(duration: Milliseconds): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration));
}

/** Looks again every millisecond until it is so, or the time is up. */
export async function until(isDone: () => boolean, limit: Milliseconds): Promise<void> {
  const end = monotonicNow() + limit;
  while (!isDone() && monotonicNow() < end) await sleep(1);
}
