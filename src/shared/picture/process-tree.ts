import type { ProcessRow } from '../model/process-row';

/** A process and how deep it stands below the command. */
export interface TreeRow {
  readonly row: ProcessRow;
  readonly depth: number;
}

/** The processes as a tree, each parent above its children; siblings in the order of `compare`, else of start, a launcher's helpers last. */
export function treeOf(
  processes: readonly ProcessRow[],
  compare?: (a: ProcessRow, b: ProcessRow) => number,
): readonly TreeRow[] {
  const childrenOf = new Map<number | undefined, ProcessRow[]>();
  for (const row of processes) {
    const siblings = childrenOf.get(row.parent);
    if (siblings === undefined) childrenOf.set(row.parent, [row]);
    else siblings.push(row);
  }
  for (const siblings of childrenOf.values()) siblings.sort(compare ?? preludeLast);
  const ordered: TreeRow[] = [];
  // A stack of its own: a chain of a thousand processes must not end in a stack overflow.
  const open = stacked(childrenOf.get(undefined) ?? [], 0);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    ordered.push(next);
    open.push(...stacked(childrenOf.get(next.row.index) ?? [], next.depth + 1));
  }
  return ordered;
}

const preludeLast = (a: ProcessRow, b: ProcessRow): number => Number(a.isPrelude) - Number(b.isPrelude);

function stacked(siblings: readonly ProcessRow[], depth: number): TreeRow[] {
  return siblings.map((row) => ({ row, depth })).reverse();
}
