import type { Milliseconds } from '../../../shared/units';

/** Weight of the newest task in the mean: a slow one raises it at once, a quick one lowers it over ten. */
const NEWEST_WEIGHT = 0.1;
/** Work that a line may hold. Less than a person or a timer would notice; more than a round trip (0.1 ms) by far. */
export const LINE_WORTH: Milliseconds = 3;
export const MAX_LINE = 256;

/** Tasks that run the same function, and how long they took lately. */
export class TaskKind {
  #mean: Milliseconds | undefined;

  /** @param items how many items it had. */
  add(took: Milliseconds, items: number): void {
    const each = took / items;
    const mean = this.#mean ?? each;
    this.#mean = mean + (each - mean) * NEWEST_WEIGHT;
  }

  /** How long one is likely to take; `Infinity` as long as none came back. */
  expect(items: number): Milliseconds {
    return this.#mean === undefined ? Infinity : this.#mean * items;
  }

  /** How many of so many items a line may hold, the running one included. */
  lineLimit(items: number): number {
    return Math.max(1, Math.min(MAX_LINE, Math.floor(LINE_WORTH / this.expect(items))));
  }
}
