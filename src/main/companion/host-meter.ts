import type { RunEventOf } from '../../shared/events';
import type { HostReading } from '../monitor/monitor';

type HostSample = Omit<RunEventOf<'host-sample'>, 'type' | 't'>;

/**
 * Makes samples of readings of the machine: the use of a core is its busy time over all its
 * time between two readings.
 */
export class HostMeter {
  #before: ReadonlyMap<number, HostReading['cores'][number]> | undefined;

  /** @returns `undefined` for the first reading, from which nothing has passed yet. */
  sample({ cores, ...rest }: HostReading): HostSample | undefined {
    const before = this.#before;
    this.#before = new Map(cores.map((core) => [core.core, core]));
    if (before === undefined) return undefined;
    return { cpu: cores.map((core) => useOf(before.get(core.core), core)), ...rest };
  }
}

/** Percent, to a tenth. A core that came back after it had been switched off begins anew. */
function useOf(earlier: HostReading['cores'][number] | undefined, later: HostReading['cores'][number]): number {
  const total = later.total - (earlier?.total ?? later.total);
  const busy = later.busy - (earlier?.busy ?? later.busy);
  return total <= 0 ? 0 : Math.round((Math.min(Math.max(busy, 0), total) / total) * 1000) / 10;
}
