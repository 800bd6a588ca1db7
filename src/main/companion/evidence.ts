import type { RunEvent } from '../../shared/events';
import type { Milliseconds, Pid } from '../../shared/units';
import { limitsOf, oomKills } from '../monitor/linux/limits';

/**
 * Reads what later tells causes apart and only this moment shows: the counters of kills for
 * want of memory before and after, the limits in force. Linux only; elsewhere it says nothing.
 */
export class Evidence {
  readonly #emit: (event: RunEvent) => void;

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
}
