import { cutText, padText, widthOf, wrapText } from './fit-text';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Wider text is cut; left out, the column is as wide as its widest text. */
  readonly maxWidth?: number;
}

export interface Cell {
  readonly text: string;
  /** Put around the text after it was measured: colours have no width. */
  readonly paint?: (text: string) => string;
}

const GAP = '  ';
/** The last column is never narrower, however narrow the terminal. */
const MIN_LAST = 24;

/**
 * Rows in aligned columns without lines around them. The last column takes the width that
 * the others leave and wraps in it.
 *
 * @returns one string a line, the titles first.
 */
export function layTable(columns: readonly Column[], rows: readonly (readonly Cell[])[], width: number): string[] {
  const titles = columns.map(({ title }) => ({ text: title }));
  const widths = columns.slice(0, -1).map((column, index) => {
    const texts = [titles, ...rows].map((row) => widthOf(row[index]?.text ?? ''));
    return Math.min(Math.max(...texts), column.maxWidth ?? Infinity);
  });
  const taken = widths.reduce((sum, each) => sum + each + GAP.length, 0);
  const last = Math.max(MIN_LAST, width - taken);
  const grid = { columns, widths, last, indent: ' '.repeat(taken) };
  return [titles, ...rows].flatMap((row) => layRow(row, grid));
}

interface Grid {
  readonly columns: readonly Column[];
  readonly widths: readonly number[];
  readonly last: number;
  readonly indent: string;
}

function layRow(row: readonly Cell[], { columns, widths, last, indent }: Grid): string[] {
  const fixed = widths.map((width, index) => {
    const { text, paint } = row[index] ?? { text: '' };
    const padded = padText(cutText(text, width), width, columns[index]?.align ?? 'left');
    return (paint === undefined ? padded : paint(padded)) + GAP;
  });
  const { text, paint = (line: string) => line } = row[widths.length] ?? { text: '' };
  const [first = '', ...more] = wrapText(text, last);
  return [fixed.join('') + paint(first), ...more.map((line) => indent + paint(line))].map((line) => line.trimEnd());
}
