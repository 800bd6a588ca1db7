import { taskNumber } from '../../../shared/task-number';
import type { RunModel } from '../../../shared/model/run-model';
import { type TaskRow, taskStateOf, type TaskState } from '../../../shared/model/task-row';
import type { TimeWindow } from '../../../shared/picture/time-window';

export const taskGroups = ['queued', 'running', 'finished', 'failed', 'lost'] as const satisfies readonly TaskState[];

export interface TaskView {
  readonly hidden: ReadonlySet<TaskState>;
  /** Contained in label, pool, number or error; '' for all. */
  readonly search: string;
  /** Only tasks that lived then. */
  readonly span: TimeWindow | undefined;
}

/** Those that did not end first, in order of submission; then the ended ones, the newest end first. */
export function taskRows(model: RunModel, { hidden, search, span }: TaskView): readonly TaskRow[] {
  const open = [...model.pools.values()].flatMap(({ openTasks }) => [...openTasks.values()]);
  const running = open.filter(({ startedMs }) => startedMs !== undefined);
  const queued = open.filter(({ startedMs }) => startedMs === undefined);
  const all = [...running, ...queued, ...model.endedTasks.entries.toReversed()];
  const needle = search.toLowerCase();
  if (hidden.size === 0 && needle === '' && span === undefined) return all;
  return all.filter(
    (row) =>
      !hidden.has(taskStateOf(row)) &&
      (needle === '' || wordsOf(row).includes(needle)) &&
      (span === undefined || touches(row, span)),
  );
}

function wordsOf({ pool, task, label, error = '' }: TaskRow): string {
  return `${label} #${taskNumber(task)} ${pool} ${error}`.toLowerCase();
}

function touches({ submittedMs, startedMs, endedMs = Infinity }: TaskRow, { from, to }: TimeWindow): boolean {
  return (submittedMs ?? startedMs ?? endedMs) <= to && endedMs >= from;
}

/** Tasks that were counted and not told one by one, and those whose rows had to go. */
export function untoldTasks(model: RunModel): { readonly untold: number; readonly dropped: number } {
  let untold = 0;
  for (const pool of model.pools.values()) untold += pool.untold;
  return { untold, dropped: model.endedTasks.dropped };
}
