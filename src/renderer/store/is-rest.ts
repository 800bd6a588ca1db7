import type { RunEvent } from '../../shared/events';
import type { PercentOfCore } from '../../shared/units';

/** All processes together use less: a program that waits wakes now and then. */
const RESTING: PercentOfCore = 2;

/** Whether events say nothing but that the program's processes rest. */
export function isRest(events: readonly RunEvent[]): boolean {
  return events.every((event) => {
    if (event.type === 'host-sample' || event.type === 'runtime-sample') return true;
    return event.type === 'sample' && event.rows.reduce((sum, { cpu = 0 }) => sum + cpu, 0) < RESTING;
  });
}
