/** The list of recent runs as words and marks. Pure. */
import type { RecordingEntry } from '../../shared/recording';
import type { EpochMilliseconds } from '../../shared/units';
import type { Cause } from '../../shared/verdict';

/** Ends that may be well meant: they get the mark of doubt, not of failure. */
const DOUBTFUL: ReadonlySet<Cause> = new Set<Cause>(['unknown', 'terminated-by-program', 'parent-exited-first']);

export type RowState = 'ok' | 'doubtful' | 'troubled';

export function rowStateOf({ worst, isUnfinished }: RecordingEntry): RowState {
  if (worst !== undefined) return DOUBTFUL.has(worst.cause) ? 'doubtful' : 'troubled';
  return isUnfinished ? 'doubtful' : 'ok';
}

const STEPS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, lengthMs: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
/** Older than this a date says more than a number of days. */
const DATE_AFTER_DAYS = 7;

export interface Age {
  readonly unit: Intl.RelativeTimeFormatUnit;
  readonly amount: number;
}

/** How long ago, in the largest unit that fits; `undefined` within the last minute, and `date` when long ago. */
export function ageOf(then: EpochMilliseconds, now: EpochMilliseconds): Age | 'date' | undefined {
  const passed = now - then;
  for (const [unit, lengthMs] of STEPS) {
    const amount = Math.floor(passed / lengthMs);
    if (unit === 'day' && amount >= DATE_AFTER_DAYS) return 'date';
    if (amount >= 1) return { unit, amount };
  }
  return undefined;
}
