import { jump } from './congruential';
import { type Demo, withPool, withProgress } from './demo';
import { randomFrom } from './random';

const TASKS = 300;
/** Steps of the smallest task. */
const SMALLEST = 3_000_000;
/** Of the Pareto distribution: the nearer to 1, the heavier the tail. */
const SHAPE = 1.2;
/** The longest straggler, in smallest tasks. */
const LONGEST = 250;

/** Stragglers: many small tasks and a few that take hundreds of times as long. */
export const uneven: Demo = async ({ workers, seed, scale, say }) => {
  const walks = walksOf(seed, scale);
  const longest = Math.max(...walks.map(({ steps }) => steps));
  say(
    `${TASKS} walks on ${workers} workers, seed ${seed}; the longest is ${Math.round(longest / (SMALLEST * scale))} times the shortest`,
  );
  const found = await withPool({ workers, name: 'uneven' }, async (pool) => {
    let sum = 0;
    for await (const { end } of pool.imapUnordered('walkFar', withProgress(walks, say))) sum += end;
    return sum;
  });
  const expected = walks.reduce((sum, { start, steps }) => sum + jump(start, steps), 0);
  const isRight = found === expected;
  say(`the ends of all walks add up to ${found}, ${isRight ? 'as' : `but ${expected} by`} the closed form`);
  return isRight;
};

/** Walks whose lengths follow a Pareto distribution, cut at {@link LONGEST}. */
export function walksOf(seed: number, scale: number): readonly { readonly start: number; readonly steps: number }[] {
  const random = randomFrom(seed);
  return Array.from({ length: TASKS }, (_, index) => {
    const length = Math.min(LONGEST, (1 - random()) ** (-1 / SHAPE));
    return { start: index + 1, steps: Math.max(1, Math.round(SMALLEST * scale * length)) };
  });
}
