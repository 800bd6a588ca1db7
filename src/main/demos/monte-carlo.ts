import { type Demo, withPool, withProgress } from './demo';

const BATCHES = 160;
const POINTS = 7_000_000;
/** Quantile of the normal distribution: the interval holds pi in 99.99 % of all runs. */
const QUANTILE = 3.891;

/** Pi from random points, checked against its own confidence interval. */
export const monteCarlo: Demo = async ({ workers, seed, scale, say }) => {
  const points = Math.max(1000, Math.round(POINTS * scale));
  say(`Estimating pi from ${BATCHES} batches of ${points} random points on ${workers} workers, seed ${seed}`);
  const batches = Array.from({ length: BATCHES }, (_, index) => ({ seed: seed * 1_000_003 + index, points }));
  const hits = await withPool({ workers, name: 'monte-carlo' }, async (pool) => {
    let total = 0;
    for await (const count of pool.imapUnordered('countHits', withProgress(batches, say))) total += count;
    return total;
  });
  const { pi, halfWidth } = estimateOf(hits, points * BATCHES);
  const isRight = Math.abs(pi - Math.PI) <= halfWidth;
  say(`pi = ${pi.toFixed(6)} ± ${halfWidth.toFixed(6)} (99.99 %), ${isRight ? 'holds' : 'does not hold'} pi`);
  return isRight;
};

/** Estimate and half width of its confidence interval, from the binomial distribution of the hits. */
export function estimateOf(hits: number, points: number): { readonly pi: number; readonly halfWidth: number } {
  const share = hits / points;
  return { pi: 4 * share, halfWidth: 4 * QUANTILE * Math.sqrt((share * (1 - share)) / points) };
}
