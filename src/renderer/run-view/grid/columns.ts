/** What a table shows of its rows, column by column, and how rows are put in order. Pure. */
import type { ReactNode } from 'react';
import type { Say } from '../words';

/** A value as a file keeps it: exact, without a unit; its column's heading names that. */
export type Cell = string | number | null | undefined;

export interface Column<Row> {
  readonly id: string;
  /** Key of its heading. */
  readonly title: string;
  /** Heading in a file: English with its unit, the same in every language. */
  readonly file: string;
  /** CSS pixels. */
  readonly least: number;
  /** Of what is left beyond `least`. */
  readonly share: number;
  /** Words stand left, figures right. */
  readonly isWords?: boolean;
  /** Its first sort falls: what is large is looked for. */
  readonly falls?: boolean;
  readonly value: (row: Row) => Cell;
  /** As it is read; a dash where there is nothing. */
  readonly text: (row: Row, say: Say) => string;
  /** Where it is more than its text. */
  readonly draw?: (row: Row, say: Say) => ReactNode;
  /** More about it, for the pointer. */
  readonly hint?: (row: Row, say: Say) => string | undefined;
}

export interface Sorting {
  readonly column: string;
  readonly isDescending: boolean;
}

/** Words rise first, numbers fall first; the third click gives the first order back. */
export function nextSorting<Row>(known: Sorting | undefined, column: Column<Row>): Sorting | undefined {
  const first = column.falls ?? false;
  if (known?.column !== column.id) return { column: column.id, isDescending: first };
  return known.isDescending === first ? { column: column.id, isDescending: !first } : undefined;
}

/** What is not known comes last in either direction; equal rows keep their order. */
export function comparing<Row>(
  columns: readonly Column<Row>[],
  sorting: Sorting | undefined,
): ((a: Row, b: Row) => number) | undefined {
  const column = columns.find(({ id }) => id === sorting?.column);
  if (sorting === undefined || column === undefined) return undefined;
  const sign = sorting.isDescending ? -1 : 1;
  return (a, b) => {
    const [one, other] = [column.value(a) ?? undefined, column.value(b) ?? undefined];
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
    if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
    return sign * collator.compare(String(one), String(other));
  };
}

const collator = new Intl.Collator('en', { numeric: true });

/** The tracks of a row, and the width below which it scrolls. */
export function layoutOf<Row>(columns: readonly Column<Row>[]): { readonly tracks: string; readonly width: number } {
  const padding = 24;
  return {
    tracks: columns.map(({ least, share }) => `minmax(${least}px, ${share}fr)`).join(' '),
    width: columns.reduce((sum, { least }) => sum + least, padding),
  };
}

export const DASH = '–';
