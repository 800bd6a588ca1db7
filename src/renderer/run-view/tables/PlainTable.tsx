import { type ReactNode, useMemo, useState } from 'react';
import { type Column, comparing, nextSorting, type Sorting } from '../grid/columns';
import { DataTable } from '../grid/DataTable';
import type { RowKey } from '../grid/marked-rows';
import { TableTools } from '../grid/TableTools';
import type { RowMoments } from '../grid/row-moments';
import { useMarkedRows } from '../grid/use-marked-rows';
import { usePassingOn } from '../grid/use-passing-on';
import { useRowMoment } from '../grid/use-row-moment';
import { useViewState } from '../run-context';

interface PlainTableProps<Row> {
  /** Of the file it is saved as. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** In their own order. */
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => RowKey;
  /** Position of its process in order of start: chosen with the row. */
  readonly processOf: (row: Row) => number | undefined;
  /** When what a row tells of began and ended. */
  readonly momentsOf: (row: Row) => RowMoments;
  readonly empty: string;
  /** Left of the buttons. */
  readonly tools?: ReactNode;
  /** Above the table. */
  readonly above?: ReactNode;
  /** Below the table. */
  readonly note?: ReactNode;
}

/** A table that is sorted, walked, copied and saved; choosing a row chooses its process everywhere. */
export function PlainTable<Row>(props: PlainTableProps<Row>) {
  const { name, label, columns, rows, keyOf, processOf, momentsOf, empty, tools, above, note } = props;
  const [sorting, setSorting] = useState<Sorting>();
  const [cursor, setCursor] = useState<RowKey>();
  const select = useViewState((state) => state.select);
  const openTab = useViewState((state) => state.openTab);
  const sorted = useMemo(() => {
    const compare = comparing(columns, sorting);
    return compare === undefined ? rows : [...rows].sort(compare);
  }, [rows, columns, sorting]);
  const choose = (key: RowKey | undefined): void => {
    setCursor(key);
    const row = key === undefined ? undefined : sorted.find((one) => keyOf(one) === key);
    const process = row === undefined ? undefined : processOf(row);
    if (process !== undefined) select(process);
  };
  const marks = useMarkedRows({ rows: sorted, keyOf, cursor, onCursor: choose });
  const passingOn = usePassingOn({ name, columns });
  const moment = useRowMoment(momentsOf);
  const current = sorted[marks.place];
  return (
    <>
      <div className="rv-pane-tools">
        {tools}
        <TableTools
          passingOn={passingOn}
          chosen={() => marks.chosen}
          all={sorted}
          moment={moment.of(current)}
          onMoment={() => moment.goTo(current)}
        />
      </div>
      {above}
      <DataTable
        label={label}
        columns={columns}
        rows={sorted}
        keyOf={keyOf}
        marks={marks}
        sorting={sorting}
        onSort={(column) => setSorting((known) => nextSorting(known, column))}
        onCopy={passingOn.copy}
        onMomentKey={moment.onKey}
        onOpen={(row) => {
          if (processOf(row) !== undefined) openTab('verdict');
        }}
        empty={empty}
      />
      {note}
    </>
  );
}
