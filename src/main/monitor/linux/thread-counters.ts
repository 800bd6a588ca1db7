/**
 * Sums what the kernel counts for each thread alone: time waiting for a core, and switches.
 *
 * /proc/PID/schedstat and /proc/PID/status tell of the first thread only, so those of the
 * others are read one by one. A thread that has not run since needs no second file; what one
 * that ended had used when it was last looked at stays in the sum, which so never falls.
 */
import { readdirSync } from 'node:fs';
import type { Milliseconds, Pid } from '../../../shared/units';
import { parseSchedStat, parseStatus } from './parse-counters';
import { readProcPath } from './proc-file';

export interface ThreadSums {
  readonly waitedMs: Milliseconds;
  readonly voluntary: number;
  readonly involuntary: number;
}

interface Thread extends ThreadSums {
  readonly slices: number;
}

const NOTHING: ThreadSums = { waitedMs: 0, voluntary: 0, involuntary: 0 };

export class ThreadCounters {
  #threads = new Map<string, Thread>();
  #ended = NOTHING;
  #sums: ThreadSums | undefined;

  /** @returns the last sums when the process has gone meanwhile; `undefined` where the kernel keeps no such statistics. */
  update(pid: Pid): ThreadSums | undefined {
    const current = new Map<string, Thread>();
    for (const tid of threadsOf(pid)) {
      const thread = readThread(`/proc/${pid}/task/${tid}`, this.#threads.get(tid));
      if (thread !== undefined) current.set(tid, thread);
    }
    if (current.size === 0) return this.#sums;
    for (const [tid, thread] of this.#threads) if (!current.has(tid)) this.#ended = sumOf(this.#ended, thread);
    this.#threads = current;
    this.#sums = [...current.values()].reduce(sumOf, this.#ended);
    return this.#sums;
  }
}

function threadsOf(pid: Pid): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // It was reaped.
  }
}

function readThread(folder: string, before: Thread | undefined): Thread | undefined {
  const bytes = readProcPath(`${folder}/schedstat`);
  const sched = typeof bytes === 'string' ? undefined : parseSchedStat(bytes);
  if (sched === undefined || sched.slices === before?.slices) return before;
  const status = readProcPath(`${folder}/status`);
  const { voluntary = 0, involuntary = 0 } = typeof status === 'string' ? {} : parseStatus(status);
  return { slices: sched.slices, waitedMs: sched.waitedMs, voluntary, involuntary };
}

function sumOf(a: ThreadSums, b: ThreadSums): ThreadSums {
  return {
    waitedMs: a.waitedMs + b.waitedMs,
    voluntary: a.voluntary + b.voluntary,
    involuntary: a.involuntary + b.involuntary,
  };
}
