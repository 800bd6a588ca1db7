import type { Lane } from '../selectors/lane-picture';
import type { LanePaint, Pen } from './lane-paint';

/** Left of the lanes, for names and pids. CSS pixels. */
export const LABEL_WIDTH = 176;
const INDENT = 14;
/** Deeper processes stand under each other: names would run out of room. */
const MAX_DEPTH = 4;
/** Rows from this height on have the pid below the name. */
const TWO_LINES = 34;
const PAD = 12;

/** Name, pid and place in the tree, left of a lane. */
export function paintLabel(pen: Pen, paint: LanePaint, lane: Lane): void {
  const { colours, fonts, rowHeight } = paint;
  const x = PAD + Math.min(lane.depth, MAX_DEPTH) * INDENT;
  if (lane.depth > 0) paintElbow(pen, paint, { x, y: lane.y });
  const isTwoLines = rowHeight >= TWO_LINES;
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.font = `11px ${fonts.mono}`;
  const pid = String(lane.pid);
  const pidWidth = pen.measureText(pid).width;
  pen.fillStyle = colours.of('--js-dim');
  if (isTwoLines) pen.fillText(pid, x, lane.y + 8);
  else pen.fillText(pid, LABEL_WIDTH - PAD - pidWidth, lane.y + 0.5);
  pen.font = `${lane.index === paint.selected ? 600 : 500} 12.5px ${fonts.words}`;
  pen.fillStyle = colours.of('--js-text');
  const room = LABEL_WIDTH - PAD - x - (isTwoLines ? 0 : pidWidth + 8);
  pen.fillText(fitted(pen, lane.name, room), x, lane.y + (isTwoLines ? -7 : 0.5));
}

function paintElbow(pen: Pen, { colours, rowHeight }: LanePaint, { x, y }: { x: number; y: number }): void {
  pen.strokeStyle = colours.of('--js-line-strong');
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(Math.round(x - 9) + 0.5, y - rowHeight / 2);
  pen.lineTo(Math.round(x - 9) + 0.5, y);
  pen.lineTo(x - 4, y);
  pen.stroke();
}

/** The text, cut with an ellipsis where there is no room. */
function fitted(pen: Pen, text: string, room: number): string {
  if (pen.measureText(text).width <= room) return text;
  let length = text.length - 1;
  while (length > 1 && pen.measureText(`${text.slice(0, length)}…`).width > room) length -= 1;
  return `${text.slice(0, length)}…`;
}
