/**
 * The hard limit of CPU time. With soft = hard the kernel sends SIGKILL and no SIGXCPU, so only
 * the count of CPU time tells it from a kill by hand.
 *
 * The kernel compares its own count, in whole ticks (kernel/time/posix-cpu-timers.c). It was seen
 * up to 20 % above the exact time on a core, on a virtual machine with ten busy processes to two
 * cores; of those that the limit ended it was 1.001 to 1.004 times the limit.
 */
import type { Milliseconds } from '../../../shared/units';
import { type ClosedFile, type Limits, lineageOf } from '../case-file';
import { type Finding, type Rung, ruledOut } from '../rung';
import { say } from '../statement';

/** Limits that were read so shortly before the end were in force at the end. */
const FRESH: Milliseconds = 600;
const CPU_TICK: Milliseconds = 20;
/** How far the exact time may lie from the kernel's count, where only the former is known. */
const TICK_EXCESS = 1.35;
const TICK_DEFICIT = 0.95;
/** And how far it mostly lies. */
const USUAL_EXCESS = 1.1;

/** The limits in force for a process: its own, else those it inherited (getrlimit(2): by fork, kept by exec). */
export function limitsOf(file: ClosedFile): Limits | undefined {
  for (const one of lineageOf(file)) if (one.limits !== undefined) return one.limits;
  return undefined;
}

/** Between what the kernel's count lay at the end. */
interface Count {
  readonly least: Milliseconds;
  readonly most: Milliseconds;
}

function countOf(file: ClosedFile): Count {
  const { limits, cpuMs = 0, cpuReadMs, startedMs, threads, exit } = file;
  const since = (t: Milliseconds) => Math.max(0, exit.t - t) * Math.max(1, threads);
  const counted = limits?.countedCpuMs;
  if (limits !== undefined && counted !== undefined) {
    const isAtEnd = limits.t >= exit.t;
    return { least: counted, most: isAtEnd ? counted : counted + since(limits.t) + CPU_TICK };
  }
  const used = cpuMs + (exit.isLastKnown ? since(cpuReadMs ?? startedMs) : 0);
  return { least: Math.max(0, cpuMs * TICK_DEFICIT - CPU_TICK), most: used * TICK_EXCESS + CPU_TICK };
}

/** Its own limits were read once more, while it used CPU: that it changed them again since is far-fetched. */
function wasReadAgain({ limits, startedMs }: ClosedFile): boolean {
  return limits !== undefined && limits.t > startedMs + FRESH;
}

/** Whether a limit may have been reached just then that nobody read: they are whole seconds. */
export function mayBeCpuLimit(file: ClosedFile): boolean {
  if (isCpuLimitExcluded(file) || wasReadAgain(file)) return false;
  const { least, most } = countOf(file);
  return Math.floor(most / 1000) > Math.floor(least / 1000);
}

/** A process may set a limit for itself at any time: what was read before says little of the end. */
function isFresh(limits: Limits | undefined, { exit }: ClosedFile): boolean {
  return limits !== undefined && limits.t >= exit.t - FRESH;
}

/** Whether it is known that the hard limit of CPU time did not end it. */
export function isCpuLimitExcluded(file: ClosedFile): boolean {
  const { most } = countOf(file);
  if (most < 1000) return true;
  const limits = limitsOf(file);
  const hard = limits?.cpuSeconds?.[1];
  if (hard === undefined || !isFresh(limits, file)) return false;
  return hard === null || most < hard * 1000;
}

export const cpuLimitKill: Rung = {
  name: 'CPU time limit, hard',
  source: 'setrlimit(2) RLIMIT_CPU; /proc/PID/limits; kernel/time/posix-cpu-timers.c check_process_timers',
  judge({ file }) {
    if (file.exit.signal !== 'SIGKILL') return undefined;
    const { most } = countOf(file);
    const limits = limitsOf(file);
    const hard = limits?.cpuSeconds?.[1];
    if (hard !== undefined && hard !== null && most >= hard * 1000) return hardLimitReached(file, hard);
    if (file.cpuMs === undefined) return undefined;
    if (most < 1000) return ruledOut(say('out.cpu-small', { cpu: file.cpuMs }));
    if (hard === undefined || !isFresh(limits, file)) return undefined;
    return ruledOut(hard === null ? say('out.cpu-unlimited') : say('out.cpu-limit', { cpu: file.cpuMs, limit: hard }));
  },
};

function hardLimitReached(file: ClosedFile, hard: number): Finding {
  const { name, exit, cpuMs = 0, limits } = file;
  const counted = limits?.countedCpuMs;
  const usual = exit.isLastKnown ? cpuMs : cpuMs * USUAL_EXCESS;
  // Of a reading before the end it is only possible that the rest was used up.
  const isReached = (counted ?? usual) + (counted === undefined ? CPU_TICK : 0) >= hard * 1000;
  return {
    cause: 'resource-limit',
    confidence: isReached ? 'very-likely' : 'likely',
    title: say('title.cpu-limit', { name, limit: hard }),
    evidence: [say('seen.cpu-time', { cpu: counted ?? cpuMs, limit: hard })],
    advice: [say('try.raise-limit', { option: '-t' })],
  };
}
