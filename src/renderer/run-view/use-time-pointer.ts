/**
 * One way to point at time in every picture: hovering moves the shared crosshair, dragging
 * chooses a stretch, Ctrl and the wheel zoom, and the keys do the same.
 */
import { type KeyboardEvent, type PointerEvent, type RefObject, useCallback, useEffect, useState } from 'react';
import { useRunFrame } from './run-context';
import { panned, type TimeScale, timeAt, viewOf, WHOLE_RUN, xOf, zoomed } from '../../shared/picture/time-window';

/** Shorter drags are clicks. CSS pixels. */
const MIN_DRAG = 5;
/** One press of an arrow moves the crosshair by this share of the window. */
const KEY_STEP = 0.01;
const ZOOM_STEP = 1.5;

/** The stretch being chosen, in CSS pixels of the picture. */
export interface Brush {
  readonly from: number;
  readonly to: number;
}

interface TimePointer {
  readonly brush: Brush | undefined;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onDoubleClick: () => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
}

/** @param ref the element whose left edge is x = 0 of `scale`. */
export function useTimePointer(ref: RefObject<HTMLElement | null>, scale: TimeScale): TimePointer {
  const { store } = useRunFrame();
  const [brush, setBrush] = useState<Brush>();
  const reveal = useReveal();
  const xOfPointer = useCallback(
    (event: { readonly clientX: number }): number => {
      const x = event.clientX - (ref.current?.getBoundingClientRect().left ?? 0);
      return Math.min(Math.max(x, scale.left), scale.left + scale.width);
    },
    [ref, scale],
  );
  useWheelZoom(ref, scale, xOfPointer);
  const hover = store.getState().hover;
  return {
    brush: brush !== undefined && Math.abs(brush.to - brush.from) >= MIN_DRAG ? brush : undefined,
    handlers: {
      onPointerDown: (event) => {
        const isInside = event.clientX - (ref.current?.getBoundingClientRect().left ?? 0) >= scale.left;
        if (event.button !== 0 || !isInside) return;
        const x = xOfPointer(event);
        setBrush({ from: x, to: x });
      },
      onPointerMove: (event) => {
        const x = xOfPointer(event);
        hover(timeAt(scale, x));
        if (brush !== undefined) setBrush({ ...brush, to: x });
      },
      onPointerUp: () => {
        setBrush(undefined);
        if (brush === undefined || Math.abs(brush.to - brush.from) < MIN_DRAG) return;
        const [from, to] = [brush.from, brush.to].sort((a, b) => a - b) as [number, number];
        reveal({ from: timeAt(scale, from), to: timeAt(scale, to) });
      },
      onPointerLeave: () => {
        hover(undefined);
        setBrush(undefined);
      },
      onDoubleClick: () => store.getState().show(WHOLE_RUN),
      onKeyDown: useTimeKeys(),
    },
  };
}

/** Shows a stretch of the run. */
export function useReveal(): (window: { from: number; to: number }) => void {
  const { store, whole, snapshot } = useRunFrame();
  return useCallback(
    (window) => store.getState().show(viewOf(window, whole.model.now, snapshot.isLive)),
    [store, whole, snapshot],
  );
}

function useWheelZoom(
  ref: RefObject<HTMLElement | null>,
  scale: TimeScale,
  xOfPointer: (event: { readonly clientX: number }) => number,
): void {
  const reveal = useReveal();
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const factor = event.deltaY > 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
      reveal(zoomed(scale, factor, timeAt(scale, xOfPointer(event))));
    };
    // By hand, because React's wheel listeners are passive and could not keep the page from zooming.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref, scale, reveal, xOfPointer]);
}

/** Left and right move the crosshair, with Shift the window; plus and minus zoom; Escape shows the whole run. */
export function useTimeKeys(): (event: KeyboardEvent) => void {
  const { store, whole, window } = useRunFrame();
  const reveal = useReveal();
  return (event) => {
    const { hovered, hover, show } = store.getState();
    const span = window.to - window.from;
    const at = hovered ?? window.to;
    const direction = event.key === 'ArrowLeft' ? -1 : 1;
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => move(),
      ArrowRight: () => move(),
      '+': () => reveal(zoomed(window, 1 / ZOOM_STEP, at)),
      '=': () => reveal(zoomed(window, 1 / ZOOM_STEP, at)),
      '-': () => reveal(zoomed(window, ZOOM_STEP, at)),
      Escape: () => show(WHOLE_RUN),
    };
    const move = (): void => {
      if (event.shiftKey) reveal(panned(window, direction * 0.1, whole.model.now));
      else hover(Math.min(Math.max(at + direction * span * KEY_STEP, window.from), window.to));
    };
    const action = actions[event.key];
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  };
}

/** Where the crosshair stands in a picture; `undefined` outside. */
export function crosshairX(scale: TimeScale, hovered: number | undefined): number | undefined {
  if (hovered === undefined || hovered < scale.from || hovered > scale.to) return undefined;
  return xOf(scale, hovered);
}
