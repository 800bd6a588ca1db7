import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import type { ChartData } from '../../../shared/picture/chart-data';
import { timeTicks } from '../../../shared/picture/ticks';
import { useThemeColours } from '../../marks/theme-colours';
import { useFontsLoaded } from '../lanes/use-fonts-loaded';
import { useViewState } from '../run-context';
import type { Size } from '../use-size';
import { type ChartDrawing, type ChartPaint, chartScale } from './chart-paint';
import { paintChart } from './paint-chart';

interface TimeChartProps extends ChartDrawing {
  readonly data: ChartData;
  /** CSS pixels. Given, not measured, so that a test can draw it too. */
  readonly size: Size;
  readonly nameOf: ChartPaint['nameOf'];
}

/** Up to this height there is room for two steps of the value axis only. CSS pixels. */
const LOW = 100;
/** Room for one label of the time axis. CSS pixels. */
const LABEL_ROOM = 74;

/**
 * Curves over time, on a canvas: an SVG of 16 series by 300 points took 77 ms to draw. The crosshair lies above it, so that pointing draws nothing here again.
 */
export const TimeChart = memo(function TimeChart(props: TimeChartProps) {
  const { data, window, gaps, size, peak, ticksOf, formatTick, shape, nameOf } = props;
  const colours = useThemeColours();
  const fonts = useFontsLoaded();
  const selected = useViewState((state) => state.selected);
  const ref = useRef<HTMLCanvasElement>(null);
  const scale = useMemo(() => chartScale(window, size), [window, size]);
  const times = useMemo(() => timeTicks(scale, Math.max(2, Math.floor(scale.width / LABEL_ROOM))), [scale]);
  const values = useMemo(() => ticksOf(peak, size.height > LOW ? 4 : 2), [ticksOf, peak, size]);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const pen = canvas?.getContext('2d');
    if (canvas === null || pen === null || pen === undefined) return;
    const ratio = devicePixelRatio;
    const device = { width: Math.round(size.width * ratio), height: Math.round(size.height * ratio) };
    if (canvas.width !== device.width) canvas.width = device.width;
    if (canvas.height !== device.height) canvas.height = device.height;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, size.width, size.height);
    paintChart(pen, { data, shape, scale, size, values, formatTick, times, gaps, colours, nameOf, selected });
  }, [data, shape, scale, size, values, formatTick, times, gaps, colours, nameOf, selected, fonts]);
  return <canvas ref={ref} className="rv-chart-canvas" style={size} aria-hidden="true" />;
});
