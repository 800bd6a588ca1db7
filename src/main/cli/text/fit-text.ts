/** Text measured in terminal columns: a Chinese character takes two, a combining mark none. */
import { columnWidth } from './column-width';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** No line begins with these (Chinese typesetting, GB/T 15834). */
const CLOSING = new Set('，。、；：？！）》」』】”’,.;:?!)]}…');

export { columnWidth as widthOf };

/** Cut to `width` columns, with an ellipsis where something is missing. */
export function cutText(text: string, width: number): string {
  if (columnWidth(text) <= width) return text;
  let cut = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = columnWidth(segment);
    if (used + next > width - 1) break;
    cut += segment;
    used += next;
  }
  return `${cut}…`;
}

/** Filled up with blanks to `width` columns. */
export function padText(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - columnWidth(text)));
  return align === 'left' ? text + blanks : blanks + text;
}

/**
 * Wrapped to lines of at most `width` columns, at least one line. Breaks at blanks and next
 * to wide characters; what has neither is cut where the line ends.
 */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (columnWidth(line + piece.trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    line = piece;
    while (columnWidth(line.trimEnd()) > width) {
      const head = headOf(line, width);
      if (head === line) break;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return [...lines, line.trimEnd()];
}

/** The smallest pieces that stay together: a word with the blanks behind it, a wide character. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let previous = '';
  for (const { segment } of graphemes.segment(text)) {
    const last = pieces.at(-1);
    if (last !== undefined && isTogether(previous, segment)) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
    previous = segment;
  }
  return pieces;
}

function isTogether(previous: string, next: string): boolean {
  if (next === ' ' || CLOSING.has(next)) return true;
  if (previous === ' ') return false;
  return columnWidth(previous) < 2 && columnWidth(next) < 2;
}

/** The beginning that fits; at least one character, or a narrow column would never end. */
function headOf(text: string, width: number): string {
  let head = '';
  for (const { segment } of graphemes.segment(text)) {
    if (head !== '' && columnWidth(head + segment) > width) break;
    head += segment;
  }
  return head;
}
