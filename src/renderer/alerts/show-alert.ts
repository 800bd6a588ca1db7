import type { Pid, RunId } from '../../shared/units';
import { viewStoreOf } from '../run-view/view-store';
import type { Held } from '../store/stores-context';

/** Goes to the run of an alert, and chooses its process there. */
export function showAlert({ stores, actions }: Held, runId: RunId, pid: Pid | undefined): void {
  const run = stores.runs.store.getState().runs.find((one) => one.runId === runId);
  if (run === undefined) return;
  actions.show(runId);
  const process = pid === undefined ? undefined : run.model.findProcess(pid);
  if (process === undefined) return;
  const view = viewStoreOf(run.model).getState();
  view.select(process.index);
  view.openTab('verdict');
}
