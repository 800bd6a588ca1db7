import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/shallow';
import type { Milliseconds, RunId } from '../../shared/units';
import type { DataState } from './data-store';
import { isRunning } from './run-state';
import type { OpenRun } from './run-store';
import { useStores } from './stores-context';
import type { ViewState } from './view-store';

/** One run; renders again when that run was published, at most ten times a second. */
export function useRun(runId: RunId | undefined): OpenRun | undefined {
  return useStore(useStores().runs.store, ({ runs }) => runs.find((run) => run.runId === runId));
}

/** Ids of the open runs in order of opening; renders again when one opens or closes. */
export function useRunIds(): readonly RunId[] {
  return useStore(
    useStores().runs.store,
    useShallow(({ runs }) => runs.map(({ runId }) => runId)),
  );
}

/** @param select must return the same value while nothing changed. */
export function useData<Selected>(select: (state: DataState) => Selected): Selected {
  return useStore(useStores().data, select);
}

/** @param select must return the same value while nothing changed. */
export function useView<Selected>(select: (state: ViewState) => Selected): Selected {
  return useStore(useStores().view, select);
}

/** How far a run is: its model's time, and for one that runs the time since the last batch. */
export function elapsedOf(run: OpenRun, now: Milliseconds): Milliseconds {
  return isRunning(run) ? run.model.now + Math.max(0, now - run.heardAt) : (run.model.ended?.t ?? run.model.now);
}

/** {@link elapsedOf}, ticking. */
export function useElapsed(run: OpenRun): Milliseconds {
  const [now, setNow] = useState(() => performance.now());
  const isTicking = isRunning(run);
  useEffect(() => {
    if (!isTicking) return undefined;
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, [isTicking]);
  return elapsedOf(run, now);
}
