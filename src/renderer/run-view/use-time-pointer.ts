/**
 * One way to point at time in every picture: hovering moves the shared crosshair, dragging
 * selects a span, of which tables and figures then speak, a double click shows the run as it was
 * then, Ctrl and the wheel zoom, Shift and the wheel pan, and the keys do the same.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { Milliseconds } from '../../shared/units';
import { useRunFrame } from './run-context';
import {
  panned,
  type TimeScale,
  type TimeWindow,
  timeAt,
  viewOf,
  WHOLE_RUN,
  xOf,
  zoomed,
} from '../../shared/picture/time-window';

/** Shorter drags are clicks. CSS pixels. */
const MIN_DRAG = 5;
/** One press of an arrow moves the crosshair by this share of the window. */
const KEY_STEP = 0.01;
const ZOOM_STEP = 1.5;
/** One notch of the wheel pans by this share of the window. */
const PAN_STEP = 0.1;

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
    readonly onDoubleClick: (event: MouseEvent) => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
}

/** The mark that is meant, where one is near; the moment itself elsewhere. */
export type Snap = (x: number, y: number) => Milliseconds | undefined;

/**
 * @param ref the element whose left edge is x = 0 of `scale`.
 * @param snap in CSS pixels of that element.
 */
export function useTimePointer(
  ref: RefObject<HTMLElement | null>,
  scale: TimeScale,
  snap: Snap = () => undefined,
): TimePointer {
  const { store, replay } = useRunFrame();
  const [brush, setBrush] = useState<Brush>();
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
        if (brush === undefined) return;
        if (Math.abs(brush.to - brush.from) < MIN_DRAG) return store.getState().choose(undefined);
        const [from, to] = [brush.from, brush.to].sort((a, b) => a - b) as [number, number];
        store.getState().choose({ from: timeAt(scale, from), to: timeAt(scale, to) });
      },
      onPointerLeave: () => {
        hover(undefined);
        setBrush(undefined);
      },
      onDoubleClick: ({ clientX, clientY }) => {
        const { left = 0, top = 0 } = ref.current?.getBoundingClientRect() ?? {};
        const x = clientX - left;
        if (x >= scale.left) replay?.seek(snap(x, clientY - top) ?? timeAt(scale, x));
      },
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
  const { snapshot } = useRunFrame();
  const now = useRef(0);
  useEffect(() => {
    now.current = snapshot.model.now;
  }, [snapshot]);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      if (event.shiftKey) {
        event.preventDefault();
        // Browsers turn the wheel sideways while Shift is held.
        const turned = event.deltaX === 0 ? event.deltaY : event.deltaX;
        reveal(panned(scale, Math.sign(turned) * PAN_STEP, now.current));
        return;
      }
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

/**
 * Left and right move the crosshair, with Shift the window; plus and minus zoom; square brackets set
 * the begin and the end of the selected span at the crosshair, Enter zooms into it, G shows the run
 * as it was at the crosshair, and Escape gives up first the span, then the zoom.
 */
export function useTimeKeys(): (event: KeyboardEvent) => void {
  const { store, whole, window, replay } = useRunFrame();
  const reveal = useReveal();
  return (event) => {
    const { hovered, hover, show, choose, span: chosen } = store.getState();
    const span = window.to - window.from;
    const at = hovered ?? window.to;
    const direction = event.key === 'ArrowLeft' ? -1 : 1;
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => move(),
      ArrowRight: () => move(),
      '+': () => reveal(zoomed(window, 1 / ZOOM_STEP, at)),
      '=': () => reveal(zoomed(window, 1 / ZOOM_STEP, at)),
      '-': () => reveal(zoomed(window, ZOOM_STEP, at)),
      '[': () => choose(ordered(at, chosen?.to ?? window.to)),
      ']': () => choose(ordered(chosen?.from ?? window.from, at)),
      g: () => replay?.seek(at),
      Enter: () => {
        if (chosen !== undefined) reveal(chosen);
      },
      Escape: () => (chosen === undefined ? show(WHOLE_RUN) : choose(undefined)),
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

function ordered(one: number, other: number): TimeWindow {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/** The selected span in a picture; `undefined` outside. CSS pixels. */
export function spanBox(scale: TimeScale, span: TimeWindow | undefined): { x: number; width: number } | undefined {
  if (span === undefined || span.to < scale.from || span.from > scale.to) return undefined;
  const x = Math.max(scale.left, xOf(scale, span.from));
  return { x, width: Math.max(1, Math.min(scale.left + scale.width, xOf(scale, span.to)) - x) };
}

/** Where the crosshair stands in a picture; `undefined` outside. */
export function crosshairX(scale: TimeScale, hovered: number | undefined): number | undefined {
  if (hovered === undefined || hovered < scale.from || hovered > scale.to) return undefined;
  return xOf(scale, hovered);
}
