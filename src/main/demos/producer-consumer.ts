import type { Milliseconds } from '../../shared/units';
import { Queue } from '../multiprocessing';
import { type Demo, withPool } from './demo';
import type { Tally } from './tasks';

const ITEMS = 2400;
const BURST = 200;
const REST: Milliseconds = 1700;
/** A consumer's pause after each item. */
const PAUSE: Milliseconds = 6;
const MAX_SIZE = 300;

/** A bounded queue between producers, which put in bursts, and consumers, which take steadily. */
export const producerConsumer: Demo = async ({ workers, seed, scale, say }) => {
  const producers = Math.max(1, Math.floor(workers / 2));
  const consumers = Math.max(1, workers - producers);
  const items = Math.max(20, Math.round((ITEMS * scale) / producers));
  say(
    `${producers} producers put ${producers * items} items in bursts, ${consumers} consumers take them; at most ${MAX_SIZE} wait`,
  );
  const queue = new Queue<number>({ name: 'items', maxSize: MAX_SIZE });
  const watch = setInterval(() => void queue.qsize().then((depth) => say(`${depth} items wait in the queue`)), 2000);
  try {
    return await withPool({ workers: producers + consumers, name: 'producer-consumer' }, async (pool) => {
      const takes = Array.from({ length: consumers }, () => pool.apply('consume', [queue, PAUSE]));
      const puts = Array.from({ length: producers }, (_, index) =>
        pool.apply('produce', [queue, { seed: seed + index, items, burst: BURST, rest: REST }]),
      );
      // Should a consumer die, its error must not wait for producers that nobody serves.
      const put = await Promise.race([Promise.all(puts), failureOf(takes)]);
      await queue.close();
      return isBalanced(totalOf(put), totalOf(await Promise.all(takes)), say);
    });
  } finally {
    clearInterval(watch);
  }
};

/** Never resolves; rejects with the first of them that fails. */
function failureOf(promises: readonly Promise<unknown>[]): Promise<never> {
  return new Promise((_, reject) => {
    for (const promise of promises) promise.catch(reject);
  });
}

function totalOf(tallies: readonly Tally[]): Tally {
  return {
    items: tallies.reduce((total, { items }) => total + items, 0),
    sum: tallies.reduce((total, { sum }) => total + sum, 0),
  };
}

function isBalanced(put: Tally, taken: Tally, say: (line: string) => void): boolean {
  const isRight = put.items === taken.items && put.sum === taken.sum;
  say(
    `put ${put.items} items with sum ${put.sum}, took ${taken.items} with sum ${taken.sum}: ${isRight ? 'nothing was lost or doubled' : 'they differ'}`,
  );
  return isRight;
}
