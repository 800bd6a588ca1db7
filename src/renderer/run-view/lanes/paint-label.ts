import type { Lane, LaneHead } from '../selectors/lane-picture';
import { fittedHead } from '../picture/fitted';
import { nameParts } from '../selectors/name-parts';
import type { LanePaint, Pen } from './lane-paint';

/** Left of the lanes, for names and pids. CSS pixels. */
export const LABEL_WIDTH = 176;
const INDENT = 14;
/** Deeper processes stand under each other: names would run out of room. */
const MAX_DEPTH = 4;
/** Rows from this height on have the pid below the name. */
const TWO_LINES = 34;
const PAD = 12;
/** Room of the mark that folds and unfolds. */
const CHEVRON = 13;

/** Name, pid and place in the tree, left of a lane. */
export function paintLabel(pen: Pen, paint: LanePaint, lane: Lane): void {
  const { colours, fonts, rowHeight } = paint;
  const start = indentOf(lane.depth);
  if (lane.depth > 0) paintElbow(pen, paint, { x: start, y: lane.y });
  if (lane.isOpen !== undefined) paintChevron(pen, paint, { x: start + 3, y: lane.y, isOpen: lane.isOpen });
  const x = lane.isOpen === undefined ? start : start + CHEVRON;
  const isTwoLines = rowHeight >= TWO_LINES;
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.font = `11px ${fonts.mono}`;
  const pid = String(lane.pid);
  const pidWidth = pen.measureText(pid).width;
  pen.font = `${lane.index === paint.selected ? 600 : 500} 12.5px ${fonts.words}`;
  pen.fillStyle = colours.of('--js-text');
  const room = LABEL_WIDTH - PAD - x;
  const [head, end] = nameParts(lane.name);
  const tail = lane.below > 0 ? `${end} +${lane.below}` : end;
  // Beside a name that needs the whole line the pid is left out: the table and the tooltip have it.
  const hasPid = isTwoLines || pen.measureText(`${head}${tail}`).width <= room - pidWidth - 8;
  pen.fillText(fittedHead(pen, [head, tail], room), x, lane.y + (isTwoLines ? -7 : 0.5));
  if (!hasPid) return;
  pen.font = `11px ${fonts.mono}`;
  pen.fillStyle = colours.of('--js-dim');
  if (isTwoLines) pen.fillText(pid, x, lane.y + 8);
  else pen.fillText(pid, LABEL_WIDTH - PAD - pidWidth, lane.y + 0.5);
}

/** Whether a point of the label is on the mark that folds and unfolds what is below its process. @param x CSS pixels. */
export function isOnChevron(x: number, depth: number): boolean {
  const start = indentOf(depth);
  return x >= start - CHEVRON / 2 && x <= start + CHEVRON;
}

const indentOf = (depth: number): number => PAD + Math.min(depth, MAX_DEPTH) * INDENT;

/** The line above the lanes of a group: its name and how many they are. */
export function paintHead(pen: Pen, paint: LanePaint, { group, y }: LaneHead): void {
  const { colours, fonts, rowHeight, size, textOf, atGroup } = paint;
  pen.fillStyle = colours.of('--js-raised');
  pen.fillRect(0, Math.round(y - rowHeight / 2), size.width, rowHeight - 1);
  if (group.key === atGroup) {
    pen.fillStyle = colours.of('--js-accent');
    pen.fillRect(0, Math.round(y - rowHeight / 2), 2, rowHeight - 1);
    pen.globalAlpha = 0.1;
    pen.fillRect(0, Math.round(y - rowHeight / 2), size.width, rowHeight - 1);
    pen.globalAlpha = 1;
  }
  paintChevron(pen, paint, { x: PAD + 3, y, isOpen: group.isOpen });
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.font = `600 12px ${fonts.words}`;
  pen.fillStyle = colours.of('--js-text');
  pen.fillText(textOf.group(group), PAD + CHEVRON, y + 0.5);
}

function paintChevron(
  pen: Pen,
  { colours }: LanePaint,
  { x, y, isOpen }: { readonly x: number; readonly y: number; readonly isOpen: boolean },
): void {
  pen.strokeStyle = colours.of('--js-dim');
  pen.lineWidth = 1.6;
  pen.beginPath();
  if (isOpen) {
    pen.moveTo(x - 3.5, y - 2);
    pen.lineTo(x, y + 2);
    pen.lineTo(x + 3.5, y - 2);
  } else {
    pen.moveTo(x - 2, y - 3.5);
    pen.lineTo(x + 2, y);
    pen.lineTo(x - 2, y + 3.5);
  }
  pen.stroke();
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
