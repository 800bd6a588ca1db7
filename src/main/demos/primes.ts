import { type Demo, withPool, withProgress } from './demo';

/** Chunks; each takes about a tenth of a second at scale 1. */
const CHUNKS = 240;
const LIMIT = 32_000_000;

/** Even work: how many primes are below a limit, in equal ranges. */
export const primes: Demo = async ({ workers, scale, say }) => {
  const size = Math.max(1, Math.round((LIMIT * scale) / CHUNKS));
  const limit = size * CHUNKS;
  say(`Counting the primes below ${limit} by trial division, in ${CHUNKS} chunks on ${workers} workers`);
  const ranges = Array.from({ length: CHUNKS }, (_, index) => ({ from: index * size, to: (index + 1) * size }));
  const found = await withPool({ workers, name: 'primes' }, async (pool) => {
    let total = 0;
    for await (const count of pool.imapUnordered('countPrimes', withProgress(ranges, say))) total += count;
    return total;
  });
  const expected = primesBelow(limit);
  const isRight = found === expected;
  say(`primes below ${limit} = ${found}, ${isRight ? 'as' : `but ${expected} by`} the sieve of Eratosthenes`);
  return isRight;
};

/** The same by another way: the sieve of Eratosthenes, over odd numbers. */
export function primesBelow(limit: number): number {
  if (limit <= 2) return 0;
  const isComposite = new Uint8Array(limit >> 1);
  let count = 1;
  for (let index = 1; index < isComposite.length; index += 1) {
    if (isComposite[index] === 1) continue;
    count += 1;
    const prime = 2 * index + 1;
    for (let multiple = (prime * prime - 1) / 2; multiple < isComposite.length; multiple += prime) {
      isComposite[multiple] = 1;
    }
  }
  return count;
}
