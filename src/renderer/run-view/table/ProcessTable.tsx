import { type KeyboardEvent, useEffect, useId } from 'react';
import { useViewState } from '../run-context';
import { type Column, columnsOf, type Sorting, type TableRow } from '../selectors/process-table';
import { useRowWindow } from '../use-row-window';
import { useSay } from '../words';
import { useProcessMenu } from './use-process-menu';
import { ProcessTableRow } from './ProcessTableRow';

interface ProcessTableProps {
  readonly rows: readonly TableRow[];
  readonly sorting: Sorting | undefined;
  readonly onSort: (column: Column) => void;
  readonly isTree: boolean;
  /** Show what the kernel counts as well. */
  readonly hasCounters: boolean;
  /** Said instead of rows. */
  readonly empty: string;
}

export const ROW_HEIGHT = 26;

/** Only the rows in sight are drawn; arrows, Page, Home and End move the selection, Enter opens the verdict. */
export function ProcessTable({ rows, sorting, onSort, isTree, hasCounters, empty }: ProcessTableProps) {
  const say = useSay();
  const id = useId();
  const columns = columnsOf(hasCounters);
  const selected = useViewState((state) => state.selected);
  const select = useViewState((state) => state.select);
  const openTab = useViewState((state) => state.openTab);
  const { ref, onScroll, first, end, page, reveal } = useRowWindow(rows.length, ROW_HEIGHT, ROW_HEIGHT);
  const place = rows.findIndex(({ row }) => row.index === selected);
  useRevealSelected({ selected, place, reveal });
  const { onContextMenu, onMenuKey } = useProcessMenu({ rows, place, id });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (onMenuKey(event)) return;
    if (event.key === 'Enter' && place >= 0) openTab('verdict');
    else if (event.key === 'Escape') select(undefined);
    const step = stepOf(event.key, page);
    if (step === undefined || rows.length === 0) return;
    event.preventDefault();
    const next = Math.min(Math.max((place < 0 && step > 0 ? -1 : place) + step, 0), rows.length - 1);
    select(rows[next]?.row.index);
  };
  return (
    <div
      ref={ref}
      className="rv-table"
      data-counters={hasCounters || undefined}
      role={isTree ? 'treegrid' : 'grid'}
      aria-label={say('table.title')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={place >= first && place < end ? `${id}-${selected ?? ''}` : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
    >
      <div className="rv-row rv-row-head" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <HeadCell key={column} column={column} sorting={sorting} onSort={onSort} />
        ))}
      </div>
      <div role="rowgroup" className="rv-rows" style={{ height: rows.length * ROW_HEIGHT }}>
        {rows.slice(first, end).map((one, offset) => (
          <ProcessTableRow
            key={one.row.index}
            id={`${id}-${one.row.index}`}
            one={one}
            place={first + offset}
            isTree={isTree}
            hasCounters={hasCounters}
            isSelected={one.row.index === selected}
            onSelect={select}
          />
        ))}
      </div>
      {rows.length === 0 && <p className="rv-empty">{empty}</p>}
    </div>
  );
}

function stepOf(key: string, page: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -page,
    PageDown: page,
    Home: -Infinity,
    End: Infinity,
  };
  return steps[key];
}

interface Revealing {
  readonly selected: number | undefined;
  readonly place: number;
  readonly reveal: (row: number) => void;
}

/** A process that was selected elsewhere comes into sight; rows that only moved do not scroll the table. */
function useRevealSelected({ selected, place, reveal }: Revealing): void {
  useEffect(() => {
    if (place >= 0) reveal(place);
    // Only a new selection scrolls.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [selected]);
}

interface HeadCellProps {
  readonly column: Column;
  readonly sorting: Sorting | undefined;
  readonly onSort: (column: Column) => void;
}

function HeadCell({ column, sorting, onSort }: HeadCellProps) {
  const say = useSay();
  const isSorted = sorting?.column === column;
  const direction = isSorted && sorting.isDescending ? 'descending' : 'ascending';
  return (
    <div role="columnheader" className={`rv-cell rv-cell-${column}`} aria-sort={isSorted ? direction : 'none'}>
      <button type="button" className="rv-sort" tabIndex={-1} onClick={() => onSort(column)} title={say('table.sort')}>
        {say(`column.${column}`)}
        <span aria-hidden className="rv-sort-mark">
          {isSorted ? (sorting.isDescending ? '↓' : '↑') : ''}
        </span>
      </button>
    </div>
  );
}
