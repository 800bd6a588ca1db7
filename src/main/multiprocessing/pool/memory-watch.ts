import type { Bytes, Milliseconds } from '../../../shared/units';
import type { PoolCore } from './core';
import { residentMemory } from './resident-memory';

/** Reading it costs some 20 µs a worker. */
const INTERVAL: Milliseconds = 500;
/** A worker above this many times its limit is not waited for. */
const KILL_FACTOR = 2;

/**
 * Replaces workers that have grown above a limit: after the task that they have in hand, or
 * at once where they are above twice the limit.
 *
 * @returns ends the watch.
 */
export function watchMemory(core: PoolCore, maxRss: Bytes): () => void {
  const look = async (): Promise<void> => {
    const workers = core.workers.all.filter(({ pid }) => pid > 0);
    const sizes = await residentMemory(workers.map(({ pid }) => pid));
    for (const worker of workers) {
      const rss = sizes.get(worker.pid) ?? 0;
      if (rss > maxRss) core.replace(worker, rss > maxRss * KILL_FACTOR ? 'now' : 'when-done');
    }
  };
  const timer = setInterval(() => void look(), INTERVAL).unref();
  return () => clearInterval(timer);
}
