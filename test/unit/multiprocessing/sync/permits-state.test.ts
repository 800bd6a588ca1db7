import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PermitsWorld } from './permits-world';

/** For a busy machine. */
const LONG = 120_000;

const COMMON = ['acquire', 'acquire', 'poll', 'give-up', 'release', 'release', 'mend', ...Array<string>(6).fill('up')];
const MOVES = [...COMMON, ...Array<string>(6).fill('down')];

const stepsOf = (names: readonly string[]) =>
  fc.array(fc.record({ kind: fc.constantFrom(...names), pick: fc.nat(100) }), { maxLength: 120 });

const death = fc.constantFrom('release' as const, 'fail' as const);

/** Two that acquired nothing release at once, while the only permit is on its way: it was lost, and a poll hung. */
const SOUGHT_TWICE = [
  { kind: 'acquire', pick: 0 },
  { kind: 'release-anyway', pick: 10 },
  { kind: 'release-anyway', pick: 55 },
  { kind: 'acquire', pick: 0 },
];

async function play(world: PermitsWorld, steps: readonly { kind: string; pick: number }[]): Promise<void> {
  for (const { kind, pick } of steps) await world.step(kind, pick);
  await world.windUp();
  expect(world.problems).toEqual([]);
  expect(world.waiting).toBe(0);
}

describe('permits, in any order of calls, messages and deaths', () => {
  it(
    'of a lock or a bounded semaphore are never had twice, and none is lost',
    async () => {
      const steps = stepsOf([...MOVES, 'release-anyway', 'die']);
      await fc.assert(
        fc.asyncProperty(steps, fc.integer({ min: 1, max: 3 }), death, async (happenings, initial, onHolderDeath) => {
          const world = new PermitsWorld({ initial, bound: initial, onHolderDeath });
          await play(world, happenings);
          expect(await world.free()).toBe(initial);
        }),
        { numRuns: 200, examples: [[SOUGHT_TWICE, 1, 'release']] },
      );
    },
    LONG,
  );

  it(
    'of a semaphore are as many as there were and were added',
    async () => {
      const steps = stepsOf([...MOVES, 'release-anyway']);
      await fc.assert(
        fc.asyncProperty(steps, fc.integer({ min: 0, max: 3 }), async (happenings, initial) => {
          const world = new PermitsWorld({ initial, bound: Infinity, onHolderDeath: 'release' });
          await play(world, happenings);
          expect(await world.free()).toBe(initial + world.added);
        }),
        { numRuns: 200 },
      );
    },
    LONG,
  );
});
