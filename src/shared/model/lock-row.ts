/** What a run knows of one lock, semaphore, event, condition or barrier. */
import type { RunEventOf, WaitKind } from '../events';
import type { Milliseconds, Pid } from '../units';

type Tally = Pick<RunEventOf<'lock-tally'>, 'acquires' | 'contended' | 'waitMs' | 'heldMs'>;

export interface LockRow {
  readonly object: string;
  readonly kind: WaitKind;
  /** `null` when nobody holds it, `undefined` when nobody said who does. */
  holderPid: Pid | null | undefined;
  /** Where the holder took it: file and line. */
  holderPlace: string | undefined;
  /** Since when at least: it is told while somebody waits. */
  holderSinceMs: Milliseconds | undefined;
  /** Who waits for it now, and since when. */
  readonly waiters: Map<Pid, Milliseconds>;
  /** The last tally of each process. */
  readonly tallies: Map<Pid, Tally>;
}

/** Waits whose object is a lock of some kind, and not a queue, a pipe or a pool's result. */
const LOCK_KINDS: ReadonlySet<WaitKind> = new Set(['lock', 'semaphore', 'event', 'condition', 'barrier']);

export type LockEvent = RunEventOf<'wait-started' | 'wait-ended' | 'lock-holder' | 'lock-tally'>;

/** Changes the row of the event's lock, which is made when it is the first about it. */
export function applyLockEvent(locks: Map<string, LockRow>, event: LockEvent): void {
  if (!LOCK_KINDS.has(event.wait)) return;
  const row = rowOf(locks, event);
  switch (event.type) {
    case 'wait-started':
      row.waiters.set(event.pid, event.t);
      if (event.holderPid !== undefined) {
        hold(row, event.t, event.holderPid);
        row.holderPlace = placeOf(event.holderFile, event.holderLine);
      }
      return;
    case 'wait-ended':
      row.waiters.delete(event.pid);
      return;
    case 'lock-holder':
      hold(row, event.t, event.holderPid);
      row.holderPlace = placeOf(event.file, event.line);
      return;
    default:
      row.tallies.set(event.pid, event);
  }
}

/** A process that ended waits no more; what it held it may hold for ever, which is why that stays. */
export function leaveLocks(locks: ReadonlyMap<string, LockRow>, pid: Pid): void {
  for (const { waiters } of locks.values()) waiters.delete(pid);
}

function hold(row: LockRow, t: Milliseconds, holderPid: Pid | null): void {
  if (row.holderPid !== holderPid) row.holderSinceMs = holderPid === null ? undefined : t;
  row.holderPid = holderPid;
}

function rowOf(locks: Map<string, LockRow>, { object, wait }: LockEvent): LockRow {
  const known = locks.get(object);
  if (known !== undefined) return known;
  const row: LockRow = {
    object,
    kind: wait,
    holderPid: undefined,
    holderPlace: undefined,
    holderSinceMs: undefined,
    waiters: new Map(),
    tallies: new Map(),
  };
  locks.set(object, row);
  return row;
}

function placeOf(file: string | undefined, line: number | undefined): string | undefined {
  return file === undefined || line === undefined ? file : `${file}:${line}`;
}
