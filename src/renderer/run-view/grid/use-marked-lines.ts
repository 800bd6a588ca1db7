import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import { all, type Marking, nothingMarked, stretched, toggled } from './marked-rows';

interface MarkedLines<Line> {
  readonly isMarked: (line: Line) => boolean;
  /** Marked lines in order; all where none is. */
  readonly chosen: () => readonly Line[];
  readonly onLineClick: (event: MouseEvent, line: Line) => void;
  /** Ctrl or Command with A marks all, with C copies, Escape marks none. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Lines of a list, which is read and not walked: marked by clicks or all at once. */
export function useMarkedLines<Line extends object>(
  lines: readonly Line[],
  onCopy: (lines: readonly Line[]) => void,
): MarkedLines<Line> {
  const [marking, setMarking] = useState<Marking<Line>>(nothingMarked);
  const isMarked = (line: Line): boolean => marking.marked.has(line);
  const chosen = (): readonly Line[] => {
    const found = lines.filter(isMarked);
    return found.length === 0 ? lines : found;
  };
  return {
    isMarked,
    chosen,
    onLineClick: (event, line) => {
      if (event.shiftKey) setMarking(stretched(lines, marking.anchor, line));
      else if (event.ctrlKey || event.metaKey) setMarking(toggled(marking, line, undefined));
      else setMarking({ marked: new Set([line]), anchor: line });
    },
    onKeyDown: (event) => {
      const key = event.key.toLowerCase();
      if (key === 'escape') setMarking(nothingMarked);
      else if (!(event.ctrlKey || event.metaKey)) return;
      else if (key === 'a') setMarking(all(lines));
      else if (key === 'c') onCopy(chosen());
      else return;
      event.preventDefault();
    },
  };
}
