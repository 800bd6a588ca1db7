import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Milliseconds, Pid } from '../../src/shared/units';

/** Whether a process is there and has not ended (a zombie has). */
export function isAlive(pid: Pid): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return !'ZX'.includes(stat.charAt(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}

/** Waits until none of the processes lives. @returns those that still do after `patience`. */
export async function survivorsOf(pids: readonly Pid[], patience: Milliseconds): Promise<readonly Pid[]> {
  const end = performance.now() + patience;
  while (pids.some(isAlive) && performance.now() < end) await sleep(20);
  return pids.filter(isAlive);
}
