import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useId,
} from 'react';
import { useRowWindow } from '../use-row-window';
import { useSay } from '../words';
import { type Column, layoutOf, type Sorting } from './columns';
import type { RowKey } from './marked-rows';
import type { MarkedRows } from './use-marked-rows';

export const ROW_HEIGHT = 26;

/** What a row is beside its cells. */
export interface RowLook {
  /** Position of its process in order of start: its menu is that process's. */
  readonly process?: number | undefined;
  /** In a tree, from 1. */
  readonly level?: number;
  readonly isOpen?: boolean | undefined;
  readonly isContext?: boolean;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => RowKey;
  readonly marks: MarkedRows<Row>;
  readonly sorting: Sorting | undefined;
  readonly onSort: (column: Column<Row>) => void;
  readonly onCopy: (rows: readonly Row[]) => void;
  /** To the moment of the row that is gone to. @returns whether the key was one for that. */
  readonly onMomentKey?: (event: KeyboardEvent<HTMLElement>, row: Row | undefined) => boolean;
  /** Enter, or a double click. */
  readonly onOpen?: (row: Row) => void;
  readonly lookOf?: (row: Row) => RowLook;
  readonly isTree?: boolean;
  /** Said instead of rows. */
  readonly empty: string;
  /** Of the element of a row; `row` otherwise. */
  readonly onKeyFirst?: (event: KeyboardEvent<HTMLElement>, idOf: (key: RowKey) => string) => boolean;
  readonly onContextMenu?: (event: MouseEvent<HTMLElement>) => void;
}

/** A table of any length: only the rows in sight are drawn; one stop of the Tab key, all else by arrows. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, keyOf, marks, isTree = false, empty, onContextMenu } = props;
  const id = useId();
  const { tracks, width } = layoutOf(columns);
  const { ref, onScroll, first, end, page, reveal } = useRowWindow(rows.length, ROW_HEIGHT, ROW_HEIGHT);
  const { cursor, place } = marks;
  const idOf = (key: RowKey): string => `${id}-${key}`;
  useRevealCursor({ cursor, place, reveal });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (props.onKeyFirst?.(event, idOf) === true) return;
    const row = rows[place];
    if (props.onMomentKey?.(event, row) === true) return;
    if (event.key === 'Enter' && row !== undefined) props.onOpen?.(row);
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
      event.preventDefault();
      props.onCopy(marks.chosen);
    } else marks.onKey(event, page);
  };
  return (
    <div
      ref={ref}
      className="rv-table"
      role={isTree ? 'treegrid' : 'grid'}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-activedescendant={cursor !== undefined && place >= first && place < end ? idOf(cursor) : undefined}
      tabIndex={0}
      style={{ '--rv-tracks': tracks, '--rv-row-width': `${width}px` } as CSSProperties}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
      onPointerOver={tellWhatIsCut}
    >
      <div className="rv-row rv-row-head" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <HeadCell
            key={column.id}
            column={column}
            direction={props.sorting?.column === column.id ? directionOf(props.sorting) : undefined}
            onSort={props.onSort}
          />
        ))}
      </div>
      <div role="rowgroup" className="rv-rows" style={{ height: rows.length * ROW_HEIGHT }}>
        {rows.slice(first, end).map((row, offset) => (
          <DataRow key={keyOf(row)} id={idOf(keyOf(row))} row={row} place={first + offset} table={props} />
        ))}
      </div>
      {rows.length === 0 && <p className="rv-empty">{empty}</p>}
    </div>
  );
}

/** A text that its cell cuts is read in full where it is pointed at. */
function tellWhatIsCut({ target }: PointerEvent<HTMLElement>): void {
  const cut = target instanceof Element ? target.closest<HTMLElement>('.rv-cut') : null;
  if (cut === null) return;
  const whole = cut.closest('.rv-name') ?? cut;
  if (cut.scrollWidth > cut.clientWidth) cut.title = whole.textContent;
  else cut.removeAttribute('title');
}

interface DataRowProps<Row> {
  readonly id: string;
  readonly row: Row;
  readonly place: number;
  readonly table: DataTableProps<Row>;
}

/** Not memoised: its row changes in place. */
function DataRow<Row>({ id, row, place, table }: DataRowProps<Row>) {
  const say = useSay();
  const key = table.keyOf(row);
  const look = table.lookOf?.(row) ?? {};
  return (
    <div
      id={id}
      role="row"
      className="rv-row"
      data-context={look.isContext === true || undefined}
      data-process={look.process}
      aria-rowindex={place + 2}
      aria-selected={table.marks.isMarked(key)}
      aria-level={look.level}
      aria-expanded={look.isOpen}
      style={{ transform: `translateY(${place * ROW_HEIGHT}px)` }}
      onClick={(event) => table.marks.onRowClick(event, key)}
      onDoubleClick={() => table.onOpen?.(row)}
    >
      {table.columns.map((column, index) => {
        const text = column.text(row, say);
        return (
          <div
            key={column.id}
            role={index === 0 ? 'rowheader' : 'gridcell'}
            className={`rv-cell rv-cell-${column.id}`}
            data-words={column.isWords ?? undefined}
            data-column={column.id}
            // What is drawn in parts is read in one.
            aria-label={column.draw === undefined || text === '' ? undefined : text}
            title={column.hint === undefined ? undefined : column.hint(row, say)}
          >
            {column.draw === undefined ? <span className="rv-cut">{text}</span> : column.draw(row, say)}
          </div>
        );
      })}
    </div>
  );
}

interface Revealing {
  readonly cursor: RowKey | undefined;
  readonly place: number;
  readonly reveal: (row: number) => void;
}

/** A row that was chosen elsewhere comes into sight; rows that only moved do not scroll the table. */
function useRevealCursor({ cursor, place, reveal }: Revealing): void {
  useEffect(() => {
    if (place >= 0) reveal(place);
    // Only a new choice scrolls.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [cursor]);
}

type Direction = 'ascending' | 'descending';

function directionOf({ isDescending }: Sorting): Direction {
  return isDescending ? 'descending' : 'ascending';
}

interface HeadCellProps<Row> {
  readonly column: Column<Row>;
  readonly direction: Direction | undefined;
  readonly onSort: (column: Column<Row>) => void;
}

/** `memo` forgets that it is generic. */
const HeadCell = memo(HeadCellOf) as typeof HeadCellOf;

function HeadCellOf<Row>({ column, direction, onSort }: HeadCellProps<Row>) {
  const say = useSay();
  const title = say(column.title);
  return (
    <div
      role="columnheader"
      className="rv-cell"
      data-words={column.isWords === true || undefined}
      aria-sort={direction ?? 'none'}
      title={title}
    >
      <button type="button" className="rv-sort" tabIndex={-1} onClick={() => onSort(column)} title={say('table.sort')}>
        {title}
        <span aria-hidden className="rv-sort-mark">
          {direction === undefined ? '' : direction === 'descending' ? '↓' : '↑'}
        </span>
      </button>
    </div>
  );
}
