import type { Milliseconds } from '../../shared/units';
import { monotonicNow } from '../monitor/monotonic-now';

export { monotonicNow };

export function sleep(duration: Milliseconds): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration));
}

/** Looks again every millisecond until it is so, or the time is up. */
export async function until(isDone: () => boolean, limit: Milliseconds): Promise<void> {
  const end = monotonicNow() + limit;
  while (!isDone() && monotonicNow() < end) await sleep(1);
}
