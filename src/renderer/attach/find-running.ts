import type { RunningProcess } from '../../shared/running-process';

/** Rows shown; who has more types another word. */
export const MAX_FOUND = 200;

/** Processes that contain every word of the search in name, pid, command line or user, the newest first. */
export function findRunning(processes: readonly RunningProcess[], search: string): readonly RunningProcess[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return processes
    .filter((one) => {
      const text = [one.name, String(one.pid), one.user ?? '', ...one.argv].join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => (b.startTicks ?? 0) - (a.startTicks ?? 0) || b.pid - a.pid);
}
