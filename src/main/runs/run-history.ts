import type { RunEvent, RunEventOf, RunEventType } from '../../shared/events';
import type { TaskId } from '../../shared/units';

/** Events held in memory before the first thinning, a sample for as many as it has processes: about 100 MB. */
const CAPACITY = 400_000;

/** Share of the capacity that the older ones of many alike take after a thinning. */
const MOST_THINNED = 0.25;

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
 * Bounded: when `capacity` is reached, the older three quarters are thinned. Of output lines,
 * samples, readings and queue depths one of 2, 4, 8 and so on stays, the same over all of that time, so
 * that a day is shown from its first hour on; tasks that ended well go with all their events where
 * they are too many. Life cycle, waits, failures, notices and verdicts always stay,
 * so memory is bounded by the number of processes and of what went wrong. What is gone is told
 * in one `lost` event; the recording on disk has everything.
 */
export class RunHistory {
  readonly #capacity: number;
  #events: RunEvent[] = [];
  /** Of each event which one of its type it is, where it is one of many alike; 0 for the others. */
  #ranks: number[] = [];
  readonly #counts = new Map<RunEventType, number>();
  /** Of those alike one of so many stays. */
  #stride = 1;
  #dropped = 0;
  /** Tells how many are gone. */
  #told: RunEventOf<'lost'> | undefined;
  #weight = 0;
  #limit: number;

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
    const [events, ranks] = [this.#events, this.#ranks];
    const border = Math.floor(events.length * 0.75);
    // From now on one of twice as many stays, of all that is older.
    while (this.#isTooFull(border)) this.#stride *= 2;
    const older = events.filter((event, place) => place < border && event !== this.#told && this.#stays(place));
    const kept = new Set(older.length > border / 2 ? withoutEndedTasks(older) : older);
    const isKept = (event: RunEvent, place: number): boolean => kept.has(event) && place < border;
    this.#dropped += border - kept.size - (this.#told === undefined ? 0 : 1);
    this.#told = { type: 'lost', t: events[border]?.t ?? 0, count: this.#dropped, source: 'window' };
    this.#events = [...events.filter(isKept), this.#told, ...events.slice(border)];
    const keptRanks = events.flatMap((event, place) => (isKept(event, place) ? [ranks[place] ?? 0] : []));
    this.#ranks = [...keptRanks, 0, ...ranks.slice(border)];
    // Where little could be dropped, the next thinning waits until much has come: no thinning each push.
    this.#weight = this.#events.reduce((sum, event) => sum + weightOf(event), 0);
    this.#limit = Math.max(this.#capacity, Math.ceil(this.#weight * 1.5));
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

/** A sample of 50 processes takes as much memory as 50 events. */
function weightOf(event: RunEvent): number {
  return event.type === 'sample' ? Math.max(1, event.rows.length) : 1;
}

/** Tasks that ended well go with all their events. */
export function withoutEndedTasks(events: readonly RunEvent[]): RunEvent[] {
  const keyOf = (event: { readonly pool: string; readonly task: TaskId }) => `${event.task} ${event.pool}`;
  const ended = new Set(events.flatMap((event) => (event.type === 'task-finished' ? [keyOf(event)] : [])));
  return events.filter((event) => !('task' in event) || !ended.has(keyOf(event)));
}
