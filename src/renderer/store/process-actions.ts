import type { ProcessTarget, RunAction } from '../../shared/run-action';
import type { Pid, RunId } from '../../shared/units';
import type { Tell, TellCopied } from './tellers';
import type { Stores } from './stores';

/** Acting on the processes of a run. What came of it is told by the run's own events. */
export function createProcessActions({ bridge, runs }: Stores, tell: Tell, tellCopied: TellCopied) {
  const act = async (runId: RunId, action: RunAction): Promise<void> => {
    const asked = await bridge.call.actOnRun(runId, action);
    if (!asked.ok) tell('act', asked.fault);
  };
  return {
    act,

    /** Stops every process of the run where it stands, or sets all going again. */
    togglePause: async (runId: RunId): Promise<void> => {
      const run = runs.store.getState().runs.find((one) => one.runId === runId);
      if (run !== undefined) await act(runId, { type: 'pause', isPaused: run.model.pausedMs === undefined });
    },

    showFolder: async (runId: RunId, target: ProcessTarget): Promise<void> => {
      const shown = await bridge.call.showFolder(runId, target);
      if (!shown.ok) tell('act', shown.fault);
    },

    /** What was measured comes as an event of the run. */
    measureMemory: async (runId: RunId, pid: Pid): Promise<void> => {
      const asked = await bridge.call.measureMemory(runId, pid);
      if (!asked.ok) tell('act', asked.fault);
    },

    copy: async (text: string): Promise<void> => {
      await navigator.clipboard.writeText(text);
      tellCopied(text);
    },
  };
}
