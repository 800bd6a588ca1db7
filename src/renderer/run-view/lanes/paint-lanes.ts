/** Paints the lanes on a canvas. Decides nothing: what and where is in the picture. */
import type { PatternName } from '../../marks/patterns';
import type { LaneShape, ShapeKind } from '../../../shared/picture/lane-layout';
import type { JoinArrow, Lane } from '../selectors/lane-picture';
import { xOf } from '../../../shared/picture/time-window';
import { blockHeight, type LanePaint, type Pen } from './lane-paint';
import { paintExit } from './paint-exit';
import { LABEL_WIDTH, paintHead, paintLabel } from './paint-label';

const PATTERNS: Readonly<Partial<Record<ShapeKind, PatternName>>> = { join: 'hatch', queue: 'dots', lock: 'cross' };

/** One whole picture, on a ground that is empty or of one colour. */
export function paintLanes(pen: Pen, paint: LanePaint): void {
  const { size, picture, scale } = paint;
  for (const lane of picture.lanes) paintGround(pen, paint, lane);
  paintGrid(pen, paint);
  for (const lane of picture.lanes) paintLabel(pen, paint, lane);
  for (const head of picture.heads) paintHead(pen, paint, head);
  pen.save();
  pen.beginPath();
  pen.rect(scale.left - 9, 0, scale.width + 18, size.height);
  pen.clip();
  for (const lane of picture.lanes) paintLife(pen, paint, lane);
  for (const lane of picture.lanes) for (const shape of lane.shapes) paintShape(pen, paint, { lane, shape });
  for (const arrow of picture.arrows) paintArrow(pen, paint, arrow);
  for (const lane of picture.lanes) if (lane.exit !== undefined) paintExit(pen, paint, lane);
  pen.restore();
}

function paintGround(pen: Pen, { selected, colours, size, rowHeight }: LanePaint, lane: Lane): void {
  if (lane.isFound) {
    pen.fillStyle = colours.of('--js-warn');
    pen.globalAlpha = 0.14;
    pen.fillRect(0, lane.y - rowHeight / 2, LABEL_WIDTH - 6, rowHeight - 1);
    pen.globalAlpha = 1;
    pen.fillRect(LABEL_WIDTH - 8, lane.y - rowHeight / 2, 2, rowHeight - 1);
  }
  if (lane.index !== selected) return;
  pen.fillStyle = colours.of('--js-accent');
  pen.globalAlpha = 0.1;
  pen.fillRect(0, lane.y - rowHeight / 2, size.width, rowHeight);
  pen.globalAlpha = 1;
  pen.fillRect(0, lane.y - rowHeight / 2, 2, rowHeight);
}

function paintGrid(pen: Pen, { ticks, scale, colours, size }: LanePaint): void {
  pen.strokeStyle = colours.of('--js-line');
  pen.lineWidth = 1;
  pen.beginPath();
  for (const { t } of ticks) {
    const x = Math.round(xOf(scale, t)) + 0.5;
    pen.moveTo(x, 0);
    pen.lineTo(x, size.height);
  }
  pen.stroke();
}

function paintLife(pen: Pen, { colours }: LanePaint, { life, y, index }: Lane): void {
  if (life === undefined) return;
  pen.strokeStyle = colours.ofProcess(index);
  pen.lineWidth = 1.25;
  pen.beginPath();
  pen.moveTo(life.from, y);
  pen.lineTo(Math.max(life.to, life.from + 1), y);
  // A short stroke at the start: there it began, and did not only come into sight.
  pen.moveTo(life.from, y - 4);
  pen.lineTo(life.from, y + 4);
  pen.stroke();
}

interface ShapePaint {
  readonly lane: Lane;
  readonly shape: LaneShape;
}

function paintShape(pen: Pen, paint: LanePaint, { lane, shape }: ShapePaint): void {
  const { colours, rowHeight } = paint;
  const height = blockHeight(rowHeight);
  const top = Math.round(lane.y - height / 2);
  const colour = colours.ofProcess(lane.index);
  const pattern = PATTERNS[shape.kind];
  if (pattern === undefined) {
    // One pixel less, so that tasks that follow each other are told apart.
    const width = Math.max(0.75, shape.width - (shape.width > 3 ? 1 : 0));
    block(pen, { x: shape.x, y: top, width, height }, colour);
    if (shape.kind === 'failed') {
      pen.fillStyle = colours.of('--js-bad');
      pen.fillRect(shape.x, top + height - 3, Math.max(width, 2), 3);
    }
    return;
  }
  pen.fillStyle = colours.of('--js-bg');
  pen.fillRect(shape.x, top, shape.width, height);
  pen.fillStyle = paint.patternOf(pattern, shape.kind === 'lock' ? colours.of('--js-bad') : colours.of('--js-faint'));
  pen.fillRect(shape.x, top, shape.width, height);
  paintShapeText(pen, paint, { lane, shape });
}

function block(pen: Pen, box: { x: number; y: number; width: number; height: number }, colour: string): void {
  pen.fillStyle = colour;
  pen.globalAlpha = 0.88;
  if (box.width < 4) pen.fillRect(box.x, box.y, box.width, box.height);
  else {
    pen.beginPath();
    pen.roundRect(box.x, box.y, box.width, box.height, 2.5);
    pen.fill();
  }
  pen.globalAlpha = 1;
}

/** What is waited for, in the middle of a wait that is wide enough. */
function paintShapeText(pen: Pen, paint: LanePaint, { lane, shape }: ShapePaint): void {
  if (shape.width < 90) return;
  const text = paint.textOf.shape(shape);
  pen.font = `11.5px ${paint.fonts.words}`;
  const width = pen.measureText(text).width;
  if (width + 28 > shape.width) return;
  const middle = shape.x + shape.width / 2;
  pen.fillStyle = paint.colours.of('--js-bg');
  pen.fillRect(middle - width / 2 - 8, lane.y - 8, width + 16, 16);
  pen.fillStyle = paint.colours.of('--js-text');
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(text, middle, lane.y + 0.5);
}

/** From the child's lane, bowed to the right, to the lane of the one that waited. */
function paintArrow(pen: Pen, { colours, rowHeight }: LanePaint, { x, fromY, toY, isFinished }: JoinArrow): void {
  const direction = toY < fromY ? -1 : 1;
  const half = blockHeight(rowHeight) / 2;
  const start = fromY + direction * (half - 3);
  const tip = toY - direction * (half + 1);
  pen.strokeStyle = isFinished ? colours.of('--js-ok') : colours.of('--js-warn');
  pen.fillStyle = pen.strokeStyle;
  pen.lineWidth = 1.4;
  pen.setLineDash(isFinished ? [] : [3, 3]);
  pen.beginPath();
  pen.moveTo(x, start);
  pen.bezierCurveTo(x + 7, start + direction * 6, x + 7, tip - direction * 8, x, tip);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(x - 1, tip);
  pen.lineTo(x + 5.5, tip - direction * 3);
  pen.lineTo(x + 2, tip - direction * 7);
  pen.fill();
}
