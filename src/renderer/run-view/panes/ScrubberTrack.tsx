import { type KeyboardEvent, useMemo } from 'react';
import { formatClock } from '../../../shared/format';
import { useRunFrame, useViewState } from '../run-context';
import { exitMarks, isCrowded, quietEnds } from '../../../shared/picture/exit-marks';
import { minimapPath } from '../selectors/minimap';
import { panned, type TimeScale, windowOf, WHOLE_RUN, xOf, zoomed } from '../../../shared/picture/time-window';
import { crosshairX, useReveal } from '../use-time-pointer';
import type { Size } from '../use-size';
import { useSay } from '../words';
import { useScrubDrag } from './use-scrub-drag';

interface ScrubberTrackProps {
  readonly size: Size;
}

/** Of the stroke of an end that nobody needs to look at. CSS pixels. */
const END_HEIGHT = 5;
/** For the moment in words. CSS pixels. */
const WORDS_ROOM = 64;
const KEY_SHARE = 0.01;
const ZOOM = 2;

/** The whole run in small: load, ends, those that need a look as dots, and the stretch shown, to be moved and stretched. */
export function ScrubberTrack({ size }: ScrubberTrackProps) {
  const say = useSay();
  const { snapshot, whole, replay, window, view } = useRunFrame();
  const { model } = whole;
  const scale: TimeScale = useMemo(
    () => ({ ...windowOf(WHOLE_RUN, model.now), left: 0, width: size.width }),
    // The model changes in place; its snapshot says when.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
    [whole, size.width],
  );
  const path = useMemo(() => minimapPath(whole.model, scale, size.height - 6), [whole, scale, size.height]);
  const marks = useMemo(() => exitMarks(whole.model, scale), [whole, scale]);
  const ends = useMemo(() => quietEnds(whole.model, scale), [whole, scale]);
  const hovered = useViewState((state) => state.hovered);
  const hover = useViewState((state) => state.hover);
  const { ref, handlers } = useScrubDrag(scale, marks);
  const onKeyDown = useTrackKeys();
  const [from, to] = [xOf(scale, window.from), xOf(scale, window.to)];
  const head = xOf(scale, snapshot.model.now);
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
      aria-valuenow={Math.round(snapshot.model.now)}
      aria-valuetext={say('scrub.moment', { at: formatClock(snapshot.model.now), end: formatClock(model.now) })}
      onKeyDown={onKeyDown}
      onPointerLeave={() => hover(undefined)}
      {...handlers}
    >
      <rect className="rv-scrub-ground" width={size.width} height={size.height} rx="4" />
      <path className="rv-scrub-load" d={path} transform="translate(0 5)" />
      <path className="rv-scrub-end" d={ends.map((x) => `M${x} ${size.height}v${-END_HEIGHT}`).join('')} />
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
          <rect className="rv-scrub-grip" x={to - 2} y={size.height / 2 - 8} width={4} height={16} rx="2" />
        </>
      )}
      {replay?.at !== undefined && (
        <rect className="rv-scrub-future" x={head} width={Math.max(0, size.width - head)} height={size.height} rx="4" />
      )}
      {marks.map(({ index, x }) => (
        <g key={index}>
          <line className="rv-exit-line" x1={x} x2={x} y1={6} y2={size.height} />
          <circle className="rv-scrub-exit" cx={x} cy={5} r={3.5} />
        </g>
      ))}
      <rect
        className="rv-scrub-head"
        x={Math.min(head, size.width - 1) - 2}
        y={0}
        width={3}
        height={size.height}
        rx="1.5"
      />
      {replay?.at !== undefined && <MomentWords x={head} width={size.width} height={size.height} />}
      {crosshair !== undefined && (
        <line className="rv-scrub-cross" x1={crosshair} x2={crosshair} y1={0} y2={size.height} />
      )}
    </svg>
  );
}

interface MomentWordsProps {
  /** Of the head. CSS pixels. */
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

/** The moment that is shown, beside the head where it has the room. */
function MomentWords({ x, width, height }: MomentWordsProps) {
  const { snapshot } = useRunFrame();
  const isLeft = x > width - WORDS_ROOM;
  return (
    <text
      className="rv-scrub-at rv-mono"
      x={isLeft ? x - 7 : x + 7}
      y={height / 2 + 4}
      textAnchor={isLeft ? 'end' : 'start'}
    >
      {formatClock(snapshot.model.now)}
    </text>
  );
}

/** Arrows move the moment, with Shift the stretch; plus and minus zoom; Home and End go to the run's ends. */
function useTrackKeys(): (event: KeyboardEvent) => void {
  const { store, snapshot, whole, replay, window } = useRunFrame();
  const reveal = useReveal();
  return (event) => {
    const end = whole.model.now;
    const step = end * KEY_SHARE * (event.key === 'ArrowLeft' ? -1 : 1);
    const move = (): void => {
      if (event.shiftKey) reveal(panned(window, 10 * KEY_SHARE * Math.sign(step), end));
      else replay?.seek(snapshot.model.now + step);
    };
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: move,
      ArrowRight: move,
      Home: () => replay?.seek(0),
      End: () => replay?.goToEnd(),
      ' ': () => replay?.toggle(),
      '+': () => reveal(zoomed(window, 1 / ZOOM, snapshot.model.now)),
      '-': () => reveal(zoomed(window, ZOOM, snapshot.model.now)),
      Escape: () => store.getState().show(WHOLE_RUN),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
}
