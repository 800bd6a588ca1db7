import { type RefObject, type UIEvent, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Rows drawn above and below what is seen, so that a fast scroll shows no holes. */
const OVERSCAN = 8;
/** Until it is measured. */
const FIRST_HEIGHT = 320;

interface RowWindow {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onScroll: (event: UIEvent<HTMLDivElement>) => void;
  /** First row to draw, and the one after the last. */
  readonly first: number;
  readonly end: number;
  /** Rows that fit on one page. */
  readonly page: number;
  /** Scrolls as little as needed. */
  readonly reveal: (row: number) => void;
}

/**
 * Which of many equally high rows to draw.
 *
 * All lists here have rows of one fixed height, so the window is two divisions; nothing is
 * measured but the list itself.
 *
 * @param inset height above the first row that scrolls with it or sticks, such as a head.
 */
export function useRowWindow(count: number, rowHeight: number, inset = 0): RowWindow {
  const ref = useRef<HTMLDivElement | null>(null);
  const [box, setBox] = useState({ top: 0, height: FIRST_HEIGHT });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (): void =>
      setBox((known) => {
        const height = element.clientHeight || FIRST_HEIGHT;
        return known.height === height ? known : { top: element.scrollTop, height };
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const onScroll = useCallback((event: UIEvent<HTMLDivElement>) => {
    const top = event.currentTarget.scrollTop;
    setBox((known) => ({ ...known, top }));
  }, []);
  const reveal = useCallback(
    (row: number) => {
      const element = ref.current;
      if (element === null) return;
      const top = row * rowHeight;
      const room = element.clientHeight - inset - rowHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top > element.scrollTop + room) element.scrollTop = top - room;
    },
    [rowHeight, inset],
  );
  const first = Math.max(0, Math.min(Math.floor(box.top / rowHeight), count - 1) - OVERSCAN);
  const end = Math.min(count, Math.ceil((box.top + box.height) / rowHeight) + OVERSCAN);
  return { ref, onScroll, first, end, page: Math.max(1, Math.floor((box.height - inset) / rowHeight)), reveal };
}
