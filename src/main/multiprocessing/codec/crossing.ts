/**
 * Objects that stand for something shared: a queue, a lock, the end of a pipe.
 *
 * A copy of their fields would be worthless in another process. Their class says instead
 * what is to travel, and the other side makes an object of its own from that.
 *
 * The registry and the symbol are the global ones: a program may hold this library twice,
 * as the worker's entry and as the package it imports, and both must understand each other.
 */

/** Method of a class whose objects cross as references. */
export const crossing: unique symbol = Symbol.for('joinscope.crossing') as never;

export interface Crossing {
  /** Which class: the key in the registry. */
  readonly kind: string;
  /** Whatever can be encoded; may hold further objects that cross. */
  readonly data: unknown;
}

export interface Crossable {
  [crossing](): Crossing;
}

type Revive = (data: unknown) => object;

const REGISTRY = Symbol.for('joinscope.crossings');

/**
 * Says how objects of a kind are made on this side. The last to say so wins.
 *
 * @param revive gets {@link Crossing.data}. What it throws fails the value that is decoded.
 */
export function registerCrossing(kind: string, revive: Revive): void {
  registry().set(kind, revive);
}

/** @throws {TypeError} when nothing is registered for the kind. */
export function reviveCrossing(kind: string, data: unknown): object {
  const revive = registry().get(kind);
  if (revive === undefined) throw new TypeError(`This process does not know what a ${kind} is`);
  return revive(data);
}

export function isCrossable(value: object): value is Crossable {
  return typeof (value as Partial<Crossable>)[crossing] === 'function';
}

function registry(): Map<string, Revive> {
  // The cast: a symbol of ours, so nobody else wrote there.
  const holder = globalThis as unknown as Partial<Record<symbol, Map<string, Revive>>>;
  const known = holder[REGISTRY] ?? new Map<string, Revive>();
  holder[REGISTRY] = known;
  return known;
}
