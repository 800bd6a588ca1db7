/** Locks that processes hold and want from each other, round about: none of them can go on. */
import type { LockRow } from '../model/lock-row';
import type { RunModel } from '../model/run-model';
import { ringsIn } from '../rings';
import type { Pid } from '../units';

/** One process of a ring: it waits for `lock`, which `holderPid`, the next of the ring, holds. */
export interface LockRingLink {
  readonly waiterPid: Pid;
  readonly lock: LockRow;
  readonly holderPid: Pid;
}

/** Of what one process can hold: an event or a barrier has no holder. */
const HELD: ReadonlySet<LockRow['kind']> = new Set(['lock', 'semaphore', 'condition']);

/** The rings of now; a process that holds a lock and wants it again is a ring of one. */
export function lockRingsOf({ locks }: RunModel): readonly (readonly LockRingLink[])[] {
  const links = new Map<Pid, LockRingLink>();
  for (const lock of locks.values()) {
    const { holderPid } = lock;
    if (typeof holderPid !== 'number' || !HELD.has(lock.kind)) continue;
    for (const waiterPid of lock.waiters.keys()) links.set(waiterPid, { waiterPid, lock, holderPid });
  }
  return ringsIn(links, ({ holderPid }) => holderPid);
}
