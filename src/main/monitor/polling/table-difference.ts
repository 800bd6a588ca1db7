import type { MonotonicMilliseconds, Pid } from '../../../shared/units';
import type { LifecycleEvent, ProcessEntry } from '../monitor';

type Table = ReadonlyMap<Pid, ProcessEntry>;

/**
 * What happened between two scans of the process table.
 *
 * Ends come before starts, because a pid that was reused must end before it starts again;
 * parents start before their children, so that a listener who follows a tree loses nobody.
 */
export function differenceOf(before: Table, after: Table, at: MonotonicMilliseconds): readonly LifecycleEvent[] {
  const ended = [...before.values()].filter((entry) => !isSame(entry, after.get(entry.pid)));
  const started = [...after.values()].filter((entry) => !isSame(entry, before.get(entry.pid)));
  const renamed = [...after.values()].filter((entry) => {
    const old = before.get(entry.pid);
    return isSame(entry, old) && old?.name !== entry.name;
  });
  return [
    ...ended.map(({ pid }) => ({ type: 'exit', pid, at }) as const),
    ...parentsFirst(started).map(({ pid, ppid }) => ({ type: 'fork', pid, ppid, at }) as const),
    // A scan cannot tell an exec from a rename: the listener reads the arguments again either way.
    ...renamed.map(({ pid }) => ({ type: 'exec', pid, at }) as const),
  ];
}

/** A pid names the same process while its start time is the same, or cannot be had. */
function isSame(entry: ProcessEntry, other: ProcessEntry | undefined): boolean {
  return other !== undefined && (entry.startTicks ?? other.startTicks) === (other.startTicks ?? entry.startTicks);
}

function parentsFirst(entries: readonly ProcessEntry[]): readonly ProcessEntry[] {
  const byPid = new Map(entries.map((entry) => [entry.pid, entry]));
  const ordered = new Set<ProcessEntry>();
  for (const entry of entries) {
    const ancestors: ProcessEntry[] = [];
    // A reused pid could close a circle: nobody is visited twice.
    for (let one: ProcessEntry | undefined = entry; one !== undefined && !ancestors.includes(one);) {
      ancestors.push(one);
      one = ordered.has(one) ? undefined : byPid.get(one.ppid);
    }
    for (const one of ancestors.reverse()) ordered.add(one);
  }
  return [...ordered];
}
