import type { Milliseconds, Pid } from '../../../shared/units';
import { loadLibc } from './libc';

/** CPUCLOCK_PROF of a whole process: user plus system time in ticks (linux/posix-timers_types.h, kernel/time/posix-cpu-timers.c). */
const CPUCLOCK_PROF = 0;
/** struct timespec: two numbers of 8 bytes. */
const time = Buffer.alloc(16);

/**
 * The CPU time of a process as the kernel counts it for RLIMIT_CPU. Anybody may read it, and it
 * is there until the process is collected: of one that the limit ended, it is never below the limit.
 *
 * @returns `undefined` once the process has gone, and where the calls of libc cannot be had.
 */
export function countedCpuOf(pid: Pid): Milliseconds | undefined {
  try {
    // MAKE_PROCESS_CPUCLOCK
    if (loadLibc().clockGettime((~pid << 3) | CPUCLOCK_PROF, time) !== 0) return undefined;
  } catch {
    return undefined;
  }
  return Number(time.readBigInt64LE(0)) * 1000 + Number(time.readBigInt64LE(8)) / 1e6;
}
