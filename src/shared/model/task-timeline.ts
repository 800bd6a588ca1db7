import type { Milliseconds } from '../units';
import { Histogram } from './histogram';

/** What ended in one slice of time. */
export interface TaskBucket {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  /** Finished and failed; lost ones have no run time. */
  readonly ended: number;
  readonly runTimes: Histogram;
  readonly waitTimes: Histogram;
}

type Held = { -readonly [Key in keyof TaskBucket]: TaskBucket[Key] };

/** One or more tasks that were told to have ended at one moment. */
export interface EndedTasks {
  readonly count: number;
  /** Of each; left out where nobody told. */
  readonly runMs: Milliseconds | undefined;
  /** From submission to start; left out where nobody told. */
  readonly waitMs: Milliseconds | undefined;
}

/** Of the newest slices. */
const FIRST_WIDTH: Milliseconds = 50;
/** Most slices of one width. */
const MAX_SLICES = 256;

/** Slices of one width, from a moment on to where the next finer level begins. */
interface Level {
  readonly width: Milliseconds;
  /** Multiple of twice the width. */
  from: Milliseconds;
  /** By their begin over the width. */
  slices: Map<number, Held>;
}

/**
 * The ends of tasks in slices of time over a whole run, in bounded memory: throughput and
 * latency of any stretch can be told, to the nearest slice.
 *
 * The newest slices are {@link FIRST_WIDTH} wide. When there are more than {@link MAX_SLICES} of one
 * width, the older half of them is merged in pairs: the older the wider, and histograms add up
 * without loss. So the last minutes of a long run are as finely known as those of a short one.
 */
export class TaskTimeline {
  /** The finest and newest first. */
  readonly #levels: Level[] = [{ width: FIRST_WIDTH, from: 0, slices: new Map() }];

  /** Width of the widest slice that touches a stretch from this moment on. */
  widthAt(from: Milliseconds): Milliseconds {
    return this.#levelAt(from).width;
  }

  add(t: Milliseconds, { count, runMs, waitMs }: EndedTasks): void {
    const moment = Math.max(0, t);
    this.#makeRoom(0, moment);
    const level = this.#levelAt(moment);
    const bucket = bucketAt(level, Math.floor(moment / level.width));
    bucket.ended += count;
    if (runMs !== undefined) bucket.runTimes.add(runMs, count);
    if (waitMs !== undefined) bucket.waitTimes.add(waitMs, count);
  }

  /** The slices that touch the stretch, in order of time; one in which nothing ended is left out. */
  within({ from, to }: { readonly from: Milliseconds; readonly to: Milliseconds }): readonly TaskBucket[] {
    const found: TaskBucket[] = [];
    let isInOrder = true;
    for (const { slices } of [...this.#levels].reverse()) {
      for (const held of slices.values()) {
        if (held.to <= from || held.from > to) continue;
        isInOrder &&= held.from >= (found.at(-1)?.from ?? 0);
        found.push(held);
      }
    }
    return isInOrder ? found : found.sort((a, b) => a.from - b.from);
  }

  #levelAt(t: Milliseconds): Level {
    const found = this.#levels.find(({ from }) => t >= from) ?? this.#levels.at(-1);
    if (found === undefined) throw new Error('Expected at least one level of slices, found none');
    return found;
  }

  /** Hands on what is older than the level has room for. */
  #makeRoom(place: number, t: Milliseconds): void {
    const level = this.#levels[place];
    if (level === undefined || t < level.from + MAX_SLICES * level.width) return;
    const pair = 2 * level.width;
    const from = Math.floor((t - (MAX_SLICES / 2) * level.width) / pair) * pair;
    const older = this.#levels[place + 1] ?? { width: pair, from: level.from, slices: new Map<number, Held>() };
    this.#levels[place + 1] = older;
    const kept = new Map<number, Held>();
    for (const [slice, held] of level.slices) {
      if (slice * level.width >= from) kept.set(slice, held);
      else addAll(bucketAt(older, slice >> 1), held);
    }
    level.slices = kept;
    level.from = from;
    this.#makeRoom(place + 1, from);
  }
}

function bucketAt({ slices, width }: Level, place: number): Held {
  const known = slices.get(place);
  if (known !== undefined) return known;
  const [from, to] = [place * width, (place + 1) * width];
  const fresh: Held = { from, to, ended: 0, runTimes: new Histogram(), waitTimes: new Histogram() };
  slices.set(place, fresh);
  return fresh;
}

function addAll(into: Held, held: Held): void {
  into.ended += held.ended;
  into.runTimes.addAll(held.runTimes);
  into.waitTimes.addAll(held.waitTimes);
}
