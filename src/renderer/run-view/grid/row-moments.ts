/** When what a row tells of happened: where in time one goes from it. Pure. */
import type { LockRow } from '../../../shared/model/lock-row';
import type { ProcessRow } from '../../../shared/model/process-row';
import type { TaskRow } from '../../../shared/model/task-row';
import type { Milliseconds } from '../../../shared/units';

export interface RowMoments {
  readonly begin: Milliseconds | undefined;
  /** Its end, or what is looked for most: it is gone to first. */
  readonly end?: Milliseconds | undefined;
}

export const momentsOfProcess = ({ startedMs, exitedMs }: ProcessRow): RowMoments => ({
  begin: startedMs,
  end: exitedMs,
});

export const momentsOfTask = ({ submittedMs, startedMs, endedMs }: TaskRow): RowMoments => ({
  begin: startedMs ?? submittedMs,
  end: endedMs,
});

/** Since when it is held, or waited for. */
export const momentsOfLock = ({ holderSinceMs, waiters }: LockRow): RowMoments => ({
  begin: holderSinceMs ?? (waiters.size === 0 ? undefined : Math.min(...waiters.values())),
});

/** @param isBegin its begin is asked for. */
export function momentOf({ begin, end }: RowMoments, isBegin: boolean): Milliseconds | undefined {
  return isBegin ? begin : (end ?? begin);
}
