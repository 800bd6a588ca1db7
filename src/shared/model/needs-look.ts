import { isExpected, type Verdict } from '../verdict';
import type { ProcessRow } from './process-row';

/** Whether somebody should look into the end of this process. */
export function needsLook(row: ProcessRow): row is ProcessRow & { verdict: Verdict } {
  const { verdict, isPrelude } = row;
  if (verdict === undefined || isExpected(verdict.cause) || isEndWithPool(verdict)) return false;
  // What a launcher asks its helpers before it becomes the program is answered by their status.
  return !(isPrelude && verdict.cause === 'exit-status');
}

/** A worker that its pool ended, as `with Pool()` does, while it held no task: nothing is amiss. */
export function isEndWithPool({ title, advice }: Pick<Verdict, 'title' | 'advice'>): boolean {
  return title.id === 'title.ended-with-pool' && advice.length === 0;
}
