import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { formatClock } from '../../../shared/format';
import { useRunFrame, useViewState } from '../run-context';
import { exitMarks, isCrowded } from '../../../shared/picture/exit-marks';
import { minimapPath } from '../selectors/minimap';
import {
  panned,
  type TimeScale,
  timeAt,
  type TimeWindow,
  windowOf,
  WHOLE_RUN,
  xOf,
} from '../../../shared/picture/time-window';
import { crosshairX, useReveal } from '../use-time-pointer';
import type { Size } from '../use-size';
import { useSay } from '../words';

interface ScrubberTrackProps {
  readonly size: Size;
}

/** How near to an edge one has to take hold of it. CSS pixels. */
const GRIP = 7;
/** Shorter drags are clicks. CSS pixels. */
const MIN_DRAG = 4;
const KEY_SHARE = 0.1;

type Part = 'from' | 'to' | 'body' | 'new';

interface Drag {
  readonly part: Part;
  readonly startX: number;
  readonly startWindow: TimeWindow;
}

/** The whole run in small: load, ends that need a look, and the stretch shown, to be moved and stretched. */
export function ScrubberTrack({ size }: ScrubberTrackProps) {
  const say = useSay();
  const { snapshot, window, view } = useRunFrame();
  const { model } = snapshot;
  const scale: TimeScale = useMemo(
    () => ({ ...windowOf(WHOLE_RUN, model.now), left: 0, width: size.width }),
    // The model changes in place; its snapshot says when.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
    [snapshot, size.width],
  );
  const path = useMemo(() => minimapPath(snapshot.model, scale, size.height - 6), [snapshot, scale, size.height]);
  const marks = useMemo(() => exitMarks(snapshot.model, scale), [snapshot, scale]);
  const hovered = useViewState((state) => state.hovered);
  const hover = useViewState((state) => state.hover);
  const { ref, handlers } = useDrag(scale);
  const onKeyDown = useTrackKeys();
  const [from, to] = [xOf(scale, window.from), xOf(scale, window.to)];
  const crosshair = crosshairX(scale, hovered);
  return (
    <svg
      ref={ref}
      className="rv-scrub"
      width={size.width}
      height={size.height}
      data-crowded={isCrowded(marks) || undefined}
      role="slider"
      tabIndex={0}
      aria-label={say('scrub.slider')}
      aria-valuemin={0}
      aria-valuemax={Math.round(model.now)}
      aria-valuenow={Math.round(window.from)}
      aria-valuetext={say('scrub.range', { from: formatClock(window.from), to: formatClock(window.to) })}
      onKeyDown={onKeyDown}
      onPointerLeave={() => hover(undefined)}
      {...handlers}
    >
      <rect className="rv-scrub-ground" width={size.width} height={size.height} rx="4" />
      <path className="rv-scrub-load" d={path} transform="translate(0 5)" />
      {view.kind !== 'all' && (
        <>
          <rect className="rv-scrub-outside" width={Math.max(0, from)} height={size.height} />
          <rect className="rv-scrub-outside" x={to} width={Math.max(0, size.width - to)} height={size.height} />
          <rect
            className="rv-scrub-window"
            x={from + 0.5}
            y={0.5}
            width={Math.max(2, to - from - 1)}
            height={size.height - 1}
            rx="3"
          />
          <rect className="rv-scrub-grip" x={from - 2} y={size.height / 2 - 8} width={4} height={16} rx="2" />
        </>
      )}
      {marks.map(({ index, x }) => (
        <g key={index}>
          <line className="rv-exit-line" x1={x} x2={x} y1={6} y2={size.height} />
          <circle className="rv-scrub-exit" cx={x} cy={5} r={3.5} />
        </g>
      ))}
      <rect
        className="rv-scrub-head"
        x={Math.min(to, size.width - 1) - 2}
        y={0}
        width={3}
        height={size.height}
        rx="1.5"
      />
      {crosshair !== undefined && (
        <line className="rv-scrub-cross" x1={crosshair} x2={crosshair} y1={0} y2={size.height} />
      )}
    </svg>
  );
}

/** Drag the stretch or an edge of it; drag elsewhere to choose a new one; a click moves it there. */
function useDrag(scale: TimeScale) {
  const { store, snapshot, window, view } = useRunFrame();
  const ref = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const reveal = useReveal();
  const xOfPointer = (event: PointerEvent): number => event.clientX - (ref.current?.getBoundingClientRect().left ?? 0);
  const partAt = (x: number): Part => {
    const [from, to] = [xOf(scale, window.from), xOf(scale, window.to)];
    if (Math.abs(x - to) <= GRIP) return 'to';
    if (view.kind === 'all') return 'new';
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
        else if (Math.abs(x - drag.startX) >= MIN_DRAG) reveal(draggedWindow(drag, scale, x));
      },
      onPointerUp: (event: PointerEvent) => {
        const x = xOfPointer(event);
        const isClick = drag?.part === 'new' && Math.abs(x - drag.startX) < MIN_DRAG;
        if (isClick && view.kind !== 'all') {
          const half = (window.to - window.from) / 2;
          const at = timeAt(scale, x);
          reveal(panned({ from: at - half, to: at + half }, 0, snapshot.model.now));
        }
        setDrag(undefined);
      },
    },
  };
}

function draggedWindow({ part, startX, startWindow }: Drag, scale: TimeScale, x: number): TimeWindow {
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

/** Arrows move the stretch, plus and minus are the pictures' own, Home and End go to the run's ends. */
function useTrackKeys(): (event: KeyboardEvent) => void {
  const { store, snapshot, window } = useRunFrame();
  const reveal = useReveal();
  return (event) => {
    const { now } = snapshot.model;
    const span = window.to - window.from;
    const moves: Readonly<Record<string, () => TimeWindow>> = {
      ArrowLeft: () => panned(window, -KEY_SHARE, now),
      ArrowRight: () => panned(window, KEY_SHARE, now),
      Home: () => ({ from: 0, to: span }),
      End: () => ({ from: now - span, to: now }),
      '+': () => ({ from: window.from + span / 4, to: window.to - span / 4 }),
      '-': () => ({ from: window.from - span / 2, to: window.to + span / 2 }),
    };
    if (event.key === 'Escape') store.getState().show(WHOLE_RUN);
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    reveal(move());
  };
}
