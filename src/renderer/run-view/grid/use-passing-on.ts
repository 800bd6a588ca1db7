import { useActions } from '../../store/stores-context';
import { useRunFrame } from '../run-context';
import { useSay } from '../words';
import type { Column } from './columns';
import { fileCells, tabbed } from './table-text';

interface Table<Row> {
  /** Of the file that is offered, such as `tasks`. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
}

export interface PassingOn<Row> {
  /** Onto the clipboard, as they are read. */
  readonly copy: (rows: readonly Row[]) => void;
  /** Into a file, as exact values. */
  readonly save: (rows: readonly Row[]) => void;
}

/** Rows of a table for the clipboard or a file. */
export function usePassingOn<Row>({ name, columns }: Table<Row>): PassingOn<Row> {
  const say = useSay();
  const actions = useActions();
  const { model } = useRunFrame().snapshot;
  return {
    copy: (rows) => void actions.copy(tabbed(columns, rows, say)),
    save: (rows) => {
      const program = model.started?.argv.join(' ') ?? '';
      void actions.exportTable(`${program} ${name}`, fileCells(columns, rows));
    },
  };
}
