import type { Milliseconds } from '../units';

/** One reading of a quantity. */
export interface Point {
  readonly t: Milliseconds;
  readonly value: number;
}

/** Readings of one quantity in order of time. */
export interface Readings {
  readonly length: number;
  /** @param place from 0 to below `length`, as for {@link Readings.valueAt}. */
  tAt(place: number): Milliseconds;
  valueAt(place: number): number;
}

/** At first: most processes are short. */
const FIRST_ROOM = 8;

/**
 * Readings in two columns of numbers. A thousand processes have a million of them, which as
 * objects took the page three times the memory and its collector a tenth of its time.
 */
export class Columns implements Readings {
  #t = new Float64Array(FIRST_ROOM);
  #values = new Float64Array(FIRST_ROOM);
  #length = 0;

  static of(points: Iterable<Point>): Columns {
    const columns = new Columns();
    for (const { t, value } of points) columns.push(t, value);
    return columns;
  }

  get length(): number {
    return this.#length;
  }

  tAt(place: number): Milliseconds {
    return this.#t[place] ?? NaN;
  }

  valueAt(place: number): number {
    return this.#values[place] ?? NaN;
  }

  push(t: Milliseconds, value: number): void {
    if (this.#length === this.#t.length) {
      this.#t = widened(this.#t);
      this.#values = widened(this.#values);
    }
    this.#t[this.#length] = t;
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** Merges `count` readings from `from` on in pairs: mean of the values, time of the later. @param count even. */
  mergePairs(from: number, count: number): void {
    const to = from + count;
    let place = from;
    for (let pair = from; pair < to; pair += 2) {
      this.#t[place] = this.tAt(pair + 1);
      this.#values[place] = (this.valueAt(pair) + this.valueAt(pair + 1)) / 2;
      place += 1;
    }
    this.#t.copyWithin(place, to, this.#length);
    this.#values.copyWithin(place, to, this.#length);
    this.#length -= count / 2;
  }

  clear(): void {
    this.#length = 0;
  }
}

function widened(before: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(before.length * 2);
  wider.set(before);
  return wider;
}

/** All of them as points. */
export function pointsOf(readings: Readings): readonly Point[] {
  return Array.from({ length: readings.length }, (_, place) => ({
    t: readings.tAt(place),
    value: readings.valueAt(place),
  }));
}

/** The place of the first reading at or after a moment; `length` where there is none. */
export function placeFrom(readings: Readings, t: Milliseconds): number {
  return firstPlace(readings.length, (place) => readings.tAt(place) >= t);
}

/** The place of the first reading after a moment; `length` where there is none. */
export function placeAfter(readings: Readings, t: Milliseconds): number {
  return firstPlace(readings.length, (place) => readings.tAt(place) > t);
}

/** The first place of which it is so; from there on it has to be so of all. */
export function firstPlace(length: number, isSo: (place: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
