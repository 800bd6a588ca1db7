import { type CSSProperties, type MouseEvent, type ReactNode, useId } from 'react';
import type { LineListState } from './use-line-list';

/** What the element of a line is given, beside what it is of itself. */
export interface LineProps {
  readonly id: string;
  readonly role: 'row';
  readonly 'aria-rowindex': number;
  readonly 'aria-selected': boolean;
  readonly 'data-marked': true | undefined;
  readonly 'data-current': true | undefined;
  readonly style: CSSProperties;
  readonly onClick: (event: MouseEvent) => void;
  readonly onDoubleClick: () => void;
}

interface LineListProps<Line> {
  readonly list: LineListState<Line>;
  readonly label: string;
  readonly className: string;
  /** Said instead of lines. */
  readonly empty: string;
  readonly children: (line: Line, props: LineProps) => ReactNode;
}

/** The lines in sight: one stop of the Tab key, all else by arrows; a double click shows the run as it was then. */
export function LineList<Line>({ list, label, className, empty, children }: LineListProps<Line>) {
  const { lines, rowHeight, rows, tail, marks, moment, current } = list;
  const id = useId();
  const isEmpty = lines.length === 0;
  const propsOf = (line: Line, place: number): LineProps => ({
    id: `${id}-${place}`,
    role: 'row',
    'aria-rowindex': place + 1,
    'aria-selected': marks.isMarked(line),
    'data-marked': marks.isMarked(line) || undefined,
    'data-current': line === current || undefined,
    style: { transform: `translateY(${place * rowHeight}px)` },
    onClick: (event) => marks.onLineClick(event, line),
    onDoubleClick: () => moment.goTo(line),
  });
  const isInSight = marks.place >= rows.first && marks.place < rows.end;
  return (
    <div
      ref={rows.ref}
      className={`rv-scroll rv-list ${className}`}
      {...(isEmpty ? { role: 'group' } : { role: 'grid', 'aria-rowcount': lines.length, 'aria-multiselectable': true })}
      aria-label={label}
      aria-activedescendant={isInSight ? `${id}-${marks.place}` : undefined}
      tabIndex={0}
      onKeyDown={list.onKeyDown}
      onScroll={(event) => {
        rows.onScroll(event);
        tail.onScrolled();
      }}
    >
      {isEmpty ? (
        <p className="rv-empty">{empty}</p>
      ) : (
        <div className="rv-rows" role="rowgroup" style={{ height: lines.length * rowHeight }}>
          {lines.slice(rows.first, rows.end).map((line, offset) => children(line, propsOf(line, rows.first + offset)))}
        </div>
      )}
    </div>
  );
}
