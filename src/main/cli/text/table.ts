import { cutText, padText, widthOf, wrapText } from './fit-text';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Wider text is cut; left out, the column is as wide as its widest text. */
  readonly maxWidth?: number;
  /** Where there is no room such a column is left out, the highest number first; one without stays. */
  readonly spare?: number;
}

export interface Cell {
  readonly text: string;
  /** Put around the text after it was measured: colours have no width. */
  readonly paint?: (text: string) => string;
}

const GAP = '  ';
/** The last column is never narrower, however narrow the terminal. */
const MIN_LAST = 24;
/** Of what stands below its row. */
const INDENT = '    ';

/**
 * Rows in aligned columns without lines around them. The last column takes the width that
 * the others leave and wraps in it; where they leave too little it stands below its row, and
 * columns that can be spared are left out.
 *
 * @returns one string a line, the titles first.
 */
export function layTable(columns: readonly Column[], rows: readonly (readonly Cell[])[], width: number): string[] {
  const taken = takenBy(columns, rows);
  if (width - taken >= MIN_LAST) return layRows(columns, rows, { width, taken });
  const spare = Math.max(...columns.map((column) => column.spare ?? 0));
  const place = spare === 0 ? -1 : columns.findIndex((column) => column.spare === spare);
  if (taken > width && place !== -1) {
    const without = <Item>(items: readonly Item[]): Item[] => items.filter((_, index) => index !== place);
    return layTable(without(columns), rows.map(without), width);
  }
  return layStacked(columns, rows, width);
}

/** What all but the last column take. */
function takenBy(columns: readonly Column[], rows: readonly (readonly Cell[])[]): number {
  return widthsOf(columns, rows).reduce((sum, each) => sum + each + GAP.length, 0);
}

function widthsOf(columns: readonly Column[], rows: readonly (readonly Cell[])[]): readonly number[] {
  return columns.slice(0, -1).map(({ title, maxWidth = Infinity }, index) => {
    const texts = [title, ...rows.map((row) => row[index]?.text ?? '')];
    return Math.min(Math.max(...texts.map(widthOf)), maxWidth);
  });
}

/** The last column below its row. */
function layStacked(columns: readonly Column[], rows: readonly (readonly Cell[])[], width: number): string[] {
  const room = Math.max(1, width - INDENT.length);
  const nothing = { title: '', align: 'left' } as const;
  const [titles = '', ...lines] = layRows([...columns.slice(0, -1), nothing], rows.map(withoutLast), {
    width,
    taken: takenBy(columns, rows),
  });
  return [
    titles,
    ...rows.flatMap((row, index) => {
      const { text, paint = (line: string) => line } = row[columns.length - 1] ?? { text: '' };
      return [lines[index] ?? '', ...wrapText(text, room).map((line) => INDENT + paint(line))];
    }),
  ];
}

function withoutLast(row: readonly Cell[]): readonly Cell[] {
  return [...row.slice(0, -1), { text: '' }];
}

function layRows(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { width, taken }: { readonly width: number; readonly taken: number },
): string[] {
  const titles = columns.map(({ title }) => ({ text: title }));
  const widths = widthsOf(columns, rows);
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
