import type { ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import { exitOf } from '../../../shared/picture/exit';
import { stateOf } from './process-state';
import { type TreeRow, treeOf } from '../../../shared/picture/process-tree';

/** What the kernel counts of a process; shown on demand, for want of room. */
export const counters = ['coreWait', 'voluntary', 'involuntary', 'read', 'written'] as const;
export const columns = ['name', 'pid', 'state', 'cpu', 'cpuTime', 'rss', 'threads', 'tasks', 'exit'] as const;
export type Counter = (typeof counters)[number];
export type Column = (typeof columns)[number] | Counter;

/** The counters stand where they leave the last column its place. */
export function columnsOf(hasCounters: boolean): readonly Column[] {
  if (!hasCounters) return columns;
  const place = columns.indexOf('tasks');
  return [...columns.slice(0, place), ...counters, ...columns.slice(place)];
}

export interface Sorting {
  readonly column: Column;
  readonly isDescending: boolean;
}

export interface TableView {
  readonly matches: (row: ProcessRow) => boolean;
  /** `undefined`: in order of start. */
  readonly sorting: Sorting | undefined;
  /** Children stay below their parent, siblings are sorted; otherwise one flat list. */
  readonly isTree: boolean;
}

export interface TableRow extends TreeRow {
  /** Shown only because one below it fits the filter. */
  readonly isContext: boolean;
}

const VALUES: Readonly<Record<Column, (row: ProcessRow) => string | number | undefined>> = {
  name: (row) => row.name,
  pid: (row) => row.pid,
  state: stateOf,
  cpu: (row) => row.cpu,
  cpuTime: (row) => row.cpuMs,
  rss: rssOf,
  threads: (row) => row.threads,
  coreWait: (row) => row.coreWaitMs,
  voluntary: (row) => row.voluntary,
  involuntary: (row) => row.involuntary,
  read: (row) => row.readBytes,
  written: (row) => row.writtenBytes,
  tasks: tasksOf,
  exit: (row) => exitOf(row)?.status,
};

/** Tasks that it ended, however they ended. */
export function tasksOf(row: ProcessRow): number {
  return row.tasksFinished + row.tasksFailed + row.tasksLost;
}

/** Memory now; of one that ended, its highest. */
export function rssOf(row: ProcessRow): number | undefined {
  return row.exitedMs === undefined ? row.rss : row.peakRss;
}

/** The table's rows from top to bottom. */
export function tableRows(model: RunModel, { matches, sorting, isTree }: TableView): readonly TableRow[] {
  const compare = sorting === undefined ? undefined : comparing(sorting);
  const fitting = new Set(model.processes.filter(matches));
  if (!isTree) {
    const flat = compare === undefined ? [...fitting] : [...fitting].sort(compare);
    return flat.map((row) => ({ row, depth: 0, isContext: false }));
  }
  const shown = withAncestors(model, fitting);
  return treeOf(
    model.processes.filter((row) => shown.has(row)),
    compare,
  ).map((one) => ({ ...one, isContext: !fitting.has(one.row) }));
}

function withAncestors(model: RunModel, fitting: ReadonlySet<ProcessRow>): ReadonlySet<ProcessRow> {
  const shown = new Set(fitting);
  for (const row of fitting) {
    let parent = row.parent === undefined ? undefined : model.processes[row.parent];
    while (parent !== undefined && !shown.has(parent)) {
      shown.add(parent);
      parent = parent.parent === undefined ? undefined : model.processes[parent.parent];
    }
  }
  return shown;
}

/** What is not known comes last in either direction; equal rows keep the order of their starts. */
function comparing({ column, isDescending }: Sorting): (a: ProcessRow, b: ProcessRow) => number {
  const valueOf = VALUES[column];
  return (a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)];
    if (one === undefined || other === undefined) {
      return Number(one === undefined) - Number(other === undefined) || a.index - b.index;
    }
    const order =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : String(one).localeCompare(String(other), 'en', { numeric: true });
    return (isDescending ? -order : order) || a.index - b.index;
  };
}
