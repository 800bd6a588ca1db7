import type { RunEvent, RunEventType } from '../../shared/events';
import type { TaskId } from '../../shared/units';

/** Events held in memory before the first thinning, a sample for as many as it has processes: about 100 MB. */
const CAPACITY = 400_000;

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
 * samples, readings and queue depths every second one goes; if that is not enough, tasks that ended
 * well go with all their events. Life cycle, waits, failures, notices and verdicts always stay,
 * so memory is bounded by the number of processes and of what went wrong. What is gone is told
 * in one `lost` event; the recording on disk has everything.
 */
export class RunHistory {
  readonly #capacity: number;
  #events: RunEvent[] = [];
  #dropped = 0;
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
      this.#weight += weightOf(event);
    }
    if (this.#weight < this.#limit) return false;
    this.#thin();
    return true;
  }

  #thin(): void {
    const held = this.#events.filter((event) => event.type !== 'lost' || event.source !== 'recording');
    const border = Math.floor(held.length * 0.75);
    const recent = held.slice(border);
    let older = everySecondOf(held.slice(0, border));
    if (older.length > border / 2) older = withoutEndedTasks(older);
    this.#dropped += held.length - older.length - recent.length;
    const at = recent[0]?.t ?? 0;
    this.#events = [...older, { type: 'lost', t: at, count: this.#dropped, source: 'recording' }, ...recent];
    // Where little could be dropped, the next thinning waits until much has come: no thinning each push.
    this.#weight = this.#events.reduce((sum, event) => sum + weightOf(event), 0);
    this.#limit = Math.max(this.#capacity, Math.ceil(this.#weight * 1.5));
  }
}

/** A sample of 50 processes takes as much memory as 50 events. */
function weightOf(event: RunEvent): number {
  return event.type === 'sample' ? Math.max(1, event.rows.length) : 1;
}

function everySecondOf(events: readonly RunEvent[]): RunEvent[] {
  let isKept = false;
  return events.filter((event) => {
    if (!isThinned(event)) return true;
    isKept = !isKept;
    return isKept;
  });
}

/** Tasks that ended well go with all their events. */
export function withoutEndedTasks(events: readonly RunEvent[]): RunEvent[] {
  const keyOf = (event: { readonly pool: string; readonly task: TaskId }) => `${event.task} ${event.pool}`;
  const ended = new Set(events.flatMap((event) => (event.type === 'task-finished' ? [keyOf(event)] : [])));
  return events.filter((event) => !('task' in event) || !ended.has(keyOf(event)));
}
