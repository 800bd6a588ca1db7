import type { RunModel } from '../model/run-model';
import type { TimeView } from '../picture/time-window';
import type { Stretch } from '../recording';
import type { Milliseconds } from '../units';

/** Shorter than this a stretch is not worth a call of its own. */
const LEAST: Milliseconds = 16_000;

interface Looked {
  readonly view: TimeView;
  /** The moment that is shown; `undefined` at the end. */
  readonly at: Milliseconds | undefined;
}

/**
 * The stretch of a run that has to be had in full for what is looked at; `undefined` when what is
 * held shows as much. It is somewhat wider than the view and begins at round times, so that a
 * small move needs no other.
 *
 * @param whole the run as far as it is known; its curves hold one mean of many readings of what is long ago.
 */
export function stretchToLoad(
  whole: Pick<RunModel, 'cpuSeries' | 'leftOut' | 'now'>,
  { view, at }: Looked,
): Stretch | undefined {
  const isThinned = whole.leftOut > 0;
  if (view.kind === 'fixed' && (isThinned || view.from < whole.cpuSeries.mergedUntil)) {
    if (view.to - view.from <= whole.now / 2 && isWithin(at, view)) return around(view);
  }
  if (at === undefined || !isThinned) return undefined;
  const unit = powerOfTwo(Math.max(LEAST, whole.now / 64));
  const from = Math.floor(at / unit) * unit;
  return { from, to: from + unit };
}

function around({ from, to }: Stretch): Stretch {
  const unit = powerOfTwo(Math.max((to - from) / 4, LEAST));
  return { from: Math.max(0, (Math.floor(from / unit) - 1) * unit), to: (Math.ceil(to / unit) + 1) * unit };
}

function isWithin(at: Milliseconds | undefined, { from, to }: Stretch): boolean {
  return at === undefined || (at >= from && at <= to);
}

/** The least one that is not below. */
function powerOfTwo(least: number): number {
  return 2 ** Math.ceil(Math.log2(least));
}
