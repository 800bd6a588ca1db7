import type { ProcessRow } from '../../../shared/model/process-row';
import type { TreeRow } from '../../../shared/picture/process-tree';

export interface FoldedRow extends TreeRow {
  /** Whether its children are shown; `undefined` where it has none. */
  readonly isOpen: boolean | undefined;
  /** Itself, and all that are folded below it. */
  readonly all: readonly ProcessRow[];
}

/** Leaves out what is below a folded process, which then stands for all of it. @param folded positions in order of start. */
export function foldedTree(ordered: readonly TreeRow[], folded: ReadonlySet<number>): readonly FoldedRow[] {
  const rows: FoldedRow[] = [];
  for (let place = 0; place < ordered.length;) {
    const one = ordered[place];
    if (one === undefined) break;
    const hasChildren = (ordered[place + 1]?.depth ?? 0) > one.depth;
    const isFolded = hasChildren && folded.has(one.row.index);
    const end = isFolded ? endOf(ordered, place) : place + 1;
    const all = ordered.slice(place, end).map(({ row }) => row);
    rows.push({ ...one, isOpen: hasChildren ? !isFolded : undefined, all });
    place = end;
  }
  return rows;
}

/** The place after the last one below. */
function endOf(ordered: readonly TreeRow[], place: number): number {
  const depth = ordered[place]?.depth ?? 0;
  let end = place + 1;
  while ((ordered[end]?.depth ?? -1) > depth) end += 1;
  return end;
}
