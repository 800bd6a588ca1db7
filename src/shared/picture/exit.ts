/** How an end is shown: its icon, its short text, and whether anybody joined it. */
import { hasEnded, type ProcessRow } from '../model/process-row';
import type { RunModel } from '../model/run-model';
import type { Milliseconds } from '../units';
import { causeKeyOf } from '../verdict';
import { isEndWithPool, needsLook } from '../model/needs-look';

/** `ok`: nobody needs to look; `stopped`: the person, or its pool, ended it; `early`: look; `unseen`: its status could not be had. */
export type ExitTone = 'ok' | 'stopped' | 'early' | 'unseen';

export interface Exit {
  readonly tone: ExitTone;
  /** `SIGKILL`, `0`, `3`; `?` where it could not be had. */
  readonly status: string;
  /** Key of its words. */
  readonly cause: ReturnType<typeof causeKeyOf> | undefined;
}

/** @returns `undefined` while the process lives. */
export function exitOf(row: ProcessRow): Exit | undefined {
  if (!hasEnded(row)) return undefined;
  return {
    tone: toneOf(row),
    status: statusOf(row),
    cause: row.verdict === undefined ? undefined : causeKeyOf(row.verdict),
  };
}

function statusOf(row: ProcessRow): string {
  if (typeof row.signal === 'string') return row.signal;
  return typeof row.exitCode === 'number' ? String(row.exitCode) : '?';
}

function toneOf(row: ProcessRow): ExitTone {
  const { verdict } = row;
  if (verdict !== undefined) {
    if (verdict.cause === 'stopped-by-user' || isEndWithPool(verdict)) return 'stopped';
    return needsLook(row) ? 'early' : 'ok';
  }
  if (row.exitCode === 0) return 'ok';
  return row.exitCode === null && row.signal === null ? 'unseen' : 'early';
}

/**
 * Until when it lies there, ended and not joined.
 *
 * Its status waits for its parent, at most until that ends too. The first process is
 * collected by Joinscope and has no such stretch. That nobody joined it is said only where
 * joins are seen, which is where the kernel tells of ends.
 *
 * @returns `undefined` while it lives, and where nothing is to be joined.
 */
export function unjoinedUntil(model: RunModel, row: ProcessRow): Milliseconds | undefined {
  if (row.exitedMs === undefined || row.parent === undefined) return undefined;
  if (row.joinedMs === undefined && !seesJoins(model)) return undefined;
  const parentEnd = model.processes[row.parent]?.exitedMs ?? Infinity;
  const runEnd = model.ended?.t ?? model.now;
  const until = Math.min(row.joinedMs ?? Infinity, parentEnd, Math.max(runEnd, row.exitedMs));
  return until > row.exitedMs ? until : undefined;
}

/** Whether it ended, nobody joined it, and its parent still could. */
export function isUnjoined(model: RunModel, row: ProcessRow): boolean {
  if (row.exitedMs === undefined || row.joinedMs !== undefined || row.parent === undefined) return false;
  if (!seesJoins(model)) return false;
  const parent = model.processes[row.parent];
  return parent !== undefined && !hasEnded(parent) && model.ended === undefined;
}

function seesJoins(model: RunModel): boolean {
  return model.started?.lifecycle === 'kernel';
}

/** Ends that need a look, in order of time. */
export function endedEarlyOf(model: RunModel): readonly ProcessRow[] {
  return model.processes.filter(needsLook).sort((a, b) => (a.exitedMs ?? 0) - (b.exitedMs ?? 0));
}
