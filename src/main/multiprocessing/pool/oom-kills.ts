import { readFileSync } from 'node:fs';

/** Its own group's count, where it is told (cgroup v2, `memory.events`), and the whole system's. */
const COUNTERS = ['/sys/fs/cgroup/memory.events', '/proc/vmstat'];

/** How many processes the kernel ended so far for want of memory; `undefined` where it does not tell. */
export function countOomKills(): number | undefined {
  for (const path of COUNTERS) {
    const count = /^oom_kill (\d+)$/m.exec(read(path))?.[1];
    if (count !== undefined) return Number(count);
  }
  return undefined;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
