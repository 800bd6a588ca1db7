/**
 * The sequence x' = a·x + c modulo 2^32 (Numerical Recipes, 1992), walked or jumped.
 *
 * Walking n steps is work that cannot be skipped or optimised away; jumping them takes
 * log n steps. So a task walks, and the demo jumps to check the task's result.
 */
const MULTIPLIER = 1_664_525;
const INCREMENT = 1_013_904_223;

export function walk(start: number, steps: number): number {
  // As a signed 32-bit number, which the engine keeps in a register.
  let state = start | 0;
  for (let step = 0; step < steps; step += 1) state = (Math.imul(state, MULTIPLIER) + INCREMENT) | 0;
  return state >>> 0;
}

export function jump(start: number, steps: number): number {
  let [multiplier, increment] = [1, 0];
  let [stepMultiplier, stepIncrement] = [MULTIPLIER, INCREMENT];
  for (let rest = steps; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) {
      multiplier = Math.imul(multiplier, stepMultiplier);
      increment = Math.imul(increment, stepMultiplier) + stepIncrement;
    }
    stepIncrement = Math.imul(stepIncrement, stepMultiplier) + stepIncrement;
    stepMultiplier = Math.imul(stepMultiplier, stepMultiplier);
  }
  return (Math.imul(multiplier, start) + increment) >>> 0;
}
