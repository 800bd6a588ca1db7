import type { RunEvent } from '../../shared/events';
import type { SampleRow } from '../../shared/readings';
import type { Milliseconds, Pid } from '../../shared/units';
import { limitsOf, oomKills } from '../monitor/linux/limits';

/** CPU time after which the limits of a process are read anew. They are whole seconds. */
const READ_EVERY: Milliseconds = 100;

/**
 * Reads what later tells causes apart and only this moment shows: the counters of kills for
 * want of memory before and after, the limits in force. Linux only; elsewhere it says nothing.
 */
export class Evidence {
  readonly #emit: (event: RunEvent) => void;
  /** CPU time at which the limits were read last. */
  readonly #readAt = new Map<Pid, Milliseconds>();

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
   * it is read anew whenever the process has used a little CPU time.
   */
  sampled(t: Milliseconds, rows: readonly SampleRow[]): void {
    const seen = new Set<Pid>();
    for (const { pid, cpuMs = 0 } of rows) {
      seen.add(pid);
      if (cpuMs - (this.#readAt.get(pid) ?? 0) < READ_EVERY) continue;
      this.#readAt.set(pid, cpuMs);
      this.limits(pid, t);
    }
    for (const pid of this.#readAt.keys()) if (!seen.has(pid)) this.#readAt.delete(pid);
  }
}
