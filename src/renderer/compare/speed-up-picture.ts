/** Speed-up by workers as a picture to pass on, painted by the same pen as the other charts. */
import { seriesIndexOf } from '../../shared/compare/comparison-chart';
import type { SpeedUpCurves, SpeedUpPoint } from '../../shared/compare/speed-up';
import { significant } from '../../shared/format';
import type { ThemeColours } from '../marks/theme-colours';
import { fitted } from '../run-view/picture/fitted';
import type { Pen } from '../run-view/picture/pen';
import type { Picture } from '../run-view/picture/save-picture';

interface SpeedUpWords {
  readonly title: string;
  /** What is to be seen, in words. */
  readonly description: string;
  readonly workers: string;
  readonly ideal: string;
  readonly fit: string;
  /** Of each run, by its place. */
  readonly names: readonly string[];
}

interface SpeedUpPaint {
  readonly colours: ThemeColours;
  readonly words: SpeedUpWords;
}

const SIZE = { width: 720, height: 460 };
const PAD = 16;
const TOP = 48;
/** Of the curves, within the axes. */
const PLOT = { x: 60, y: TOP, width: SIZE.width - 60 - 200, height: SIZE.height - TOP - 60 };
const FONTS = "'Inter Variable', 'Noto Sans CJK SC', system-ui, sans-serif";
const ENTRY_HEIGHT = 22;
const DOT = 5;

export function speedUpPicture(curves: SpeedUpCurves, paint: SpeedUpPaint): Picture {
  const { title, description } = paint.words;
  return {
    title,
    description,
    size: SIZE,
    paint: (pen) => {
      const { colours } = paint;
      pen.fillStyle = colours.of('--js-bg');
      pen.fillRect(0, 0, SIZE.width, SIZE.height);
      pen.textBaseline = 'middle';
      write(pen, title, { x: PAD, y: 24, font: `600 15px ${FONTS}`, colour: colours.of('--js-text') });
      paintPlot(pen, curves, paint);
      paintLegend(pen, curves, paint);
    },
  };
}

function paintPlot(pen: Pen, curves: SpeedUpCurves, { colours, words }: SpeedUpPaint): void {
  const { measured, ideal, fitted: fit, least, most, ticks } = curves;
  const inset = 24;
  const x = (workers: number): number =>
    PLOT.x + inset + ((workers - least) / Math.max(1, most - least)) * (PLOT.width - 2 * inset);
  const y = (speedUp: number): number => PLOT.y + (1 - speedUp / (ticks.at(-1) ?? 1)) * PLOT.height;
  const line = (points: readonly SpeedUpPoint[], colour: string, dash: number[]): void => {
    pen.strokeStyle = colour;
    pen.lineWidth = 1.5;
    pen.setLineDash(dash);
    pen.beginPath();
    for (const { workers, speedUp } of points) pen.lineTo(x(workers), y(speedUp));
    pen.stroke();
    pen.setLineDash([]);
  };
  const small = { font: `12px ${FONTS}`, colour: colours.of('--js-dim') };
  for (const value of ticks) {
    pen.fillStyle = colours.of('--js-line');
    pen.fillRect(PLOT.x, y(value), PLOT.width, 1);
    write(pen, `${significant(value)}×`, { ...small, x: PLOT.x - 8, y: y(value), align: 'right' });
  }
  const below = PLOT.y + PLOT.height;
  for (const workers of new Set(measured.map((point) => point.workers)))
    write(pen, String(workers), { ...small, x: x(workers), y: below + 18, align: 'center' });
  write(pen, words.workers, { ...small, x: PLOT.x + PLOT.width / 2, y: below + 40, align: 'center' });
  line(ideal, colours.of('--js-faint'), [5, 4]);
  if (fit.length > 0) line(fit, colours.of('--js-accent'), []);
  for (const { workers, speedUp, place } of measured) paintDot(pen, [x(workers), y(speedUp)], colourOf(colours, place));
}

function paintLegend(pen: Pen, { measured, fitted: fit }: SpeedUpCurves, { colours, words }: SpeedUpPaint): void {
  const left = PLOT.x + PLOT.width + 20;
  const room = SIZE.width - left - PAD - 26;
  let y = PLOT.y + 8;
  const entry = (text: string, mark: () => void): void => {
    if (y > SIZE.height - PAD) return;
    mark();
    pen.font = `12px ${FONTS}`;
    const shown = fitted(pen, text, room);
    write(pen, shown, { x: left + 26, y, font: pen.font, colour: colours.of('--js-text') });
    y += ENTRY_HEIGHT;
  };
  const stroke = (colour: string, dash: number[]) => (): void => {
    pen.strokeStyle = colour;
    pen.lineWidth = 1.5;
    pen.setLineDash(dash);
    pen.beginPath();
    pen.moveTo(left, y);
    pen.lineTo(left + 18, y);
    pen.stroke();
    pen.setLineDash([]);
  };
  entry(words.ideal, stroke(colours.of('--js-faint'), [5, 4]));
  if (fit.length > 0) entry(words.fit, stroke(colours.of('--js-accent'), []));
  for (const { place } of measured)
    entry(words.names[place] ?? '', () => paintDot(pen, [left + 9, y], colourOf(colours, place)));
}

const colourOf = (colours: ThemeColours, place: number): string => colours.ofProcess(seriesIndexOf(place));

function paintDot(pen: Pen, [x, y]: readonly [x: number, y: number], colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, DOT, 0, 2 * Math.PI);
  pen.fill();
}

interface Writing {
  readonly x: number;
  /** Of the middle of the letters. */
  readonly y: number;
  readonly font: string;
  readonly colour: string;
  readonly align?: CanvasTextAlign;
}

function write(pen: Pen, text: string, { x, y, font, colour, align = 'left' }: Writing): void {
  pen.font = font;
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.fillText(text, x, y);
}
