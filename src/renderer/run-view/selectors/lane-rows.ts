/** Which lanes there are, from top to bottom: the tree or another order, in groups, without what is folded away. */
import { hasEnded, type ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import { type TreeRow, treeOf } from '../../../shared/picture/process-tree';
import { foldedTree } from './folded-tree';

export const laneSorts = ['tree', 'start', 'name', 'cpu', 'end'] as const;
export type LaneSort = (typeof laneSorts)[number];

export const laneGroups = ['none', 'parent', 'name', 'cause'] as const;
export type LaneGroup = (typeof laneGroups)[number];

/** How a person arranged the lanes. */
export interface LanesView {
  readonly sort: LaneSort;
  readonly group: LaneGroup;
  /** Keys of the groups that are folded away. */
  readonly foldedGroups: ReadonlySet<string>;
  /** Key of the folded group that is gone to by keys. */
  readonly atGroup: string | undefined;
  /** In the language of `filter-language.ts`: what fits stands out. */
  readonly find: string;
}

export interface ProcessLane extends TreeRow {
  readonly kind: 'process';
  /** Whether its children are shown; `undefined` where it has none, or lies in no tree. */
  readonly isOpen: boolean | undefined;
  /** Processes folded below it. */
  readonly below: number;
}

export interface GroupLane {
  readonly kind: 'group';
  readonly key: string;
  readonly by: Exclude<LaneGroup, 'none'>;
  /** Of the parent, of the pool, common to the names; a cause; '' for what has none. */
  readonly title: string;
  readonly count: number;
  /** Position of its first process. */
  readonly first: number | undefined;
  readonly isOpen: boolean;
}

export type LaneRow = ProcessLane | GroupLane;

type Arrangement = Pick<LanesView, 'sort' | 'group' | 'foldedGroups'>;

/** @param folded positions of the processes whose children are folded away; only in the tree. */
export function laneRows(model: RunModel, view: Arrangement, folded: ReadonlySet<number>): readonly LaneRow[] {
  if (view.group === 'none' && view.sort === 'tree') {
    return foldedTree(treeOf(model.processes), folded).map(({ row, depth, isOpen, all }) => ({
      kind: 'process',
      row,
      depth,
      isOpen,
      below: all.length - 1,
    }));
  }
  const sorted = sortedBy(model.processes, view.sort);
  return view.group === 'none' ? sorted.map(flat) : inGroups(model, sorted, view);
}

function flat(row: ProcessRow): ProcessLane {
  return { kind: 'process', row, depth: 0, isOpen: undefined, below: 0 };
}

const COMPARE: Readonly<Partial<Record<LaneSort, (a: ProcessRow, b: ProcessRow) => number>>> = {
  // As a person counts: worker-2 before worker-10.
  name: (a, b) => NATURAL.compare(a.name, b.name),
  cpu: (a, b) => (b.cpuMs ?? 0) - (a.cpuMs ?? 0),
  // Those that live come last.
  end: (a, b) => (a.exitedMs ?? Infinity) - (b.exitedMs ?? Infinity) || 0,
};
const NATURAL = new Intl.Collator('en', { numeric: true });

function sortedBy(processes: readonly ProcessRow[], sort: LaneSort): readonly ProcessRow[] {
  const compare = COMPARE[sort];
  // Infinity - Infinity is no number: those that live stay in order of start.
  return compare === undefined ? processes : [...processes].sort((a, b) => compare(a, b) || a.index - b.index);
}

/** Groups in the order in which their first lanes come. */
function inGroups(model: RunModel, sorted: readonly ProcessRow[], { group, foldedGroups }: Arrangement) {
  if (group === 'none') return sorted.map(flat);
  const poolOf = group === 'name' ? poolsByPid(model) : undefined;
  const groups = new Map<string, { title: string; rows: ProcessRow[] }>();
  for (const row of sorted) {
    const title = TITLES[group](row, model, poolOf);
    const key = `${group} ${group === 'parent' ? (row.parent ?? '') : title}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { title, rows: [row] });
    else known.rows.push(row);
  }
  return [...groups].flatMap(([key, { title, rows }]): readonly LaneRow[] => {
    const isOpen = !foldedGroups.has(key);
    const first = rows[0]?.index;
    const head: GroupLane = { kind: 'group', key, by: group, title, count: rows.length, first, isOpen };
    return isOpen ? [head, ...rows.map(flat)] : [head];
  });
}

type TitleOf = (row: ProcessRow, model: RunModel, poolOf: ReadonlyMap<number, string> | undefined) => string;

const TITLES: Readonly<Record<GroupLane['by'], TitleOf>> = {
  parent: ({ parent }, { processes }) => {
    const row = parent === undefined ? undefined : processes[parent];
    return row === undefined ? '' : `${row.name} ${row.pid}`;
  },
  // A worker belongs to its pool; others to those that are called alike but for a number.
  name: ({ pid, name }, _model, poolOf) => poolOf?.get(pid) ?? (name.replace(/([-_ #:.]\d+)+$/, '') || name),
  cause: (row) => (hasEnded(row) ? (row.verdict?.cause ?? 'unknown') : ''),
};

function poolsByPid({ pools }: RunModel): ReadonlyMap<number, string> {
  return new Map([...pools.values()].flatMap(({ pool, workerPids }) => [...workerPids].map((pid) => [pid, pool])));
}

/** The positions of the processes above one. */
export function ancestorsOf({ processes }: RunModel, index: number): readonly number[] {
  const above: number[] = [];
  let parent = processes[index]?.parent;
  while (parent !== undefined) {
    above.push(parent);
    parent = processes[parent]?.parent;
  }
  return above;
}

/** The group that holds a process now. */
export function groupKeyOf(rows: readonly LaneRow[], index: number): string | undefined {
  let key: string | undefined;
  for (const row of rows) {
    if (row.kind === 'group') ({ key } = row);
    else if (row.row.index === index) return key;
  }
  return undefined;
}
