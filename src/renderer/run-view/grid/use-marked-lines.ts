import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import { all, type Marking, nothingMarked, stepOf, stretched, toggled } from './marked-rows';

interface Lines<Line> {
  readonly lines: readonly Line[];
  readonly onCopy: (lines: readonly Line[]) => void;
  /** Brings a line into sight. */
  readonly reveal: (place: number) => void;
  /** Lines that fit on one page. */
  readonly page: number;
}

export interface MarkedLines<Line> {
  /** The line that keys move; -1 for none. */
  readonly place: number;
  readonly isMarked: (line: Line) => boolean;
  /** Marked lines in order; all where none is. */
  readonly chosen: () => readonly Line[];
  readonly onLineClick: (event: MouseEvent, line: Line) => void;
  /** Arrows and pages go to a line, with Shift they mark; Ctrl or Command with A marks all, with C copies, Escape marks none. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Lines of a list: gone to and marked by clicks and keys. */
export function useMarkedLines<Line extends object>({ lines, onCopy, reveal, page }: Lines<Line>): MarkedLines<Line> {
  const [marking, setMarking] = useState<Marking<Line>>(nothingMarked);
  const [cursor, setCursor] = useState<Line>();
  const place = cursor === undefined ? -1 : lines.indexOf(cursor);
  const isMarked = (line: Line): boolean => marking.marked.has(line);
  const chosen = (): readonly Line[] => {
    const found = lines.filter(isMarked);
    return found.length === 0 ? lines : found;
  };
  const move = (event: KeyboardEvent, step: number): void => {
    // Without a line, one comes to the list at its end: that is what is in sight.
    const from = place < 0 ? lines.length - (step < 0 ? 0 : 1) : place;
    const next = Math.min(Math.max(from + step, 0), lines.length - 1);
    const line = lines[next];
    if (line === undefined) return;
    setMarking(event.shiftKey ? stretched(lines, marking.anchor ?? cursor, line) : only(line));
    setCursor(line);
    reveal(next);
  };
  return {
    place,
    isMarked,
    chosen,
    onLineClick: (event, line) => {
      setCursor(line);
      if (event.shiftKey) setMarking(stretched(lines, marking.anchor, line));
      else if (event.ctrlKey || event.metaKey) setMarking(toggled(marking, line, undefined));
      else setMarking(only(line));
    },
    onKeyDown: (event) => {
      const isWithCtrl = event.ctrlKey || event.metaKey;
      const step = isWithCtrl || event.altKey ? undefined : stepOf(event.key, page);
      const key = event.key.toLowerCase();
      if (step !== undefined) move(event, step);
      else if (key === 'escape') setMarking(nothingMarked);
      else if (isWithCtrl && key === 'a') setMarking(all(lines));
      else if (isWithCtrl && key === 'c') onCopy(chosen());
      else return;
      event.preventDefault();
    },
  };
}

const only = <Line>(line: Line): Marking<Line> => ({ marked: new Set([line]), anchor: line });
