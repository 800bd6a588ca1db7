import type { RunModel } from '../../../shared/model/run-model';
import type { TableTab } from '../view-store';

/** How much each table holds. */
export function tableCounts(model: RunModel): Readonly<Record<TableTab, number>> {
  let tasks = model.endedTasks.entries.length + model.endedTasks.dropped;
  for (const pool of model.pools.values()) tasks += pool.openTasks.size;
  return {
    processes: model.processes.length,
    tasks,
    queues: model.queues.size + model.pools.size,
    locks: model.locks.size,
    waits: model.openWaits.size,
  };
}
