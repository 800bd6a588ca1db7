import { timeTicks } from '../../../shared/picture/ticks';
import { xOf } from '../../../shared/picture/time-window';
import { drawTile, PatternBook, TILE } from '../../marks/patterns';
import { useThemeColours } from '../../marks/theme-colours';
import type { Pen } from '../picture/pen';
import type { Picture } from '../picture/save-picture';
import { SvgPen } from '../picture/svg-pen';
import { useRunFrame } from '../run-context';
import { lanePicture } from '../selectors/lane-picture';
import type { LaneRow } from '../selectors/lane-rows';
import { useSay } from '../words';
import { LANE_FONTS, type LanePaint } from './lane-paint';
import { LABEL_WIDTH } from './paint-label';
import { paintLanes } from './paint-lanes';
import { useLaneTexts } from './use-lane-texts';

const WIDTH = 1200;
const RIGHT = 22;
const ROW = 28;
const TITLE_HEIGHT = 36;
const AXIS_HEIGHT = 26;
/** Lanes of a picture; more than that nobody prints. */
const MAX_LANES = 500;

/** The lanes of the stretch of time that is shown, of all processes, as a picture to pass on. */
export function useLanesPicture(order: readonly LaneRow[]): () => Picture {
  const { snapshot, window } = useRunFrame();
  const say = useSay();
  const colours = useThemeColours();
  const textOf = useLaneTexts();
  return () => {
    const rows = order.slice(0, MAX_LANES);
    const height = rows.length * ROW;
    const scale = { ...window, left: LABEL_WIDTH, width: WIDTH - LABEL_WIDTH - RIGHT };
    const picture = lanePicture(snapshot.model, rows, { scale, rowHeight: ROW, scrollTop: 0, height });
    const ticks = timeTicks(scale, 10);
    const size = { width: WIDTH, height: TITLE_HEIGHT + height + AXIS_HEIGHT };
    const early = picture.lanes.filter(({ exit }) => exit?.tone === 'early');
    const paint = { picture, scale, size: { width: WIDTH, height }, rowHeight: ROW, ticks, colours, textOf };
    return {
      title: say('lane.title'),
      description: [
        say('lane.processes', { count: order.length }),
        ...early.map((lane) => `${lane.name} (${lane.pid}): ${textOf.exit(lane)}`),
      ].join('. '),
      size,
      paint: (pen, ratio) => {
        pen.fillStyle = colours.of('--js-bg');
        pen.fillRect(0, 0, size.width, size.height);
        pen.font = `600 15px ${LANE_FONTS.words}`;
        pen.textAlign = 'left';
        pen.textBaseline = 'middle';
        pen.fillStyle = colours.of('--js-text');
        pen.fillText(say('lane.title'), 12, TITLE_HEIGHT / 2);
        pen.save();
        pen.translate(0, TITLE_HEIGHT);
        paintLanes(pen, {
          ...paint,
          fonts: LANE_FONTS,
          selected: undefined,
          atGroup: undefined,
          patternOf: patternsOf(pen, ratio),
        });
        pen.restore();
        pen.font = `11px ${LANE_FONTS.mono}`;
        pen.textAlign = 'center';
        pen.textBaseline = 'middle';
        pen.fillStyle = colours.of('--js-dim');
        for (const { t, label } of ticks) pen.fillText(label, xOf(scale, t), size.height - AXIS_HEIGHT / 2);
      },
    };
  };
}

/** Tiles that a canvas repeats; in SVG, patterns that are drawings themselves. */
function patternsOf(pen: Pen, ratio: number): LanePaint['patternOf'] {
  if (pen instanceof SvgPen) {
    return (name, colour) => pen.pattern(`${name} ${colour}`, TILE, (tile) => drawTile(tile, name, colour));
  }
  const book = new PatternBook(pen as OffscreenCanvasRenderingContext2D, ratio);
  return (name, colour) => book.get(name, colour);
}
