/** Curves over time as SVG, drawn from the same data as the window's charts. */
import { type ChartData, type ChartSeries, peakOf } from '../../../../shared/picture/chart-data';
import { timeTicks, valueTicks } from '../../../../shared/picture/ticks';
import { type TimeScale, type TimeWindow, xOf } from '../../../../shared/picture/time-window';
import { html, type Markup } from './markup';

export interface CurveOptions {
  readonly window: TimeWindow;
  /** Whether the series stand on each other. */
  readonly isStacked: boolean;
  /** Lowest end of the axis, such as the cores that there are. */
  readonly atLeast?: number;
  readonly axis: (value: number) => string;
  readonly nameOf: (series: ChartSeries) => string;
  /** What a reader hears who does not see it. */
  readonly description: string;
}

/** In units of the view box. */
const WIDTH = 1000;
const HEIGHT = 180;
const LEFT = 62;
const BOTTOM = 22;
const TOP = 8;

interface Ground {
  readonly scale: TimeScale;
  readonly yOf: (value: number) => number;
}

/** The picture with its legend. */
export function curvePicture(data: ChartData, options: CurveOptions): Markup {
  const ticks = valueTicks(Math.max(peakOf(data, options.isStacked), options.atLeast ?? 0), 4);
  const top = ticks.at(-1) ?? 1;
  const ground: Ground = {
    scale: { ...options.window, left: LEFT, width: WIDTH - LEFT - 4 },
    yOf: (value) => TOP + (1 - value / top) * (HEIGHT - BOTTOM - TOP),
  };
  return html`<figure>
    <div class="wide">
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${options.description}">
        ${ticks.map((value) => valueLine(value, ground, options.axis))} ${timeMarks(ground.scale, HEIGHT - 6)}
        ${curvesOf(data, ground, options.isStacked)}
      </svg>
    </div>
    ${legendOf(data.series, options)}
  </figure>`;
}

function valueLine(value: number, { yOf, scale }: Ground, axis: CurveOptions['axis']): Markup {
  const y = fixed(yOf(value));
  return html`<line class="grid" x1="${scale.left}" x2="${scale.left + scale.width}" y1="${y}" y2="${y}" />
    <text class="tick" x="${scale.left - 6}" y="${y}" dy="0.32em" text-anchor="end">${axis(value)}</text>`;
}

/** The moments below a picture, each with its label at height `y`. */
export function timeMarks(scale: TimeScale, y: number): readonly Markup[] {
  return timeTicks(scale, 8).map(
    ({ t, label }) =>
      html`<text class="tick" x="${fixed(xOf(scale, t))}" y="${y}" text-anchor="middle">${label}</text>`,
  );
}

function curvesOf({ series, rows, between }: ChartData, { scale, yOf }: Ground, isStacked: boolean): readonly Markup[] {
  const floor = rows.map(() => 0);
  return series.map(({ key, colour }) => {
    const points: string[] = [];
    const below: string[] = [];
    let previous = 0;
    // A curve that stands alone ends with what it shows, such as a run beside longer ones.
    const shown = isStacked ? rows : rows.slice(0, 1 + rows.findLastIndex((row) => row[key] !== undefined));
    shown.forEach((row, place) => {
      const x = fixed(xOf(scale, row['t'] ?? 0));
      const base = floor[place] ?? 0;
      const value = (row[key] ?? 0) + (isStacked ? base : 0);
      if (between === 'hold' && place > 0) points.push(`${x},${fixed(yOf(previous))}`);
      points.push(`${x},${fixed(yOf(value))}`);
      below.unshift(`${x},${fixed(yOf(base))}`);
      previous = value;
      if (isStacked) floor[place] = value;
    });
    return isStacked
      ? html`<polygon
          points="${[...points, ...below].join(' ')}"
          style="fill:${colour};stroke:${colour}"
          class="area"
        />`
      : html`<polyline points="${points.join(' ')}" style="stroke:${colour}" class="curve" />`;
  });
}

function legendOf(series: readonly ChartSeries[], { nameOf }: CurveOptions): Markup {
  const entries = series.map((one) => html`<span><i style="background:${one.colour}"></i>${nameOf(one)}</span>`);
  return html`<figcaption>${entries}</figcaption>`;
}

export function fixed(value: number): string {
  return String(Math.round(value * 100) / 100);
}
