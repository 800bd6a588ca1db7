/** Which end a person should look at first. */
import { hasEnded } from './model/process-row';
import type { RunModel } from './model/run-model';
import { needsLook } from './model/needs-look';
import type { Cause } from './verdict';

/** Causes from the one that needs a look most. What was asked for is below what came by itself. */
const BY_URGENCY: readonly Cause[] = [
  'out-of-memory',
  'crash',
  'uncaught-exception',
  'failed-to-start',
  'resource-limit',
  'unknown',
  'signal',
  'parent-exited-first',
  'exit-status',
  'terminated-by-program',
];

/** Negative when `a` needs a look more than `b`; what is as it should be comes last. */
export function compareUrgency(a: Cause, b: Cause): number {
  return rankOf(a) - rankOf(b);
}

function rankOf(cause: Cause): number {
  const rank = BY_URGENCY.indexOf(cause);
  return rank === -1 ? BY_URGENCY.length : rank;
}

/** The end that needs a look most; `undefined` when each process ended well, was stopped, or still runs. */
export function worstOf(model: RunModel): { readonly name: string; readonly cause: Cause } | undefined {
  let worst: { name: string; cause: Cause } | undefined;
  for (const row of model.processes) {
    if (!hasEnded(row) || !needsLook(row)) continue;
    const { cause } = row.verdict;
    if (worst === undefined || compareUrgency(cause, worst.cause) < 0) worst = { name: row.name, cause };
  }
  return worst;
}
