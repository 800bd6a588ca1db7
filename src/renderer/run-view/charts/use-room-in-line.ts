import { type RefCallback, useCallback, useLayoutEffect, useRef, useState } from 'react';

/**
 * How many children of a list that wraps stand in its first line.
 *
 * @param content changes when the children do: only then, and when the list's width changes, are they measured.
 */
export function useRoomInLine(content: string): readonly [ref: RefCallback<HTMLElement>, room: number] {
  const [room, setRoom] = useState(Infinity);
  const list = useRef<HTMLElement>(null);
  const measure = useCallback(() => {
    const children = [...(list.current?.children ?? [])].filter((child) => child instanceof HTMLElement);
    const line = children[0]?.offsetTop ?? 0;
    setRoom(children.filter(({ offsetTop }) => offsetTop === line).length);
  }, []);
  const ref = useCallback(
    (element: HTMLElement | null) => {
      list.current = element;
      if (element === null) return;
      const observer = new ResizeObserver(measure);
      observer.observe(element);
      return () => {
        observer.disconnect();
        list.current = null;
      };
    },
    [measure],
  );
  useLayoutEffect(measure, [measure, content]);
  return [ref, room];
}
