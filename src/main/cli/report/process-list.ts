/** Which processes a table shows, in which order, and how each hangs on its parent. */
import type { ProcessRow } from '../../../shared/model/process-row';
import { hasEnded } from '../../../shared/model/process-row';
import { needsLook } from '../../../shared/model/needs-look';

/** Rows that a person still reads one by one. */
export const MAX_ROWS = 40;

export interface ListedProcess {
  readonly row: ProcessRow;
  /** The lines of the tree before the name; '' in a list that is no tree. */
  readonly branch: string;
}

export interface ProcessList {
  readonly listed: readonly ListedProcess[];
  /** Those that were left out. */
  readonly rest: readonly ProcessRow[];
}

/**
 * The whole tree while it is small. Of a large one the command itself, then those worth a
 * look, then those that still live, then the others, as many as `maxRows`.
 */
export function listProcesses(rows: readonly ProcessRow[], maxRows = MAX_ROWS): ProcessList {
  if (rows.length <= maxRows) return { listed: treeOf(rows), rest: [] };
  const [root, ...others] = rows;
  const urgent = others.filter(needsLook);
  const living = others.filter((row) => !hasEnded(row) && !needsLook(row));
  const chosen = [...(root === undefined ? [] : [root]), ...urgent, ...living].slice(0, maxRows);
  const isChosen = new Set(chosen);
  return { listed: chosen.map((row) => ({ row, branch: '' })), rest: rows.filter((row) => !isChosen.has(row)) };
}

/** Each process below its parent, siblings in order of start. */
export function treeOf(rows: readonly ProcessRow[]): readonly ListedProcess[] {
  const childrenOf = new Map<number | undefined, ProcessRow[]>();
  for (const row of rows) childrenOf.set(row.parent, [...(childrenOf.get(row.parent) ?? []), row]);
  const listed: ListedProcess[] = [];
  const walk = (row: ProcessRow, lead: string, branch: string): void => {
    listed.push({ row, branch: lead + branch });
    const children = childrenOf.get(row.index) ?? [];
    const below = lead + (branch === '' ? '' : branch === '├ ' ? '│ ' : '  ');
    children.forEach((child, index) => walk(child, below, index === children.length - 1 ? '└ ' : '├ '));
  };
  for (const root of childrenOf.get(undefined) ?? []) walk(root, '', '');
  return listed;
}
