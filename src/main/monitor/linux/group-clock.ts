import { type Libc, loadLibc } from './libc';
import type { Milliseconds, Pid } from '../../../shared/units';

/** CPUCLOCK_SCHED of a whole process (linux/posix-timers_types.h): time on a core as the scheduler counts it. */
const CPUCLOCK_SCHED = 2;

/** struct timespec: seconds and nanoseconds, of 8 bytes each. Of both the low halves hold all that can be. */
const time = new Int32Array(4);
const timeBytes = Buffer.from(time.buffer);
let libc: Libc | 'missing' | undefined;

/**
 * The time that all threads of a process have been on a core, those that ended included, exact to
 * the nanosecond, a running one's current turn included. Anybody may ask, of any process, until it
 * is collected.
 *
 * It costs a third of the shortest file of /proc, and tells of all threads: while it stands still
 * nobody in the process has run.
 *
 * @returns `undefined` once the process has gone, and where the calls of libc cannot be had.
 */
export function groupClockOf(pid: Pid): Milliseconds | undefined {
  libc ??= libcOrMissing();
  // MAKE_PROCESS_CPUCLOCK
  if (libc === 'missing' || libc.clockGettime((~pid << 3) | CPUCLOCK_SCHED, timeBytes) !== 0) return undefined;
  return (time[0] ?? 0) * 1000 + (time[2] ?? 0) / 1e6;
}

function libcOrMissing(): Libc | 'missing' {
  try {
    return loadLibc();
  } catch {
    return 'missing';
  }
}
