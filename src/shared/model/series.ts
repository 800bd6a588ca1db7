import type { Milliseconds } from '../units';

/** One reading of a quantity. */
export interface Point {
  readonly t: Milliseconds;
  readonly value: number;
}

/**
 * Readings of one quantity over a whole run in bounded memory.
 *
 * When `capacity` is reached, neighbours are merged in pairs (mean of the values, time of
 * the later) and from then on each stored point stands for twice as many readings. So the
 * series always spans the whole run, at a resolution that no screen exceeds.
 */
export class Series {
  readonly #capacity: number;
  #points: Point[] = [];
  #stride = 1;
  #pending: Point[] = [];

  /** @param capacity most points kept; even, at least 2. */
  constructor(capacity = 1200) {
    this.#capacity = capacity;
  }

  /** In order of time. The last point may stand for fewer readings than the others. */
  get points(): readonly Point[] {
    return this.#pending.length === 0 ? this.#points : [...this.#points, mergeOf(this.#pending)];
  }

  /** A point stands for several readings. */
  get isMerged(): boolean {
    return this.#stride > 1;
  }

  get last(): Point | undefined {
    return this.#pending.at(-1) ?? this.#points.at(-1);
  }

  push(t: Milliseconds, value: number): void {
    this.#pending.push({ t, value });
    if (this.#pending.length < this.#stride) return;
    this.#points.push(mergeOf(this.#pending));
    this.#pending = [];
    if (this.#points.length >= this.#capacity) this.#halve();
  }

  #halve(): void {
    const halved: Point[] = [];
    for (let index = 0; index < this.#points.length; index += 2) {
      halved.push(mergeOf(this.#points.slice(index, index + 2)));
    }
    this.#points = halved;
    this.#stride *= 2;
  }
}

/** @param points at least one. */
function mergeOf(points: readonly Point[]): Point {
  const [first] = points;
  if (points.length === 1 && first !== undefined) return first;
  const sum = points.reduce((total, { value }) => total + value, 0);
  return { t: points.at(-1)?.t ?? 0, value: sum / points.length };
}
