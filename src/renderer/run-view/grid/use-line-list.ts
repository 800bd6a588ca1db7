import type { KeyboardEvent } from 'react';
import type { Milliseconds } from '../../../shared/units';
import { useFollowTail } from '../use-follow-tail';
import { useRowWindow } from '../use-row-window';
import { type MarkedLines, useMarkedLines } from './use-marked-lines';
import { type RowMoment, useRowMoment } from './use-row-moment';

interface Lines<Line> {
  readonly lines: readonly Line[];
  /** Lines that fell off the front so far. */
  readonly dropped: number;
  /** CSS pixels. */
  readonly rowHeight: number;
  readonly onCopy: (lines: readonly Line[]) => void;
}

export interface LineListState<Line> {
  readonly lines: readonly Line[];
  readonly rowHeight: number;
  readonly rows: ReturnType<typeof useRowWindow>;
  readonly tail: ReturnType<typeof useFollowTail>;
  readonly marks: MarkedLines<Line>;
  readonly moment: RowMoment<Line>;
  /** The line that was gone to. */
  readonly current: Line | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const momentsOf = ({ t }: { readonly t: Milliseconds }) => ({ begin: t });

/** A list that grows at its end, such as events and output: followed, walked, marked, and left for the moment of a line. */
export function useLineList<Line extends { readonly t: Milliseconds }>(list: Lines<Line>): LineListState<Line> {
  const { lines, dropped, rowHeight, onCopy } = list;
  const rows = useRowWindow(lines.length, rowHeight);
  const marks = useMarkedLines({ lines, onCopy, reveal: rows.reveal, page: rows.page });
  const moment = useRowMoment<Line>(momentsOf);
  const tail = useFollowTail(rows.ref, { count: lines.length, dropped, rowHeight });
  const current = lines[marks.place];
  return {
    lines,
    rowHeight,
    rows,
    tail,
    marks,
    moment,
    current,
    onKeyDown: (event) => {
      if (!moment.onKey(event, current)) marks.onKeyDown(event);
    },
  };
}
