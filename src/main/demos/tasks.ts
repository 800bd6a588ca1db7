/** What the demos' workers do. Built as a module of its own, which the workers import. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Milliseconds } from '../../shared/units';
import type { Queue } from '../multiprocessing';
import { walk } from './congruential';
import { randomFrom } from './random';

/** Numbers from `from` up to and without `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** How many primes are in the range, by dividing by every number: plain work for a core. */
export function countPrimes({ from, to }: Range): number {
  let count = 0;
  for (let candidate = from; candidate < to; candidate += 1) if (isPrime(candidate)) count += 1;
  return count;
}

function isPrime(candidate: number): boolean {
  if (candidate < 2) return false;
  const limit = Math.sqrt(candidate);
  for (let divisor = 2; divisor <= limit; divisor += 1) if (candidate % divisor === 0) return false;
  return true;
}

export interface Sampling {
  readonly seed: number;
  readonly points: number;
}

/** How many of the random points of the unit square lie within the quarter circle. */
export function countHits({ seed, points }: Sampling): number {
  const random = randomFrom(seed);
  let hits = 0;
  for (let point = 0; point < points; point += 1) {
    const x = random();
    const y = random();
    if (x * x + y * y <= 1) hits += 1;
  }
  return hits;
}

export interface Walk {
  readonly start: number;
  readonly steps: number;
}

/** Where a walk ends, and how long it was. */
export function walkFar({ start, steps }: Walk): { readonly steps: number; readonly end: number } {
  return { steps, end: walk(start, steps) };
}

/** Work an item: one or two milliseconds. */
const STEPS_PER_ITEM = 400_000;

/** What one side of a queue did. */
export interface Tally {
  readonly items: number;
  readonly sum: number;
}

export interface Production {
  readonly seed: number;
  readonly items: number;
  /** Items put one after the other, before a rest. */
  readonly burst: number;
  readonly rest: Milliseconds;
}

/** Puts items in bursts, so that the queue's depth rises, and rests, so that it falls. */
export async function produce(queue: Queue<number>, { seed, items, burst, rest }: Production): Promise<Tally> {
  const random = randomFrom(seed);
  let sum = 0;
  for (let item = 0; item < items; item += 1) {
    const value = Math.floor(random() * 1000);
    await queue.put(value);
    sum += value;
    await sleep((item + 1) % burst === 0 ? rest : 1);
  }
  return { items, sum };
}

/**
 * Takes items until the queue is closed and empty. Each costs some work and some waiting, as
 * for a disk: so the pace is about the same on a slow or a busy machine.
 */
export async function consume(queue: Queue<number>, pause: Milliseconds): Promise<Tally> {
  let items = 0;
  let sum = 0;
  for await (const value of queue) {
    walk(value, STEPS_PER_ITEM);
    await sleep(pause);
    items += 1;
    sum += value;
  }
  return { items, sum };
}

/** Fails outside the task that started it, where nobody can catch it. */
export async function throwUncaught(): Promise<never> {
  setTimeout(() => {
    throw new RangeError('Expected a share between 0 and 1, found 1.5');
  });
  return never();
}

/** Gives up with an exit status of its own. */
export function exitWith(status: number): void {
  process.exit(status);
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
