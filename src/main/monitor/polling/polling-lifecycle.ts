import type { Milliseconds, MonotonicMilliseconds, Pid } from '../../../shared/units';
import type { LifecycleEvent, LifecycleSource, ProcessEntry, ProcessTable } from '../monitor';
import { differenceOf } from './table-difference';

/** Shorter than a person's patience, longer than a scan of a few thousand processes. */
const POLL_INTERVAL: Milliseconds = 100;

export interface PollingOptions {
  readonly table: Pick<ProcessTable, 'list'>;
  readonly clock: () => MonotonicMilliseconds;
  /** Why nothing better is to be had, in English. */
  readonly reason: string;
  readonly interval?: Milliseconds;
}

/**
 * Starts and ends of processes as differences between two scans of the process table.
 *
 * A process that lives shorter than the interval may be missed, and the status of an end is
 * never seen, only the absence. The next scan begins `interval` after the last one ended, so
 * a slow table (thousands of processes, a slow helper) slows the polling and never piles up.
 */
export class PollingLifecycle implements LifecycleSource {
  readonly kind = 'polling';
  readonly reason: string;
  readonly #options: PollingOptions;
  #known: ReadonlyMap<Pid, ProcessEntry> = new Map();
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: PollingOptions) {
    this.#options = options;
    this.reason = options.reason;
  }

  async start(listener: (event: LifecycleEvent) => void): Promise<void> {
    // When the first scan fails, the next one tells of everybody: too much rather than too little.
    this.#known = byPid(await this.#options.table.list().catch(() => []));
    this.#schedule(listener);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(listener: (event: LifecycleEvent) => void): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.#poll(listener), this.#options.interval ?? POLL_INTERVAL);
  }

  async #poll(listener: (event: LifecycleEvent) => void): Promise<void> {
    const entries = await this.#options.table.list().catch(() => undefined);
    if (this.#isStopped) return;
    // A scan that failed says nothing about who has ended: the next one will.
    if (entries !== undefined) {
      const current = byPid(entries);
      for (const event of differenceOf(this.#known, current, this.#options.clock())) listener(event);
      this.#known = current;
    }
    this.#schedule(listener);
  }
}

function byPid(entries: readonly ProcessEntry[]): ReadonlyMap<Pid, ProcessEntry> {
  return new Map(entries.map((entry) => [entry.pid, entry]));
}
