/** Rows as text for a clipboard, and as cells for a file. Pure. */
import type { Say } from '../words';
import type { Cell, Column } from './columns';

/**
 * Tab-separated, a line of headings first: as it is read. A spreadsheet pastes it into cells;
 * one that it would take for a formula begins with an apostrophe (OWASP, "CSV Injection"),
 * since names and messages come from the watched program.
 */
export function tabbed<Row>(columns: readonly Column<Row>[], rows: readonly Row[], say: Say): string {
  const lines = [
    columns.map(({ title }) => say(title)),
    ...rows.map((row) => columns.map((column) => plain(column.text(row, say), typeof column.value(row) === 'number'))),
  ];
  return lines.map((cells) => cells.map((cell) => cell.replaceAll(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

function plain(text: string, isNumber: boolean): string {
  return !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** Exact values, headings first. */
export function fileCells<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): readonly (readonly (string | number | null)[])[] {
  const cellOf = (cell: Cell): string | number | null => cell ?? null;
  return [columns.map(({ file }) => file), ...rows.map((row) => columns.map(({ value }) => cellOf(value(row))))];
}
