import type { ExitTone } from '../../../shared/picture/exit';
import { fitted } from '../picture/fitted';
import type { Lane, LaneExit } from '../selectors/lane-picture';
import { blockHeight, type LanePaint, type Pen } from './lane-paint';

const RADIUS = 6.5;
const GAP = 7;

const TONES: Readonly<Record<ExitTone, string>> = {
  ok: '--js-ok',
  stopped: '--js-dim',
  early: '--js-bad',
  unseen: '--js-warn',
};

/** The end of a lane: its badge, what ended it, and how long it lay there unjoined. */
export function paintExit(pen: Pen, paint: LanePaint, lane: Lane): void {
  const { exit } = lane;
  if (exit === undefined) return;
  const hasOutline = exit.unjoinedTo !== undefined && exit.unjoinedTo - exit.x > RADIUS + 4;
  if (hasOutline) paintOutline(pen, paint, lane);
  if (exit.tone !== 'ok') paintTexts(pen, paint, lane);
  if (exit.x >= paint.scale.left - RADIUS) paintBadge(pen, paint, { exit, y: lane.y });
}

function paintOutline(pen: Pen, { colours, rowHeight }: LanePaint, { exit, y }: Lane): void {
  if (exit?.unjoinedTo === undefined) return;
  const height = blockHeight(rowHeight) - 2;
  pen.strokeStyle = colours.of('--js-warn');
  pen.lineWidth = 1;
  pen.setLineDash([4, 3]);
  pen.beginPath();
  pen.roundRect(exit.x, Math.round(y - height / 2) + 0.5, exit.unjoinedTo - exit.x - 0.5, height, 2.5);
  pen.stroke();
  pen.setLineDash([]);
}

/** Right of the badge; left of it, on a ground of its own, where the picture ends; shortened where neither has the room. */
function paintTexts(pen: Pen, paint: LanePaint, lane: Lane): void {
  const { exit, y } = lane;
  if (exit === undefined) return;
  const { scale, colours, fonts, textOf } = paint;
  const whole = textOf.exit(lane);
  pen.textBaseline = 'middle';
  pen.font = `600 11.5px ${fonts.words}`;
  const wholeWidth = pen.measureText(whole).width;
  const right = textStart(exit, wholeWidth);
  const [leftRoom, rightRoom] = [exit.x - RADIUS - GAP - scale.left, scale.left + scale.width - right];
  const isRight = wholeWidth <= rightRoom || (wholeWidth > leftRoom && leftRoom < rightRoom);
  const text = fitted(pen, whole, isRight ? rightRoom : leftRoom);
  const width = pen.measureText(text).width;
  const x = isRight ? right : exit.x - RADIUS - GAP - width;
  if (!isRight) {
    pen.fillStyle = colours.of('--js-bg');
    pen.globalAlpha = 0.9;
    pen.fillRect(x - 5, y - 8, width + 10, 16);
    pen.globalAlpha = 1;
  }
  pen.textAlign = 'left';
  pen.fillStyle = colours.of(exit.tone === 'early' ? '--js-bad-text' : TONES[exit.tone]);
  pen.fillText(text, x, y + 0.5);
  if (!isRight || exit.unjoinedTo === undefined || !exit.isNeverJoined) return;
  pen.font = `11.5px ${fonts.words}`;
  if (x + width + 16 + pen.measureText(textOf.unjoined).width > exit.unjoinedTo - 6) return;
  pen.fillStyle = colours.of('--js-warn-text');
  pen.fillText(textOf.unjoined, x + width + 16, y + 0.5);
}

/** Inside the stretch in which it lay unjoined, or after it where it is too short for the words. */
function textStart(exit: LaneExit, width: number): number {
  const inside = exit.x + RADIUS + GAP;
  const edge = exit.unjoinedTo ?? 0;
  return edge > inside - GAP && edge < inside + width + GAP ? edge + GAP : inside;
}

function paintBadge(pen: Pen, { colours }: LanePaint, { exit, y }: { exit: LaneExit; y: number }): void {
  pen.fillStyle = colours.of(TONES[exit.tone]);
  pen.strokeStyle = colours.of('--js-bg');
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(exit.x, y, RADIUS, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  pen.beginPath();
  BADGES[exit.tone](pen, exit.x, y);
  pen.lineWidth = 1.7;
  pen.stroke();
}

const BADGES: Readonly<Record<ExitTone, (pen: Pen, x: number, y: number) => void>> = {
  ok: (pen, x, y) => {
    pen.moveTo(x - 3, y + 0.2);
    pen.lineTo(x - 0.8, y + 2.4);
    pen.lineTo(x + 3, y - 2.2);
  },
  early: (pen, x, y) => {
    pen.moveTo(x - 2.4, y - 2.4);
    pen.lineTo(x + 2.4, y + 2.4);
    pen.moveTo(x + 2.4, y - 2.4);
    pen.lineTo(x - 2.4, y + 2.4);
  },
  stopped: (pen, x, y) => pen.rect(x - 2, y - 2, 4, 4),
  unseen: (pen, x, y) => {
    pen.moveTo(x - 3, y);
    pen.lineTo(x + 3, y);
  },
};
