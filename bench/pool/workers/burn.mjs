/** Turns a processor round so many times. @returns {number} what came of it, the same everywhere */
export function burn(rounds) {
  let state = 1;
  for (let round = 0; round < rounds; round += 1) state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return state;
}
