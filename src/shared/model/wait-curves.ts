import type { Milliseconds } from '../units';
import type { OpenWait, OpenWaits } from './open-waits';
import { Series } from './series';

/** What is waited for, as the lanes tell it apart. */
export const waitSorts = ['join', 'queue', 'lock'] as const;
export type WaitSort = (typeof waitSorts)[number];

export const sortOfWait: Readonly<Record<OpenWait['kind'], WaitSort>> = {
  join: 'join',
  result: 'join',
  'queue-get': 'queue',
  'queue-put': 'queue',
  'queue-flush': 'queue',
  pipe: 'queue',
  'pipe-send': 'queue',
  event: 'queue',
  condition: 'queue',
  barrier: 'queue',
  lock: 'lock',
  semaphore: 'lock',
};

/** How many waits of each sort went on, over a whole run. */
export class WaitCurves {
  readonly series: Readonly<Record<WaitSort, Series>> = { join: new Series(), queue: new Series(), lock: new Series() };

  /** Reads what goes on after a change. */
  read(t: Milliseconds, waits: OpenWaits): void {
    const counts: Record<WaitSort, number> = { join: 0, queue: 0, lock: 0 };
    for (const [kind, count] of waits.counts) counts[sortOfWait[kind]] += count;
    for (const sort of waitSorts) {
      const series = this.series[sort];
      if ((series.last?.value ?? 0) !== counts[sort]) series.push(t, counts[sort]);
    }
  }
}
