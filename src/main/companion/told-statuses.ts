/**
 * Exit statuses that a process's own parent read and told.
 *
 * Where ends are had by scans, nobody but the parent learns how a process ended; its probe tells
 * with the join (`multiprocessing.Process.exitcode`: a status, or the negative number of a signal).
 */
import { constants } from 'node:os';
import type { RunEvent, RunEventOf } from '../../shared/events';
import type { Pid } from '../../shared/units';

type Exit = RunEventOf<'process-exited'>;

/** Ends and statuses whose other half has not come yet; more wait only where a parent joins nobody. */
const MAX_WAITING = 5000;

export class ToldStatuses {
  /** Ends without a status. */
  readonly #ends = new Map<Pid, Exit>();
  readonly #statuses = new Map<Pid, number>();

  /** @returns the end again, with its status, once both are known. */
  take(event: RunEvent): Exit | undefined {
    switch (event.type) {
      case 'process-started':
        if (event.seenBy !== 'probe') this.#forget(event.pid);
        return undefined;
      case 'process-exited':
        if (event.code === null && event.signal === null) keep(this.#ends, event.pid, event);
        else this.#forget(event.pid);
        return this.#match(event.pid);
      case 'join-returned':
        if (!event.finished || event.exitCode === undefined) return undefined;
        keep(this.#statuses, event.childPid, event.exitCode);
        return this.#match(event.childPid);
      default:
        return undefined;
    }
  }

  #match(pid: Pid): Exit | undefined {
    const end = this.#ends.get(pid);
    const status = this.#statuses.get(pid);
    if (end === undefined || status === undefined) return undefined;
    this.#forget(pid);
    return { ...end, ...statusOf(status), seenBy: 'probe' };
  }

  #forget(pid: Pid): void {
    this.#ends.delete(pid);
    this.#statuses.delete(pid);
  }
}

function keep<Value>(all: Map<Pid, Value>, pid: Pid, value: Value): void {
  all.set(pid, value);
  const [oldest] = all.keys();
  if (all.size > MAX_WAITING && oldest !== undefined) all.delete(oldest);
}

/** Source: CPython Lib/multiprocessing/popen_fork.py, os.waitstatus_to_exitcode. */
function statusOf(exitCode: number): Pick<Exit, 'code' | 'signal'> {
  if (exitCode >= 0) return { code: exitCode, signal: null };
  const name = Object.entries(constants.signals).find(([, number]) => number === -exitCode)?.[0];
  return { code: null, signal: name ?? `SIG${-exitCode}` };
}
