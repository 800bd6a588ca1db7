import type { ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import { type TreeRow, treeOf } from '../../../shared/picture/process-tree';
import type { TimeWindow } from '../../../shared/picture/time-window';
import { foldedTree } from './folded-tree';

export interface TableView {
  readonly matches: (row: ProcessRow) => boolean;
  /** `undefined`: in order of start. */
  readonly compare: ((a: TableRow, b: TableRow) => number) | undefined;
  /** Children stay below their parent, siblings are sorted; otherwise one flat list. */
  readonly isTree: boolean;
  /** Positions of the processes whose children are folded away. */
  readonly folded: ReadonlySet<number>;
  /** Only what lived then, and what it did then; `undefined` for the whole run. */
  readonly span: TimeWindow | undefined;
}

export interface TableRow extends TreeRow {
  /** Shown only because one below it fits the filter. */
  readonly isContext: boolean;
  /** Whether its children are shown; `undefined` where it has none. */
  readonly isOpen: boolean | undefined;
  /** Those whose figures it shows: itself alone, or with all that are folded below it. */
  readonly all: readonly ProcessRow[];
  readonly span: TimeWindow | undefined;
}

/** The table's rows from top to bottom. */
export function tableRows(model: RunModel, view: TableView): readonly TableRow[] {
  const { matches, compare, isTree, span } = view;
  const fitting = new Set(model.processes.filter((row) => matches(row) && livedIn(row, span)));
  const alone = (row: ProcessRow): TableRow => ({
    row,
    depth: 0,
    isContext: false,
    isOpen: undefined,
    all: [row],
    span,
  });
  if (!isTree) {
    const flat = [...fitting].map(alone);
    return compare === undefined ? flat : flat.sort(compare);
  }
  const shown = withAncestors(model, fitting);
  const ordered = treeOf(
    model.processes.filter((row) => shown.has(row)),
    // While siblings are sorted each stands for itself, so that folding one moves none.
    compare === undefined ? undefined : (a, b) => compare(alone(a), alone(b)),
  );
  return foldedTree(ordered, view.folded).map((one) => ({ ...one, span, isContext: !fitting.has(one.row) }));
}

function livedIn({ startedMs, exitedMs = Infinity }: ProcessRow, span: TimeWindow | undefined): boolean {
  return span === undefined || (startedMs <= span.to && exitedMs >= span.from);
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
