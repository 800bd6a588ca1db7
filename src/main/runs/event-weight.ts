import type { RunEvent, RunEventType } from '../../shared/events';
import type { Bytes } from '../../shared/units';

/** An object of some numbers and short words, as a heap without compressed pointers holds it. */
const OBJECT: Bytes = 100;
/** Words up to this length are shared by many events: names of pools, states, types. */
const SHORT = 32;

/** Of these there are millions, and all are of one size. */
const EVEN: ReadonlySet<RunEventType> = new Set<RunEventType>(['task-started', 'task-finished', 'queue-depth']);

/**
 * About how much memory an event takes: told by what makes one larger than another, which are
 * the rows of a sample, a long text and what is nested.
 */
export function weightOf(event: RunEvent): Bytes {
  if (EVEN.has(event.type)) return OBJECT;
  if (event.type === 'sample') return OBJECT * Math.max(1, event.rows.length);
  return OBJECT + weightWithin(event);
}

/** What an object's fields take beyond the object itself. */
function weightWithin(value: object): Bytes {
  let weight = 0;
  for (const field of Object.values(value) as unknown[]) {
    // A character takes up to two bytes.
    if (typeof field === 'string') weight += field.length > SHORT ? 2 * field.length : 0;
    else if (typeof field === 'object' && field !== null) weight += OBJECT + weightWithin(field);
  }
  return weight;
}
