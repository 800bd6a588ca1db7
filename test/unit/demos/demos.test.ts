import { describe, expect, it } from 'vitest';
import { jump, walk } from '../../../src/main/demos/congruential';
import { estimateOf } from '../../../src/main/demos/monte-carlo';
import { primesBelow } from '../../../src/main/demos/primes';
import { randomFrom } from '../../../src/main/demos/random';
import { countHits, countPrimes } from '../../../src/main/demos/tasks';
import { walksOf } from '../../../src/main/demos/uneven';
import { demoNames } from '../../../src/shared/demos';
import { texts } from '../../../src/shared/locales';

describe('the demos’ arithmetic', () => {
  // Sloane's A006880: primes below 10^n.
  it.each([
    [10, 4],
    [1000, 168],
    [100_000, 9592],
    [1_000_000, 78_498],
  ])('counts the primes below %i by both ways', (limit, count) => {
    expect(primesBelow(limit)).toBe(count);
    expect(countPrimes({ from: 0, to: limit })).toBe(count);
  });

  it('jumps to where a walk ends', () => {
    for (const steps of [0, 1, 2, 3, 1000, 65_537, 1_000_003]) expect(jump(42, steps)).toBe(walk(42, steps));
  });

  it('estimates pi within its interval, the same for the same seed', () => {
    const hits = countHits({ seed: 5, points: 200_000 });
    const { pi, halfWidth } = estimateOf(hits, 200_000);
    expect(Math.abs(pi - Math.PI)).toBeLessThan(halfWidth);
    expect(halfWidth).toBeCloseTo(0.0143, 3);
    expect(countHits({ seed: 5, points: 200_000 })).toBe(hits);
    expect(countHits({ seed: 6, points: 200_000 })).not.toBe(hits);
  });

  it('spreads random numbers evenly', () => {
    const random = randomFrom(1);
    const buckets = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 100_000; draw += 1) {
      const bucket = Math.floor(random() * 10);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const count of buckets) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('has stragglers: the longest walk is many times the median', () => {
    const steps = walksOf(1, 1)
      .map((one) => one.steps)
      .sort((a, b) => a - b);
    expect((steps.at(-1) ?? 0) / (steps[steps.length >> 1] ?? 1)).toBeGreaterThan(20);
    expect(walksOf(1, 1)).toEqual(walksOf(1, 1));
  });
});

it('has a title and a description for each demo in each language', () => {
  for (const { demo } of Object.values(texts)) {
    expect(Object.keys(demo).sort()).toEqual([...demoNames].sort());
    for (const { title, description } of Object.values(demo)) expect([title, description]).not.toContain('');
  }
});
