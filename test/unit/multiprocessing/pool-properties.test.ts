import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PoolWorld } from './pool-world';

/** For a busy machine. */
const LONG = 120_000;

/** Those that fill lines more often than those that end the pool. */
const kinds = [
  ...Array<string[]>(4).fill(['submit', 'submit', 'ready', 'read', 'hear', 'return']).flat(),
  ...['read', 'hear', 'due', 'stick', 'exit', 'refuse', 'abandon', 'abandon', 'replace', 'resize', 'idle'],
];
const stepsOf = (names: readonly string[]) =>
  fc.array(fc.record({ kind: fc.constantFrom(...names), pick: fc.nat({ max: 1000 }) }), { maxLength: 250 });

const options = fc
  .record({
    min: fc.integer({ min: 1, max: 4 }),
    more: fc.integer({ min: 0, max: 2 }),
    runMs: fc.constantFrom(0.1, 1.4, 50),
    maxLine: fc.integer({ min: 1, max: 5 }),
    maxTasksPerChild: fc.constantFrom(undefined, undefined, 1, 3),
    startsAtOnce: fc.constantFrom(Infinity, 1, 2),
  })
  .map(({ more, ...rest }) => ({ ...rest, max: rest.min + more, isLossy: true }));

describe('pool state, in any order of events', () => {
  it(
    'answers each task exactly once and ends itself',
    () => {
      fc.assert(
        fc.property(stepsOf([...kinds, 'close', 'terminate']), options, (happenings, given) => {
          const world = new PoolWorld(given);
          for (const { kind, pick } of happenings) world.step(kind, pick);
          world.windUp();
          expect([...world.answers.values()].filter((count) => count !== 1)).toEqual([]);
          expect(world.answers.size).toBe(world.submitted);
          expect(world.isFinished).toBe(true);
          expect(world.living).toBe(0);
        }),
        { numRuns: 1000 },
      );
    },
    LONG,
  );

  it(
    'begins no task twice that may not be retried',
    () => {
      const without = kinds.filter((kind) => kind !== 'refuse');
      fc.assert(
        fc.property(stepsOf(without), options, (happenings, given) => {
          const world = new PoolWorld({ ...given, isLossy: false });
          for (const { kind, pick } of happenings) {
            // Multiples of 7 may be retried.
            world.step(kind, kind === 'submit' && pick % 7 === 0 ? pick + 1 : pick);
          }
          world.windUp();
          expect([...world.begins.values()].filter((count) => count > 1)).toEqual([]);
        }),
        { numRuns: 1000 },
      );
    },
    LONG,
  );

  it(
    'lets no task wait while a worker rests or one could be started, so that tasks may wait for each other',
    () => {
      fc.assert(
        fc.property(stepsOf(kinds), options, (happenings, given) => {
          const world = new PoolWorld(given);
          for (const { kind, pick } of happenings) {
            world.step(kind, pick);
            if (pick % 8 > 0) continue;
            world.quieten();
            if (world.isOpen && (world.isAnyAtRest || world.living < world.most)) expect(world.waiting).toBe(0);
          }
        }),
        { numRuns: 1000 },
      );
    },
    LONG,
  );

  it(
    'has never more workers than it may, but for those on their way out, and the fewest when quiet',
    () => {
      fc.assert(
        fc.property(stepsOf(kinds.filter((kind) => kind !== 'resize')), options, (happenings, given) => {
          const world = new PoolWorld(given);
          for (const { kind, pick } of happenings) world.step(kind, pick);
          world.quieten();
          if (!world.isOpen) return;
          expect(world.living).toBeLessThanOrEqual(given.max);
          expect(world.living).toBeGreaterThanOrEqual(given.min);
        }),
        { numRuns: 1000 },
      );
    },
    LONG,
  );
});
