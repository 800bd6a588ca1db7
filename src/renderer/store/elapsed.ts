import type { Milliseconds } from '../../shared/units';
import { isRunning } from './run-state';
import type { OpenRun } from './run-store';

/** Between two drawings of the clock of a run that is quiet: each draws the window. */
export const QUIET_TICK: Milliseconds = 1000;

/** How far a run is: its model's time as it was published, and for one that runs the time since. */
export function elapsedOf(run: OpenRun, now: Milliseconds): Milliseconds {
  return isRunning(run) ? run.now + Math.max(0, now - run.heardAt) : (run.model.ended?.t ?? run.model.now);
}
