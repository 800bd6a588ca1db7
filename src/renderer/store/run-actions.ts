import type { RunSignal } from '../../shared/ipc/contract';
import type { RunId } from '../../shared/units';
import type { Tell } from './actions';
import { isRunning } from './run-state';
import type { Stores } from './stores';

/** Ending a run, and putting it away. */
export function createRunActions({ bridge, runs, view, data }: Stores, tell: Tell) {
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

    /** Puts a run away that has ended; its recording stays. */
    close: async (runId: RunId): Promise<void> => {
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
      if (view.getState().activeRun !== runId) return;
      const neighbour = open[place + 1] ?? open[place - 1];
      view.setState((state) => ({
        activeRun: neighbour?.runId,
        place: neighbour === undefined && state.place === 'run' ? 'home' : state.place,
      }));
    },
  };
}
