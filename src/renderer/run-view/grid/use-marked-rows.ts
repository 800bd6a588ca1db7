import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import { all, goTo, type Marking, nothingMarked, type RowKey, stepOf, stretched, toggled } from './marked-rows';

interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => RowKey;
  /** The row that keys move. */
  readonly cursor: RowKey | undefined;
  readonly onCursor: (key: RowKey | undefined) => void;
}

export interface MarkedRows<Row> {
  readonly cursor: RowKey | undefined;
  /** Of the cursor's row; -1 for none. */
  readonly place: number;
  readonly isMarked: (key: RowKey) => boolean;
  /** Marked rows, else the cursor's, in the table's order; all where neither is. */
  readonly chosen: readonly Row[];
  readonly onRowClick: (event: MouseEvent, key: RowKey) => void;
  /** @returns whether the key was one of moving or marking. */
  readonly onKey: (event: KeyboardEvent, page: number) => boolean;
}

/** Rows to go to and to mark: by arrows, with Shift a stretch, with Ctrl or Command one more, Ctrl-A all. */
export function useMarkedRows<Row>({ rows, keyOf, cursor, onCursor }: Rows<Row>): MarkedRows<Row> {
  const [marking, setMarking] = useState<Marking>(nothingMarked);
  const place = cursor === undefined ? -1 : rows.findIndex((row) => keyOf(row) === cursor);
  const isMarked = (key: RowKey): boolean => (marking.marked.size === 0 ? key === cursor : marking.marked.has(key));
  const chosen = (): readonly Row[] => {
    const found = rows.filter((row) => isMarked(keyOf(row)));
    return found.length === 0 ? rows : found;
  };
  const keys = (): readonly RowKey[] => rows.map(keyOf);
  const mark = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => {
    if (key === 'Escape') {
      setMarking(nothingMarked);
      onCursor(undefined);
      return true;
    }
    if (!(ctrlKey || metaKey) || key.toLowerCase() !== 'a') return false;
    setMarking(all(keys()));
    return true;
  };
  const move = (event: KeyboardEvent, page: number): boolean => {
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : stepOf(event.key, page);
    if (step === undefined) return false;
    const next = rows[Math.min(Math.max((place < 0 && step > 0 ? -1 : place) + step, 0), rows.length - 1)];
    if (next === undefined) return false;
    const key = keyOf(next);
    setMarking(event.shiftKey ? stretched(keys(), marking.anchor ?? cursor, key) : goTo(key));
    onCursor(key);
    return true;
  };
  return {
    cursor,
    place,
    isMarked,
    get chosen() {
      return chosen();
    },
    onRowClick: (event, key) => {
      if (event.shiftKey) setMarking(stretched(keys(), marking.anchor ?? cursor, key));
      else if (event.ctrlKey || event.metaKey) setMarking(toggled(marking, key, cursor));
      else setMarking(goTo(key));
      onCursor(key);
    },
    onKey: (event, page) => {
      const isHandled = mark(event) || move(event, page);
      if (isHandled) event.preventDefault();
      return isHandled;
    },
  };
}
