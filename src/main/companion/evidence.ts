import type { RunEvent } from '../../shared/events';
import type { SampleRow } from '../../shared/readings';
import type { Milliseconds, Pid } from '../../shared/units';
import { limitsOf, oomKills } from '../monitor/linux/limits';

/**
 * Reads what later tells causes apart and only this moment shows: the counters of kills for
 * want of memory before and after, the limits in force. Linux only; elsewhere it says nothing.
 */
export class Evidence {
  readonly #emit: (event: RunEvent) => void;
  /** Seconds of CPU time in which the limits were read last. */
  readonly #secondsOf = new Map<Pid, number>();

  constructor(emit: (event: RunEvent) => void) {
    this.#emit = emit;
  }

  /** Before anything is started. */
  baseline(t: Milliseconds): void {
    if (process.platform === 'linux') this.#emit({ type: 'oom-counter', t, ...oomKills() });
  }

  /** A process was ended by SIGKILL: the kernel has counted before it sent the signal. */
  killed(pid: Pid, t: Milliseconds): void {
    this.baseline(t);
    this.limits(pid, t);
  }

  limits(pid: Pid, t: Milliseconds): void {
    const limits = process.platform === 'linux' ? limitsOf(pid) : undefined;
    if (limits !== undefined) this.#emit({ type: 'limits', t, pid, ...limits });
  }

  /**
   * A process may set a limit of CPU time for itself, and be gone before anybody can read it. So
   * it is read anew in each second of CPU time, half-way: limits are whole seconds.
   */
  sampled(t: Milliseconds, rows: readonly SampleRow[]): void {
    const seen = new Set<Pid>();
    for (const { pid, cpuMs = 0 } of rows) {
      seen.add(pid);
      const second = Math.round(cpuMs / 1000);
      if (second <= (this.#secondsOf.get(pid) ?? 0)) continue;
      this.#secondsOf.set(pid, second);
      this.limits(pid, t);
    }
    for (const pid of this.#secondsOf.keys()) if (!seen.has(pid)) this.#secondsOf.delete(pid);
  }
}
