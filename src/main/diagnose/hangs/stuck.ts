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
import type { ThreadWait } from '../../../shared/readings';
import type { Facts, Party } from './facts';

/** Shorter rests are not looked at. */
const QUIET: Milliseconds = 1400;

export function stuckIn(facts: Facts): ReadonlyMap<Pid, Party> {
  const stuck = new Map<Pid, Party>();
  const living = facts.living;
  const wakersOf = (party: Party, wait: ThreadWait) => wait.wakers ?? wakersOfForkserver(party, wait, living);
  for (const party of living) if (isBound(party, { now: facts.now, wakersOf })) stuck.set(party.pid, party);
  for (let hasShrunk = true; hasShrunk;) {
    hasShrunk = false;
    for (const party of stuck.values()) {
      if (!mayBeWoken(party, { stuck, wakersOf })) continue;
      stuck.delete(party.pid);
      hasShrunk = true;
    }
  }
  return stuck;
}

/** It has rested for a while, and of each of its threads it is known who could wake it. */
function isBound(
  party: Party,
  { now, wakersOf }: { readonly now: Milliseconds; readonly wakersOf: WakersOf },
): boolean {
  const { movedMs, threads } = party;
  return now - movedMs >= QUIET && threads?.every((wait) => wakersOf(party, wait) !== undefined) === true;
}

function mayBeWoken(
  party: Party,
  { stuck, wakersOf }: { readonly stuck: ReadonlyMap<Pid, Party>; readonly wakersOf: WakersOf },
): boolean {
  return party.threads?.some((wait) => wakersOf(party, wait)?.some((pid) => !stuck.has(pid))) === true;
}

type WakersOf = (party: Party, wait: ThreadWait) => readonly Pid[] | undefined;

const FORKSERVER = /multiprocessing[./]forkserver|from multiprocessing\.forkserver/;

/**
 * Python's fork server waits at a socket whose name only the program knows, for its parent's
 * requests and for the ends of its children (CPython Lib/multiprocessing/forkserver.py, main).
 */
function wakersOfForkserver(
  { pid, ppid, command }: Party,
  { call }: ThreadWait,
  living: readonly Party[],
): readonly Pid[] | undefined {
  if (call !== 'poll' || !FORKSERVER.test(command)) return undefined;
  return [ppid, ...living.filter((one) => one.ppid === pid).map((one) => one.pid)];
}
