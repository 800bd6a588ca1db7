/** What can be done with one process: the context menu and the palette both read this table. */
import { hasEnded, type ProcessRow } from '../../../shared/model/process-row';
import { quoteArgument } from '../../../shared/quote-argument';
import type { ProcessTarget } from '../../../shared/run-action';
import type { Actions } from '../../store/actions';
import type { OpenRun } from '../../store/run-store';
import { viewStoreOf } from '../view-store';

export const processActionIds = [
  'verdict',
  'output',
  'signal',
  'renice',
  'measure',
  'copy-pid',
  'copy-command',
  'folder',
] as const;
export type ProcessActionId = (typeof processActionIds)[number];

interface ProcessActionContext {
  readonly run: OpenRun;
  readonly row: ProcessRow;
  readonly actions: Actions;
}

/** What names a process to main. */
export function targetOf({ pid, startTicks }: ProcessRow): ProcessTarget {
  return { pid, startTicks: startTicks ?? null };
}

/** A process that has ended takes no signal, and a recording's folders are another machine's. */
export function isActionPossible(id: ProcessActionId, { run, row }: Omit<ProcessActionContext, 'actions'>): boolean {
  if (id === 'signal' || id === 'renice' || id === 'measure')
    return run.isLive && run.model.ended === undefined && !hasEnded(row);
  return id === 'folder' ? run.isLive : true;
}

export function doProcessAction(id: ProcessActionId, { run, row, actions }: ProcessActionContext): void {
  const view = viewStoreOf(run.model).getState();
  switch (id) {
    case 'verdict':
      view.select(row.index);
      return view.openTab('verdict');
    case 'output':
      view.select(row.index);
      view.showOutputOf(row.index);
      return;
    case 'signal':
    case 'renice':
      return view.ask({ id, index: row.index });
    case 'measure':
      // The figures show among the facts of the process.
      view.select(row.index);
      view.openTab('verdict');
      return void actions.measureMemory(run.runId, row.pid);
    case 'copy-pid':
      return void actions.copy(String(row.pid));
    case 'copy-command':
      return void actions.copy((row.argv ?? [row.name]).map(quoteArgument).join(' '));
    case 'folder':
      return void actions.showFolder(run.runId, targetOf(row));
  }
}
