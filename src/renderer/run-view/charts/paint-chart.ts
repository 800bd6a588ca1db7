/** Paints a chart on a canvas. Decides nothing: series come thinned, ticks come chosen. */
import type { ChartRow, ChartSeries } from '../../../shared/picture/chart-data';
import { xOf } from '../../../shared/picture/time-window';
import type { ThemeColours } from '../../marks/theme-colours';
import type { Pen } from '../picture/pen';
import { type ChartPaint, groundOf } from './chart-paint';

/** A curve without a gap: moments in CSS pixels, values from its ground to its top. */
interface Stretch {
  readonly x: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Bottom and height of the ground of one series, and the value at its top. */
interface Band {
  readonly bottom: number;
  readonly height: number;
  readonly peak: number;
}

const WORDS = "11px 'Inter Variable', 'Noto Sans CJK SC', system-ui, sans-serif";
const MONO = "11px 'JetBrains Mono Variable', monospace";

/** One whole picture, on a ground that is empty or of one colour. */
export function paintChart(pen: Pen, paint: ChartPaint): void {
  const { size, data, shape, scale, values } = paint;
  const { top, bottom } = groundOf(size);
  paintAxes(pen, paint);
  pen.save();
  pen.beginPath();
  pen.rect(scale.left, 0, scale.width + 1, size.height);
  pen.clip();
  paintGaps(pen, paint);
  const whole: Band = { bottom, height: bottom - top, peak: values.at(-1) ?? 1 };
  const bandHeight = whole.height / Math.max(1, data.series.length);
  let ground: readonly number[] = data.rows.map(() => 0);
  data.series.forEach((series, place) => {
    const heights = data.rows.map((row, index) => (ground[index] ?? 0) + (row[series.key] ?? 0));
    const band =
      shape === 'multiples' ? { ...whole, bottom: top + bandHeight * (place + 1), height: bandHeight - 2 } : whole;
    const stretches = stretchesOf(paint, series, shape === 'stack' ? { low: ground, high: heights } : undefined);
    for (const stretch of stretches) paintStretch(pen, paint, { series, stretch, band, isFirst: place === 0 });
    if (shape === 'multiples') paintName(pen, paint, { series, y: band.bottom - band.height });
    ground = heights;
  });
  pen.restore();
}

interface Stacked {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Where a row knows nothing of the series, the curve breaks. */
function stretchesOf({ data, scale }: ChartPaint, { key }: ChartSeries, stacked: Stacked | undefined): Stretch[] {
  const stretches: Stretch[] = [];
  let open: { x: number[]; low: number[]; high: number[] } | undefined;
  data.rows.forEach((row: ChartRow, index) => {
    const value = row[key];
    if (value === undefined) {
      open = undefined;
      return;
    }
    if (open === undefined) stretches.push((open = { x: [], low: [], high: [] }));
    const x = xOf(scale, row['t'] ?? 0);
    if (data.between === 'hold' && open.x.length > 0) {
      open.x.push(x);
      open.low.push(open.low.at(-1) ?? 0);
      open.high.push(open.high.at(-1) ?? 0);
    }
    open.x.push(x);
    open.low.push(stacked?.low[index] ?? 0);
    open.high.push(stacked?.high[index] ?? value);
  });
  return stretches;
}

interface StretchPaint {
  readonly series: ChartSeries;
  readonly stretch: Stretch;
  readonly band: Band;
  readonly isFirst: boolean;
}

function paintStretch(pen: Pen, paint: ChartPaint, given: StretchPaint): void {
  const { series, stretch, band } = given;
  const { x, high } = stretch;
  const isSelected = series.index !== undefined && series.index === paint.selected;
  const colour = colourOfSeries(paint.colours, series);
  const alpha = areaAlpha(paint, given.isFirst);
  if (alpha > 0) {
    pen.fillStyle = colour;
    pen.globalAlpha = isSelected ? 0.75 : alpha;
    fillArea(pen, stretch, band);
    pen.globalAlpha = 1;
  }
  pen.beginPath();
  high.forEach((value, place) => pen.lineTo(x[place] ?? 0, yOf(band, value)));
  // A single reading between two gaps has no length: a dot says that it is there.
  if (x.length === 1) pen.arc(x[0] ?? 0, yOf(band, high[0] ?? 0), 1.5, 0, 2 * Math.PI);
  pen.strokeStyle = colour;
  pen.lineWidth = isSelected ? 2.25 : 1.25;
  pen.lineJoin = 'round';
  pen.stroke();
}

const yOf = ({ bottom, height, peak }: Band, value: number): number => bottom - (value / peak) * height;

/** How dense the area below a curve is; 0 for none. */
function areaAlpha({ shape }: ChartPaint, isFirst: boolean): number {
  if (shape === 'stack' || shape === 'multiples') return 0.45;
  return shape === 'steps' && isFirst ? 0.14 : 0;
}

function fillArea(pen: Pen, { x, low, high }: Stretch, band: Band): void {
  pen.beginPath();
  high.forEach((value, place) => pen.lineTo(x[place] ?? 0, yOf(band, value)));
  for (let place = low.length - 1; place >= 0; place -= 1) pen.lineTo(x[place] ?? 0, yOf(band, low[place] ?? 0));
  pen.closePath();
  pen.fill();
}

/** A canvas knows no variables. */
export function colourOfSeries(colours: ThemeColours, { index, colour }: ChartSeries): string {
  if (index !== undefined) return colours.ofProcess(index);
  return colours.of(/^var\((.+)\)$/.exec(colour)?.[1] ?? '') || colours.of('--js-dim');
}

function paintName(pen: Pen, paint: ChartPaint, { series, y }: { series: ChartSeries; y: number }): void {
  pen.font = WORDS;
  pen.textAlign = 'left';
  pen.textBaseline = 'top';
  pen.lineWidth = 3;
  pen.strokeStyle = paint.colours.of('--js-bg');
  pen.fillStyle = paint.colours.of('--js-dim');
  const name = paint.nameOf(series);
  pen.strokeText(name, paint.scale.left + 4, y);
  pen.fillText(name, paint.scale.left + 4, y);
}

/** Nobody watched: shaded, so that the missing curve is not taken for idleness. */
function paintGaps(pen: Pen, { gaps, scale, size, colours }: ChartPaint): void {
  const { top, bottom } = groundOf(size);
  for (const { from, to } of gaps) {
    const [left, right] = [xOf(scale, from), xOf(scale, to)];
    pen.fillStyle = colours.of('--js-raised');
    pen.fillRect(left, top, right - left, bottom - top);
    pen.strokeStyle = colours.of('--js-line-strong');
    pen.lineWidth = 1;
    pen.setLineDash([2, 3]);
    pen.strokeRect(left, top, right - left, bottom - top);
    pen.setLineDash([]);
  }
}

function paintAxes(pen: Pen, { scale, size, values, times, colours, formatTick, shape }: ChartPaint): void {
  const { top, bottom } = groundOf(size);
  const peak = values.at(-1) ?? 1;
  pen.font = MONO;
  pen.fillStyle = colours.of('--js-dim');
  pen.strokeStyle = colours.of('--js-line');
  pen.lineWidth = 1;
  pen.textBaseline = 'middle';
  pen.textAlign = 'right';
  for (const value of shape === 'multiples' ? [0] : values) {
    const y = Math.round(bottom - (value / peak) * (bottom - top)) + 0.5;
    pen.beginPath();
    pen.moveTo(scale.left, y);
    pen.lineTo(scale.left + scale.width, y);
    pen.stroke();
    pen.fillText(formatTick(value), scale.left - 8, y);
  }
  pen.textAlign = 'center';
  for (const { t, label } of times) {
    const half = pen.measureText(label).width / 2;
    // A label at an edge moves inwards, so that it is never cut.
    pen.fillText(label, Math.min(Math.max(xOf(scale, t), half), size.width - half - 2), size.height - 10);
  }
}
