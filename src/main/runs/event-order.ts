import type { RunEvent } from '../../shared/events';
import type { Milliseconds, Pid } from '../../shared/units';

/**
 * Puts the events of several sources in order of time.
 *
 * The kernel, the sampler and the probes report over different ways, so an event may arrive
 * after a later one. Each is held back until it is older than the caller's horizon; of equal
 * times the first to arrive goes first. What arrives later than that is passed on at once,
 * out of order. The order depends on the arrivals and horizons alone, never on a clock.
 *
 * A poll sees a process some time after the process itself could speak. So a start that is
 * held together with earlier events of its process is moved before them.
 */
export class EventOrder {
  #held: RunEvent[] = [];
  readonly #started = new Set<Pid>();

  /** When the oldest held event happened; `undefined` when none is held. */
  get oldest(): Milliseconds | undefined {
    return this.#held.reduce<Milliseconds | undefined>(
      (oldest, { t }) => (oldest === undefined || t < oldest ? t : oldest),
      undefined,
    );
  }

  add(events: readonly RunEvent[]): void {
    for (const event of events) this.#held.push(event);
  }

  /** Everything that happened up to `horizon`, in order; `Infinity` empties it. */
  take(horizon: Milliseconds): readonly RunEvent[] {
    if (this.#held.length === 0) return [];
    const sorted = this.#withStartsFirst(this.#held.sort((a, b) => a.t - b.t));
    const end = sorted.findIndex(({ t }) => t > horizon);
    const due = end === -1 ? sorted : sorted.slice(0, end);
    this.#held = end === -1 ? [] : sorted.slice(end);
    for (const event of due) if (event.type === 'process-started') this.#started.add(event.pid);
    return due;
  }

  #withStartsFirst(sorted: RunEvent[]): RunEvent[] {
    const earliest = new Map<Pid, Milliseconds>();
    const late = new Map<RunEvent, Milliseconds>();
    const starting = new Set<Pid>();
    for (const event of sorted) {
      if (!('pid' in event) || this.#started.has(event.pid) || starting.has(event.pid)) continue;
      const first = earliest.get(event.pid) ?? event.t;
      earliest.set(event.pid, first);
      if (event.type !== 'process-started') continue;
      starting.add(event.pid);
      if (event.t > first) late.set(event, first);
    }
    if (late.size === 0) return sorted;
    const moved = [...late].map(([event, t]) => ({ ...event, t }));
    // The moved ones stand first, so that the stable sort keeps them before their equals.
    return [...moved, ...sorted.filter((event) => !late.has(event))].sort((a, b) => a.t - b.t);
  }
}
