/** A chart as a picture to pass on: its title, its legend and the curves, on a ground of its own. */
import { type ChartData, type ChartSeries, summaryOf } from '../../../shared/picture/chart-data';
import { timeTicks } from '../../../shared/picture/ticks';
import type { ThemeColours } from '../../marks/theme-colours';
import { fitted } from '../picture/fitted';
import type { Pen } from '../picture/pen';
import type { Picture } from '../picture/save-picture';
import { type ChartDrawing, chartScale } from './chart-paint';
import { colourOfSeries, paintChart } from './paint-chart';

interface ChartWords {
  readonly title: string;
  readonly unit: string;
  readonly nameOf: (series: ChartSeries) => string;
  /** One sentence on a series: what it was at last, on average and at most. */
  readonly tell: (summary: ReturnType<typeof summaryOf>[number]) => string;
}

const WIDTH = 960;
/** Of the curves with their axes. */
const HEIGHT = 320;
const PAD = 16;
const TITLE_HEIGHT = 36;
const ENTRY_HEIGHT = 20;
const SWATCH = 10;
/** Names in one line of the legend. */
const PER_LINE = 4;
const FONTS = "'Inter Variable', 'Noto Sans CJK SC', system-ui, sans-serif";

export function chartPicture(
  data: ChartData,
  drawing: ChartDrawing,
  { words, colours }: { readonly words: ChartWords; readonly colours: ThemeColours },
): Picture {
  const legendHeight = Math.ceil(data.series.length / PER_LINE) * ENTRY_HEIGHT;
  const top = TITLE_HEIGHT + legendHeight + 8;
  const size = { width: WIDTH, height: top + HEIGHT + PAD };
  const chartSize = { width: WIDTH - 2 * PAD, height: HEIGHT };
  const { window, gaps, shape, peak, ticksOf, formatTick } = drawing;
  const scale = chartScale(window, chartSize);
  const { nameOf, title, unit } = words;
  return {
    title,
    description: [unit, ...summaryOf(data).map(words.tell)].join('. '),
    size,
    paint: (pen) => {
      pen.fillStyle = colours.of('--js-bg');
      pen.fillRect(0, 0, size.width, size.height);
      paintHead(pen, { title, unit, colours });
      paintLegend(pen, { data, nameOf, colours });
      pen.save();
      pen.translate(PAD, top);
      paintChart(pen, {
        data,
        shape,
        scale,
        size: chartSize,
        values: ticksOf(peak, 5),
        formatTick,
        times: timeTicks(scale, 10),
        gaps,
        colours,
        nameOf,
        selected: undefined,
      });
      pen.restore();
    },
  };
}

function paintHead(
  pen: Pen,
  { title, unit, colours }: { readonly title: string; readonly unit: string; readonly colours: ThemeColours },
): void {
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.font = `600 15px ${FONTS}`;
  pen.fillStyle = colours.of('--js-text');
  const head = fitted(pen, title, WIDTH - 2 * PAD - 160);
  pen.fillText(head, PAD, TITLE_HEIGHT / 2);
  const width = pen.measureText(head).width;
  pen.font = `12px ${FONTS}`;
  pen.fillStyle = colours.of('--js-dim');
  pen.fillText(unit, PAD + width + 10, TITLE_HEIGHT / 2 + 1);
}

interface LegendPaint {
  readonly data: ChartData;
  readonly nameOf: ChartWords['nameOf'];
  readonly colours: ThemeColours;
}

function paintLegend(pen: Pen, { data, nameOf, colours }: LegendPaint): void {
  const width = (WIDTH - 2 * PAD) / PER_LINE;
  pen.font = `12px ${FONTS}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  data.series.forEach((series, place) => {
    const x = PAD + (place % PER_LINE) * width;
    const y = TITLE_HEIGHT + (Math.floor(place / PER_LINE) + 0.5) * ENTRY_HEIGHT;
    pen.fillStyle = colourOfSeries(colours, series);
    pen.fillRect(x, y - SWATCH / 2, SWATCH, SWATCH);
    pen.fillStyle = colours.of('--js-text');
    pen.fillText(fitted(pen, nameOf(series), width - SWATCH - 20), x + SWATCH + 6, y);
  });
}
