import { useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/shallow';
import type { Milliseconds, RunId } from '../../shared/units';
import type { DataState } from './data-store';
import { elapsedOf, QUIET_TICK } from './elapsed';
import { isRunning, runStateOf } from './run-state';
import type { OpenRun } from './run-store';
import { useStores } from './stores-context';
import type { ViewState } from './view-store';

/** One run; renders again when that run was published, at most ten times a second. */
export function useRun(runId: RunId | undefined): OpenRun | undefined {
  return useStore(useStores().runs.store, ({ runs }) => runs.find((run) => run.runId === runId));
}

/**
 * One run, for what says no number of it: renders again when the run began, was paused, ended, or
 * bears another name, and not with each event. What it gives is the snapshot of that moment.
 */
export function useSteadyRun(runId: RunId | undefined): OpenRun | undefined {
  const { store } = useStores().runs;
  const find = (runs: readonly OpenRun[]): OpenRun | undefined => runs.find((run) => run.runId === runId);
  useStore(
    store,
    useShallow(({ runs }) => {
      const run = find(runs);
      if (run === undefined) return [];
      const { title, isLive, path, model } = run;
      return [title, isLive, path, model, model.started, model.pausedMs, model.ended, runStateOf(run)];
    }),
  );
  return find(store.getState().runs);
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

const TICK: Milliseconds = 100;

/** The next sample corrects the clock by some milliseconds: what is a little before a whole tick is that tick, not one more to draw. */
const wholeTick = (now: Milliseconds): Milliseconds => Math.round(now / QUIET_TICK) * QUIET_TICK;

/**
 * Shows {@link elapsedOf}, ticking; of a run that is quiet each whole second, since every tick draws the window.
 *
 * @param run as {@link useSteadyRun} gives it.
 * @param show the same function each time. It is no state: a render for each tick costs more than the drawing.
 */
export function useElapsed(run: OpenRun, show: (elapsed: Milliseconds) => void): void {
  const { store } = useStores().runs;
  useLayoutEffect(() => {
    show(elapsedOf(run, performance.now()));
    if (!isRunning(run)) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      const newest = store.getState().runs.find(({ runId }) => runId === run.runId);
      const now = newest === undefined ? 0 : elapsedOf(newest, performance.now());
      const isQuiet = newest?.isQuiet === true;
      if (newest !== undefined) show(isQuiet ? wholeTick(now) : now);
      timer = setTimeout(tick, isQuiet ? wholeTick(now) + QUIET_TICK - now : TICK);
    };
    timer = setTimeout(tick, TICK);
    return () => clearTimeout(timer);
  }, [store, run, show]);
}
