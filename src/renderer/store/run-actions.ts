import type { RunSignal } from '../../shared/ipc/contract';
import type { RunId } from '../../shared/units';
import type { Tell } from './tellers';
import { isRunning } from './run-state';
import type { OpenRun } from './run-store';
import type { Stores } from './stores';
import type { ViewState } from './view-store';
import { without } from './without';

/** Ending a run, and putting it away. */
export function createRunActions(stores: Stores, tell: Tell) {
  const { bridge, view, data } = stores;
  const end = async (runId: RunId, how: 'stop' | 'kill'): Promise<void> => {
    view.setState(({ stopping }) => ({ stopping: [...new Set([...stopping, runId])] }));
    const ended = await bridge.call.stopRun(runId, how);
    if (ended.ok) return;
    view.setState(({ stopping }) => ({ stopping: stopping.filter((id) => id !== runId) }));
    tell('stop', ended.fault);
  };

  return {
    /** Asked a second time while it is stopping, a run is killed. */
    stop: (runId: RunId): Promise<void> => end(runId, view.getState().stopping.includes(runId) ? 'kill' : 'stop'),
    signal: async (runId: RunId, signal: RunSignal): Promise<void> => {
      const sent = await bridge.call.signalRun(runId, signal);
      if (!sent.ok) tell('stop', sent.fault);
    },
    kill: (runId: RunId): Promise<void> => end(runId, 'kill'),
    /** Kills a run, after a question where the settings say so. */
    askToKill: (runId: RunId): void => {
      if (data.getState().settings.confirmKill) view.setState({ killing: runId });
      else void end(runId, 'kill');
    },
    ...createClosing(stores, tell, end),
  };
}

/** Putting a run away, with its tab. */
function createClosing({ bridge, runs, view }: Stores, tell: Tell, end: (runId: RunId, how: 'stop') => Promise<void>) {
  /** Puts a run away that has ended; its recording stays. */
  const close = async (runId: RunId): Promise<void> => {
    const open = runs.store.getState().runs;
    const place = open.findIndex((run) => run.runId === runId);
    const run = open[place];
    if (run === undefined || isRunning(run)) return;
    const closed = await bridge.call.closeRun(runId);
    if (!closed.ok) {
      tell('close', closed.fault);
      return;
    }
    runs.forget(runId);
    view.setState((state) => viewWithout(state, runId, open[place + 1] ?? open[place - 1]));
  };

  return {
    /** Puts a run away that has ended, and asks about one that goes on. */
    askToClose: (runId: RunId): void => {
      const run = runs.store.getState().runs.find((one) => one.runId === runId);
      if (run === undefined) return;
      if (isRunning(run)) view.setState({ closing: runId });
      else void close(runId);
    },

    /** Stops a run and puts it away once it has ended. */
    stopAndClose: async (runId: RunId): Promise<void> => {
      const leave = runs.store.subscribe(({ runs: open }) => {
        const run = open.find((one) => one.runId === runId);
        if (run !== undefined && isRunning(run)) return;
        leave();
        void close(runId);
      });
      await end(runId, 'stop');
    },

    close,
  };
}

/** The view without a run: what was kept of it goes, and its neighbour is shown in its place. */
function viewWithout(state: ViewState, runId: RunId, neighbour: OpenRun | undefined): Partial<ViewState> {
  const kept = {
    startedCommands: without(state.startedCommands, runId),
    stopping: state.stopping.filter((id) => id !== runId),
  };
  if (state.activeRun !== runId) return kept;
  const isLeft = neighbour === undefined && state.place === 'run';
  return { ...kept, activeRun: neighbour?.runId, place: isLeft ? 'home' : state.place };
}
