import { useEffect, useState } from 'react';
import type { Box } from './place-card';

/**
 * Where an element is, followed from frame to frame: panes move, runs begin, windows are
 * resized. Only while somebody takes the tour.
 *
 * @param selector an element that may come later.
 */
export function useBox(selector: string): Box | undefined {
  const [box, setBox] = useState<Box>();
  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      const found = document.querySelector(selector)?.getBoundingClientRect();
      setBox((before) => (isSame(before, found) ? before : found));
      frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [selector]);
  return box;
}

function isSame(one: Box | undefined, other: Box | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (['left', 'top', 'width', 'height'] as const).every((side) => one[side] === other[side]);
}
