import type { Milliseconds } from '../units';
import { Columns, type Point, type Readings } from './columns';

/**
 * Readings of one quantity over a whole run in bounded memory, the newest as they were read.
 *
 * They stand in levels. When a level is full, the older half of it is merged in pairs (mean of
 * the values, time of the later) and handed to the next, where each point stands for twice as
 * many readings. So the older the coarser: the whole run and its last minutes have both as many
 * points as a screen shows, and a run twice as long needs one level more.
 */
export class Series implements Readings {
  readonly #capacity: number;
  readonly #columns = new Columns();
  /** Points of each level, the newest level first; they lie the other way round. */
  readonly #counts: number[] = [0];

  /** @param capacity most points of a level; a multiple of 4. */
  constructor(capacity = 600) {
    this.#capacity = capacity;
  }

  get length(): number {
    return this.#columns.length;
  }

  tAt(place: number): Milliseconds {
    return this.#columns.tAt(place);
  }

  valueAt(place: number): number {
    return this.#columns.valueAt(place);
  }

  /** Up to this moment a point stands for several readings; `-Infinity` while none does. */
  get mergedUntil(): Milliseconds {
    const merged = this.length - (this.#counts[0] ?? 0);
    return merged === 0 ? -Infinity : this.tAt(merged - 1);
  }

  get last(): Point | undefined {
    const place = this.length - 1;
    return place < 0 ? undefined : { t: this.tAt(place), value: this.valueAt(place) };
  }

  push(t: Milliseconds, value: number): void {
    this.#columns.push(t, value);
    this.#add(0, 1);
  }

  #add(level: number, count: number): void {
    const now = (this.#counts[level] ?? 0) + count;
    this.#counts[level] = now;
    if (now < this.#capacity) return;
    const half = this.#capacity / 2;
    const older = this.#counts.slice(level + 1).reduce((sum, one) => sum + one, 0);
    this.#columns.mergePairs(older, half);
    this.#counts[level] = now - half;
    this.#add(level + 1, half / 2);
  }
}
