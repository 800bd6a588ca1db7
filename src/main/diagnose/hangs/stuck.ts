/**
 * Who cannot move any more, by what the system tells alone.
 *
 * A set of processes is stuck when each thread of each of them waits for something that only
 * members of the set could bring: then none of them ever moves again by itself. One that works,
 * sleeps until a time, or waits for the network, a terminal or anybody outside the run is not in
 * the set, and neither is anybody whom it could wake. This is the largest such set (a greatest
 * fixpoint), as the deadlock detection of Chandy, Misra and Haas (ACM TOCS 1983, OR model).
 */
import type { Milliseconds, Pid } from '../../../shared/units';
import type { Facts, Party } from './facts';

/** Shorter rests are not looked at. */
const QUIET: Milliseconds = 1400;

export function stuckIn(facts: Facts): ReadonlyMap<Pid, Party> {
  const stuck = new Map<Pid, Party>();
  for (const party of facts.living) if (isBound(party, facts.now)) stuck.set(party.pid, party);
  for (let hasShrunk = true; hasShrunk;) {
    hasShrunk = false;
    for (const party of stuck.values()) {
      if (!mayBeWoken(party, stuck)) continue;
      stuck.delete(party.pid);
      hasShrunk = true;
    }
  }
  return stuck;
}

/** It has rested for a while, and of each of its threads it is known who could wake it. */
function isBound({ movedMs, threads }: Party, now: Milliseconds): boolean {
  return now - movedMs >= QUIET && threads?.every(({ wakers }) => wakers !== undefined) === true;
}

function mayBeWoken({ threads = [] }: Party, stuck: ReadonlyMap<Pid, Party>): boolean {
  return threads.some(({ wakers = [] }) => wakers.some((pid) => !stuck.has(pid)));
}
