/** What the kernel tells of limits and of kills for want of memory. */
import type { RunEventOf } from '../../../shared/events';
import type { Pid } from '../../../shared/units';
import { countedCpuOf } from './counted-cpu';
import { readText } from './read-text';

type Limits = Omit<RunEventOf<'limits'>, 'type' | 't' | 'pid'>;
type Range = [soft: number | null, hard: number | null];

const ROWS = {
  'Max cpu time': 'cpuSeconds',
  'Max file size': 'fileSizeBytes',
  'Max open files': 'openFiles',
  'Max address space': 'addressSpaceBytes',
} as const;

/** @param text of /proc/PID/limits (proc_pid_limits(5)). */
export function parseLimits(text: string): Limits {
  const limits: Partial<Record<(typeof ROWS)[keyof typeof ROWS], Range>> = {};
  for (const line of text.split('\n')) {
    const [, title = '', soft, hard] = /^(Max [a-z ]+?) {2,}(\S+)\s+(\S+)/.exec(line) ?? [];
    const key = ROWS[title as keyof typeof ROWS] as (typeof ROWS)[keyof typeof ROWS] | undefined;
    if (key !== undefined) limits[key] = [valueOf(soft), valueOf(hard)];
  }
  return limits;
}

function valueOf(text: string | undefined): number | null {
  return text === undefined || text === 'unlimited' ? null : Number(text);
}

/** Its limits, and what the kernel has counted for that of CPU time; a zombie has them as well. */
export function limitsOf(pid: Pid): Limits | undefined {
  const text = readText(`/proc/${pid}/limits`);
  if (text === undefined) return undefined;
  const countedCpuMs = countedCpuOf(pid);
  return { ...parseLimits(text), ...(countedCpuMs !== undefined && { countedCpuMs }) };
}

/**
 * How many processes the kernel has ended for want of memory: on the whole machine
 * (/proc/vmstat) and in this process's control group (memory.events of version 2). It counts
 * before it sends the signal (mm/oom_kill.c), so a reading after the end is never too early.
 */
export function oomKills(): { readonly machine: number | null; readonly group: number | null } {
  return { machine: counterIn(readText('/proc/vmstat')), group: counterIn(readText(groupFile())) };
}

function counterIn(text: string | undefined): number | null {
  const found = /^oom_kill (\d+)$/m.exec(text ?? '')?.[1];
  return found === undefined ? null : Number(found);
}

/** The line `0::/path` names the group of version 2. */
function groupFile(): string {
  const path = /^0::(.*)$/m.exec(readText('/proc/self/cgroup') ?? '')?.[1] ?? '';
  return `/sys/fs/cgroup${path}/memory.events`;
}
