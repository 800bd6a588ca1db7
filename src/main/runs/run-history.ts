import type { RunEvent, RunEventOf, RunEventType } from '../../shared/events';
import type { Bytes, PoolId, TaskId } from '../../shared/units';
import { weightOf } from './event-weight';

/** Held in memory before the first thinning: 300 000 events of tasks, or rows of samples, or some seconds of a flood of text. */
const CAPACITY: Bytes = 30_000_000;

/** Share of the capacity that the older ones of many alike take after a thinning. */
const MOST_THINNED = 0.25;
/** Share of the weight that is older; the newest is not thinned. */
const OLDER = 0.75;
/** Where the older ones that are left take more of the capacity than this, tasks that failed go too. */
const MOST_LASTING = 0.5;

/** What a chart or a scrolling text shows, one of many alike. */
const THINNED: ReadonlySet<RunEventType> = new Set<RunEventType>([
  'log',
  'sample',
  'queue-depth',
  'host-sample',
  'runtime-sample',
]);

/** Whether it is one of many alike, of which a long run keeps some. */
export const isThinned = ({ type }: RunEvent): boolean => THINNED.has(type);

/**
 * The events of a run that a window opened late, or reloaded, can still be given.
 *
 * Bounded by bytes: when `capacity` is reached, the older three quarters are thinned. Of output
 * lines, samples, readings and queue depths one of 2, 4, 8 and so on stays, the same over all of that
 * time, so that a day is shown from its first hour on; tasks that ended well go with all their
 * events where they are too many, and where a flood of tasks fails, those too. Life cycle, waits,
 * notices and verdicts always stay, so memory is bounded by the number of processes and of what
 * went wrong with them. What is gone is told in one `lost` event; the recording on disk has everything.
 */
export class RunHistory {
  readonly #capacity: Bytes;
  #events: RunEvent[] = [];
  /** Of each event which one of its type it is, where it is one of many alike; 0 for the others. */
  #ranks: number[] = [];
  readonly #counts = new Map<RunEventType, number>();
  /** Of those alike one of so many stays. */
  #stride = 1;
  #dropped = 0;
  /** Tells how many are gone. */
  #told: RunEventOf<'lost'> | undefined;
  #weight: Bytes = 0;
  #limit: Bytes;

  constructor(capacity = CAPACITY) {
    this.#capacity = capacity;
    this.#limit = capacity;
  }

  get events(): readonly RunEvent[] {
    return this.#events;
  }

  get length(): number {
    return this.#events.length;
  }

  /** @returns true when it was thinned: every index that was handed out before is void. */
  push(events: readonly RunEvent[]): boolean {
    for (const event of events) {
      this.#events.push(event);
      this.#ranks.push(isThinned(event) ? this.#nextRank(event.type) : 0);
      this.#weight += weightOf(event);
    }
    if (this.#weight < this.#limit) return false;
    this.#thin();
    return true;
  }

  #nextRank(type: RunEventType): number {
    const rank = this.#counts.get(type) ?? 0;
    this.#counts.set(type, rank + 1);
    return rank;
  }

  #thin(): void {
    const border = this.#border();
    // From now on one of twice as many stays, of all that is older.
    while (this.#isTooFull(border)) this.#stride *= 2;
    const older = Array.from({ length: border }, (_, place) => place).filter(
      (place) => this.#events[place] !== this.#told && this.#stays(place),
    );
    this.#keep(this.#lasting(older, border), border);
    this.#weight = this.#events.reduce((sum, event) => sum + weightOf(event), 0);
    // Where little could be dropped, the next thinning waits until much has come: no thinning each push.
    this.#limit = Math.max(this.#capacity, Math.ceil(this.#weight * 2));
  }

  /** By weight: a few long texts can be most of it. */
  #border(): number {
    let weight = 0;
    const place = this.#events.findIndex((event) => (weight += weightOf(event)) > this.#weight * OLDER);
    return Math.max(0, place);
  }

  /** Of the places of older events those that stay. */
  #lasting(older: readonly number[], border: number): readonly number[] {
    if (older.length <= border / 2) return older;
    const others = this.#withoutTasks(older, ENDED_WELL);
    const weight = others.reduce((sum, place) => sum + this.#weightAt(place), 0);
    return weight > this.#capacity * MOST_LASTING ? this.#withoutTasks(others, FAILED) : others;
  }

  #withoutTasks(places: readonly number[], ends: Ends): readonly number[] {
    const ended = new EndedTasks();
    for (const place of places) ended.note(this.#events[place], ends);
    return places.filter((place) => !ended.has(this.#events[place]));
  }

  /** @param kept places below the border. */
  #keep(kept: readonly number[], border: number): void {
    this.#dropped += border - kept.length - (this.#told === undefined ? 0 : 1);
    const told: RunEventOf<'lost'> = {
      type: 'lost',
      t: this.#events[border]?.t ?? 0,
      count: this.#dropped,
      source: 'window',
    };
    this.#told = told;
    const [events, ranks]: [RunEvent[], number[]] = [[], []];
    for (const place of kept) {
      const event = this.#events[place];
      if (event === undefined) continue;
      events.push(event);
      ranks.push(this.#ranks[place] ?? 0);
    }
    this.#events = events.concat(told, this.#events.slice(border));
    this.#ranks = ranks.concat(0, this.#ranks.slice(border));
  }

  #weightAt(place: number): Bytes {
    const event = this.#events[place];
    return event === undefined ? 0 : weightOf(event);
  }

  /** Of those that are one of many alike, more are left below the border than is good for the rest. */
  #isTooFull(border: number): boolean {
    let [count, weight] = [0, 0];
    for (const [place, event] of this.#events.entries()) {
      if (place >= border) break;
      if (!isThinned(event) || !this.#stays(place)) continue;
      count += 1;
      weight += weightOf(event);
    }
    // The first of each type always stays.
    return count > THINNED.size && weight > this.#capacity * MOST_THINNED;
  }

  #stays(place: number): boolean {
    return (this.#ranks[place] ?? 0) % this.#stride === 0;
  }
}

/** Ends of tasks. */
type Ends = ReadonlySet<RunEventType>;
const ENDED_WELL: Ends = new Set<RunEventType>(['task-finished']);
const FAILED: Ends = new Set<RunEventType>(['task-failed', 'task-lost']);

/** Tasks by pool and number. */
class EndedTasks {
  readonly #ofPool = new Map<PoolId, Set<TaskId>>();

  note(event: RunEvent | undefined, ends: Ends): void {
    if (event === undefined || !('task' in event) || !ends.has(event.type)) return;
    const tasks = this.#ofPool.get(event.pool) ?? new Set();
    this.#ofPool.set(event.pool, tasks.add(event.task));
  }

  has(event: RunEvent | undefined): boolean {
    return event !== undefined && 'task' in event && this.#ofPool.get(event.pool)?.has(event.task) === true;
  }
}

/** Tasks that ended well go with all their events. */
export function withoutEndedTasks(events: readonly RunEvent[]): RunEvent[] {
  const ended = new EndedTasks();
  for (const event of events) ended.note(event, ENDED_WELL);
  return events.filter((event) => !ended.has(event));
}
