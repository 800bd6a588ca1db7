import { useMemo, useRef, useState } from 'react';
import { useRunFrame, useViewState } from '../run-context';
import type { ChartData, ChartSeries } from '../../../shared/picture/chart-data';
import { exitMarkAt, exitMarks, exitNames, isCrowded } from '../../../shared/picture/exit-marks';
import type { Size } from '../use-size';
import { spanBox, useTimePointer } from '../use-time-pointer';
import { useSay } from '../words';
import { ChartCrosshair } from './ChartCrosshair';
import { chartScale, groundOf } from './chart-paint';

interface ChartOverlayProps {
  readonly label: string;
  readonly data: ChartData;
  readonly size: Size;
  readonly nameOf: (series: ChartSeries) => string;
  readonly format: (value: number) => string;
}

/** About as wide as it is drawn, of 11 px: a character of Chinese is as wide as high. */
function textWidthOf(text: string): number {
  return Array.from(text, (character) => (character > '\u2e7f' ? 11 : 6.4)).reduce((width, one) => width + one, 0);
}

/** Above a chart: ends that need a look, the shared crosshair, its tooltip, and the stretch being chosen. */
export function ChartOverlay({ label, data, size, nameOf, format }: ChartOverlayProps) {
  const { snapshot, window } = useRunFrame();
  const say = useSay();
  const ref = useRef<HTMLDivElement>(null);
  const [isPointed, setPointed] = useState(false);
  const scale = useMemo(() => chartScale(window, size), [window, size]);
  const marks = useMemo(() => exitMarks(snapshot.model, scale), [snapshot, scale]);
  const { brush, handlers } = useTimePointer(ref, scale, (x) => exitMarkAt(marks, x)?.t);
  const span = spanBox(
    scale,
    useViewState((state) => state.span),
  );
  const { top, bottom } = groundOf(size);
  const nameOfEnd = (name: string): string => say('chart.ended', { name });
  const names = exitNames(marks, size.width, ({ name }) => textWidthOf(nameOfEnd(name)));
  return (
    <div
      ref={ref}
      className="rv-overlay"
      role="img"
      aria-label={label}
      tabIndex={0}
      onPointerEnter={() => setPointed(true)}
      onFocus={() => setPointed(true)}
      onBlur={() => setPointed(false)}
      {...handlers}
      onPointerLeave={() => {
        setPointed(false);
        handlers.onPointerLeave();
      }}
    >
      <svg width={size.width} height={size.height} aria-hidden="true" data-crowded={isCrowded(marks) || undefined}>
        {span !== undefined && <rect className="rv-span" {...span} y={top} height={bottom - top} />}
        {marks.map(({ index, x }) => (
          <line key={index} className="rv-exit-line" x1={x} x2={x} y1={top} y2={bottom} />
        ))}
        {names.map(({ mark: { index, x, name }, isLeft }) => (
          <text
            key={index}
            className="rv-exit-name"
            x={isLeft ? x - 6 : x + 6}
            y={top + 10}
            textAnchor={isLeft ? 'end' : 'start'}
          >
            {nameOfEnd(name)}
          </text>
        ))}
        {brush !== undefined && (
          <rect
            className="rv-brush"
            x={Math.min(brush.from, brush.to)}
            width={Math.abs(brush.to - brush.from)}
            y={top}
            height={bottom - top}
          />
        )}
      </svg>
      <ChartCrosshair
        scale={scale}
        height={bottom}
        rows={isPointed ? data.rows : []}
        series={data.series}
        nameOf={nameOf}
        format={format}
      />
    </div>
  );
}
