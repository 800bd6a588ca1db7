import type { LockRow } from '../../../shared/model/lock-row';
import type { RunModel } from '../../../shared/model/run-model';

/** A lock with the tallies of all processes added up. */
export interface LockLine {
  readonly lock: LockRow;
  readonly acquires: number | undefined;
  readonly contended: number | undefined;
  readonly waitMs: number | undefined;
  readonly heldMs: number | undefined;
}

/** Those for which somebody waits come first. */
export function lockLines(model: RunModel): readonly LockLine[] {
  const lines = [...model.locks.values()].map((lock): LockLine => {
    const all = [...lock.tallies.values()];
    const sum = (key: 'acquires' | 'contended' | 'waitMs' | 'heldMs'): number | undefined =>
      all.length === 0 ? undefined : all.reduce((total, tally) => total + tally[key], 0);
    return {
      lock,
      acquires: sum('acquires'),
      contended: sum('contended'),
      waitMs: sum('waitMs'),
      heldMs: sum('heldMs'),
    };
  });
  return lines.sort((a, b) => b.lock.waiters.size - a.lock.waiters.size);
}
