/** What the painter of a chart is given, and where values lie on it. */
import type { ChartData } from '../../../shared/picture/chart-data';
import type { TimeTick } from '../../../shared/picture/ticks';
import { type TimeScale, type TimeWindow } from '../../../shared/picture/time-window';
import type { ThemeColours } from '../../marks/theme-colours';
import type { Size } from '../use-size';

/**
 * `stack`: areas on top of each other; `lines`: each from the ground; `multiples`: each in a band
 * of its own, of one scale; `steps`: as `lines`, of values that hold until the next.
 */
export type ChartShape = 'stack' | 'lines' | 'multiples' | 'steps';

/** How a chart is drawn now; its saved picture keeps to it. */
export interface ChartDrawing {
  readonly window: TimeWindow;
  /** Stretches that nobody watched. */
  readonly gaps: readonly TimeWindow[];
  readonly shape: ChartShape;
  /** Highest value that is to fit. */
  readonly peak: number;
  /** From 0 to the axis's end, which is not below `peak`. */
  readonly ticksOf: (peak: number, most: number) => readonly number[];
  readonly formatTick: (value: number) => string;
}

export interface ChartPaint {
  readonly data: ChartData;
  readonly shape: ChartShape;
  readonly scale: TimeScale;
  readonly size: Size;
  /** From 0 to the axis's end. */
  readonly values: readonly number[];
  readonly formatTick: (value: number) => string;
  readonly times: readonly TimeTick[];
  readonly gaps: readonly TimeWindow[];
  readonly colours: ThemeColours;
  readonly nameOf: (series: ChartData['series'][number]) => string;
  /** Position of the selected process in order of start: its curve stands out. */
  readonly selected: number | undefined;
}

const TOP = 6;
const RIGHT = 14;
const AXIS_WIDTH = 52;
const AXIS_HEIGHT = 22;

/** Where time lies in a chart of this size. */
export function chartScale(window: TimeWindow, { width }: Size): TimeScale {
  return { ...window, left: AXIS_WIDTH, width: Math.max(1, width - AXIS_WIDTH - RIGHT) };
}

/** Top and bottom of the ground on which the series stand. */
export function groundOf({ height }: Size): { readonly top: number; readonly bottom: number } {
  return { top: TOP, bottom: height - AXIS_HEIGHT };
}
