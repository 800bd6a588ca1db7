import type { MonotonicMilliseconds } from '../../shared/units';

const WINDOW = 1000;

/** Most that one stream of a program may put into the run a second. */
export interface Budget {
  readonly lines: number;
  readonly characters: number;
}

/**
 * Lets so many lines and characters a second pass, so that a program that floods its output
 * neither fills the recording nor slows the window. What passes is the beginning of each
 * second; the caller counts what does not.
 */
export class OutputBudget {
  readonly #budget: Budget;
  #windowStart: MonotonicMilliseconds = -Infinity;
  #lines = 0;
  #characters = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Whether one more line may pass now. */
  mayPass(length: number, now: MonotonicMilliseconds): boolean {
    if (now - this.#windowStart >= WINDOW) {
      this.#windowStart = now;
      this.#lines = 0;
      this.#characters = 0;
    }
    if (this.#lines >= this.#budget.lines || this.#characters + length > this.#budget.characters) return false;
    this.#lines += 1;
    this.#characters += length;
    return true;
  }
}
