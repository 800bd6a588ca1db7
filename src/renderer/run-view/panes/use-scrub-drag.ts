import { type PointerEvent, useRef, useState } from 'react';
import { type TimeScale, timeAt, type TimeWindow, xOf } from '../../../shared/picture/time-window';
import { type ExitMark, exitMarkAt } from '../../../shared/picture/exit-marks';
import { useRunFrame } from '../run-context';
import { useReveal } from '../use-time-pointer';

/** How near to an edge one has to take hold of it. CSS pixels. */
const GRIP = 7;
/** Shorter drags are clicks. CSS pixels. */
const MIN_DRAG = 4;

type Part = 'head' | 'from' | 'to' | 'body' | 'new';

interface Drag {
  readonly part: Part;
  readonly startX: number;
  readonly startWindow: TimeWindow;
}

/**
 * Drag the head to another moment, the stretch or an edge of it to show another, or choose a new
 * stretch elsewhere; a click shows the run as it was there, one on a mark as it was at that end.
 */
export function useScrubDrag(scale: TimeScale, marks: readonly ExitMark[]) {
  const { store, snapshot, replay, window, view } = useRunFrame();
  const ref = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const reveal = useReveal();
  const xOfPointer = (event: PointerEvent): number => event.clientX - (ref.current?.getBoundingClientRect().left ?? 0);
  const partAt = (x: number): Part => {
    if (replay !== undefined && Math.abs(x - xOf(scale, snapshot.model.now)) <= GRIP) return 'head';
    if (view.kind === 'all') return 'new';
    const [from, to] = [xOf(scale, window.from), xOf(scale, window.to)];
    if (Math.abs(x - to) <= GRIP) return 'to';
    if (Math.abs(x - from) <= GRIP) return 'from';
    return x > from && x < to ? 'body' : 'new';
  };
  return {
    ref,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        const x = xOfPointer(event);
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ part: partAt(x), startX: x, startWindow: window });
      },
      onPointerMove: (event: PointerEvent) => {
        const x = xOfPointer(event);
        if (drag === undefined) store.getState().hover(timeAt(scale, x));
        else if (Math.abs(x - drag.startX) < MIN_DRAG) return;
        else if (drag.part === 'head') replay?.seek(timeAt(scale, x));
        else reveal(draggedWindow(drag.part, drag, { scale, x }));
      },
      onPointerUp: (event: PointerEvent) => {
        const x = xOfPointer(event);
        if (drag !== undefined && drag.part !== 'head' && Math.abs(x - drag.startX) < MIN_DRAG)
          replay?.seek(exitMarkAt(marks, x)?.t ?? timeAt(scale, x));
        setDrag(undefined);
      },
    },
  };
}

function draggedWindow(
  part: Exclude<Part, 'head'>,
  { startX, startWindow }: Drag,
  { scale, x }: { readonly scale: TimeScale; readonly x: number },
): TimeWindow {
  const t = timeAt(scale, x);
  const moved = t - timeAt(scale, startX);
  switch (part) {
    case 'from':
      return { from: Math.min(t, startWindow.to), to: startWindow.to };
    case 'to':
      return { from: startWindow.from, to: Math.max(t, startWindow.from) };
    case 'body':
      return { from: startWindow.from + moved, to: startWindow.to + moved };
    case 'new': {
      const start = timeAt(scale, startX);
      return { from: Math.min(start, t), to: Math.max(start, t) };
    }
  }
}
