import { type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { PatternBook } from '../../marks/patterns';
import { useThemeColours } from '../../marks/theme-colours';
import { useRunFrame, useViewState } from '../run-context';
import { exitMarks, isCrowded } from '../../../shared/picture/exit-marks';
import { lanePicture } from '../selectors/lane-picture';
import { laneMomentAt } from '../selectors/lane-moment';
import type { LaneRow } from '../selectors/lane-rows';
import { timeTicks } from '../../../shared/picture/ticks';
import { type TimeScale, xOf } from '../../../shared/picture/time-window';
import { spanBox, useTimePointer } from '../use-time-pointer';
import type { Size } from '../use-size';
import { useSay } from '../words';
import { LaneCrosshair } from './LaneCrosshair';
import { LABEL_WIDTH } from './paint-label';
import { LANE_FONTS } from './lane-paint';
import { paintLanes } from './paint-lanes';
import { useFind } from './use-find';
import { useFontsLoaded } from './use-fonts-loaded';
import { useLaneChoice } from './use-lane-choice';
import { useLaneTip } from './use-lane-tip';
import { useLaneTexts } from './use-lane-texts';

interface LanesCanvasProps {
  readonly order: readonly LaneRow[];
  /** CSS pixels, the time axis included. */
  readonly size: Size;
  readonly axisHeight: number;
  readonly rowHeight: number;
  /** Puts the cursor into the field of the search. */
  readonly onSearch: (() => void) | undefined;
}

const RIGHT = 22;
/** Room for one label of the time axis. CSS pixels. */
const LABEL_ROOM = 90;

/** The lanes: a canvas as large as what is seen, above which an empty list scrolls. */
export function LanesCanvas({ order, size, axisHeight, rowHeight, onSearch }: LanesCanvasProps) {
  const { snapshot, window } = useRunFrame();
  const say = useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [pointedY, setPointedY] = useState<number>();
  const [isFocused, setFocused] = useState(false);
  const { width } = size;
  const height = size.height - axisHeight;
  const scale: TimeScale = useMemo(
    () => ({ ...window, left: LABEL_WIDTH, width: Math.max(1, width - LABEL_WIDTH - RIGHT) }),
    [window, width],
  );
  const ticks = useMemo(() => timeTicks(scale, Math.max(2, Math.floor(scale.width / LABEL_ROOM))), [scale]);
  const canvas = usePainted({ order, scale, ticks, scrollTop, rowHeight, size: { width, height } });
  const rowAtY = (y: number): LaneRow | undefined => order[Math.floor((y + scrollTop) / rowHeight)];
  const { brush, handlers } = useTimePointer(scroller, scale, (x, y) => laneMomentAt(rowAtY(y), { x, scale }));
  const choose = useLaneChoice({ rows: order, rowHeight, scroller, onSearch });
  const marks = useMemo(() => exitMarks(snapshot.model, scale), [snapshot, scale]);
  const span = spanBox(
    scale,
    useViewState((state) => state.span),
  );
  const topOf = (): number => scroller.current?.getBoundingClientRect().top ?? 0;
  const leftOf = (): number => scroller.current?.getBoundingClientRect().left ?? 0;
  const yOf = (event: PointerEvent): number => event.clientY - topOf();
  const tip = useLaneTip({ order, isFocused, pointedY, rowHeight, scrollTop });
  return (
    <>
      <canvas ref={canvas} className="rv-lanes-canvas" style={{ width, height }} aria-hidden="true" />
      <svg
        className="rv-lanes-marks"
        width={width}
        height={size.height}
        aria-hidden="true"
        data-crowded={isCrowded(marks) || undefined}
      >
        {span !== undefined && <rect className="rv-span" {...span} y={0} height={height} />}
        {marks.map(({ index, x }) => (
          <line key={index} className="rv-exit-line" x1={x} x2={x} y1={0} y2={height} />
        ))}
        {brush !== undefined && (
          <rect
            className="rv-brush"
            x={Math.min(brush.from, brush.to)}
            width={Math.abs(brush.to - brush.from)}
            height={height}
          />
        )}
        {ticks.map(({ t, label }) => (
          <text key={t} className="rv-axis-label" x={xOf(scale, t)} y={size.height - 7} textAnchor="middle">
            {label}
          </text>
        ))}
      </svg>
      <div
        ref={scroller}
        className="rv-lanes-scroll"
        style={{ height }}
        role="img"
        aria-label={say('lane.pictureLabel', { count: snapshot.model.processes.length })}
        tabIndex={0}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        {...handlers}
        onPointerMove={(event) => {
          setPointedY(yOf(event));
          handlers.onPointerMove(event);
        }}
        onPointerLeave={() => {
          setPointedY(undefined);
          handlers.onPointerLeave();
        }}
        onClick={(event) => {
          // The second click of a double click goes to the moment; who is selected stays so.
          if (brush === undefined && event.detail < 2)
            choose.pick(rowAtY(event.clientY - topOf()), event.clientX - leftOf());
        }}
        onKeyDown={(event) => {
          if (!choose.onKey(event)) handlers.onKeyDown(event);
        }}
      >
        <div style={{ height: order.length * rowHeight }} />
      </div>
      <LaneCrosshair
        scale={scale}
        size={{ width, height }}
        y={tip?.y}
        row={tip?.row}
        isByKeys={pointedY === undefined}
      />
      {isFocused && <GroupWords order={order} />}
    </>
  );
}

/** Tells a screen reader the folded group that is gone to. */
function GroupWords({ order }: Pick<LanesCanvasProps, 'order'>) {
  const say = useSay();
  const textOf = useLaneTexts();
  const atGroup = useViewState((state) => state.lanes.atGroup);
  const group = order.find((row) => row.kind === 'group' && row.key === atGroup);
  return (
    <p className="rv-sr-only" role="status">
      {group?.kind === 'group' ? say('lane.atGroup', { group: textOf.group(group) }) : ''}
    </p>
  );
}

interface Painted {
  readonly order: readonly LaneRow[];
  readonly scale: TimeScale;
  readonly ticks: ReturnType<typeof timeTicks>;
  readonly scrollTop: number;
  readonly rowHeight: number;
  readonly size: Size;
}

/** Paints whenever something it shows changed. */
function usePainted({ order, scale, ticks, scrollTop, rowHeight, size: { width, height } }: Painted) {
  const { snapshot } = useRunFrame();
  const colours = useThemeColours();
  const selected = useViewState((state) => state.selected);
  const atGroup = useViewState((state) => state.lanes.atGroup);
  const textOf = useLaneTexts();
  const fonts = useFontsLoaded();
  const ref = useRef<HTMLCanvasElement>(null);
  const { finds } = useFind();
  const picture = useMemo(
    () => lanePicture(snapshot.model, order, { scale, rowHeight, scrollTop, height, finds }),
    [snapshot, order, scale, rowHeight, scrollTop, height, finds],
  );
  useLayoutEffect(() => {
    const canvas = ref.current;
    const pen = canvas?.getContext('2d');
    if (canvas === null || pen === null || pen === undefined) return;
    const ratio = devicePixelRatio;
    const device = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
    // Setting the size empties a canvas and costs a new buffer: only when it changed.
    if (canvas.width !== device.width) canvas.width = device.width;
    if (canvas.height !== device.height) canvas.height = device.height;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const book = new PatternBook(pen, ratio);
    paintLanes(pen, {
      picture,
      scale,
      size: { width, height },
      rowHeight,
      ticks,
      colours,
      fonts: LANE_FONTS,
      selected,
      atGroup,
      patternOf: (name, colour) => book.get(name, colour),
      textOf,
    });
  }, [picture, scale, width, height, rowHeight, ticks, colours, selected, atGroup, textOf, fonts]);
  return ref;
}
