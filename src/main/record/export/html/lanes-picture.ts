/** The lives of the processes as SVG: one lane each, as in the window. */
import { formatDuration } from '../../../../shared/format';
import { livedOf, type ProcessRow } from '../../../../shared/model/process-row';
import type { Milliseconds } from '../../../../shared/units';
import { type LaneShape, shapesOf } from '../../../../shared/picture/lane-layout';
import { cssColourOf } from '../../../../shared/picture/process-colour';
import { exitOf, unjoinedUntil } from '../../../../shared/picture/exit';
import { treeOf } from '../../../../shared/picture/process-tree';
import { type TimeScale, type TimeWindow, xOf } from '../../../../shared/picture/time-window';
import { fixed, timeMarks } from './curve-picture';
import { html, type Markup } from './markup';
import type { ReportPaper } from './paper';

/** In units of the view box. */
const WIDTH = 1000;
const LEFT = 170;
const ROW = 20;
const BAR = 12;
/** Lanes drawn; the table has all. */
const MAX_LANES = 150;
/** Characters of a name that fit beside its lane. */
const NAME_LENGTH = 22;

interface Lane {
  readonly row: ProcessRow;
  readonly depth: number;
  readonly top: number;
}

/** The picture, and how many processes it leaves out. */
export function lanesPicture(paper: ReportPaper, window: TimeWindow): Markup {
  const { model, words } = paper;
  const rows = treeOf(model.processes).slice(0, MAX_LANES);
  const lanes: readonly Lane[] = rows.map(({ row, depth }, place) => ({ row, depth, top: place * ROW }));
  const height = lanes.length * ROW + 26;
  const scale: TimeScale = { ...window, left: LEFT, width: WIDTH - LEFT - 70 };
  const left = model.processes.length - lanes.length;
  return html`<figure>
      <div class="wide">
        <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${words.say('report:timelineLabel')}">
          ${joinsOf(lanes, scale)} ${lanes.map((lane) => laneOf(lane, scale, paper))} ${timeMarks(scale, height - 6)}
        </svg>
      </div>
      ${legend(paper)}
    </figure>
    ${left > 0 ? html`<p class="dim">${words.say('report:moreLanes', { count: left })}</p>` : undefined}`;
}

function laneOf({ row, depth, top }: Lane, scale: TimeScale, paper: ReportPaper): Markup {
  const { model } = paper;
  const end = row.exitedMs ?? model.now;
  const left = xOf(scale, row.startedMs);
  const colour = cssColourOf(row.index);
  const y = top + (ROW - BAR) / 2;
  const name = shortened(row.name, NAME_LENGTH - depth);
  return html`<g>
    <title>${row.name} (${row.pid}) ${formatDuration(livedOf(row, model.now))}</title>
    <text class="name" x="${4 + Math.min(depth, 6) * 8}" y="${top + ROW / 2}" dy="0.32em">${name}</text>
    <rect
      class="life"
      x="${fixed(left)}"
      y="${y}"
      width="${fixed(Math.max(1, xOf(scale, end) - left))}"
      height="${BAR}"
      style="fill:${colour}"
    />
    ${shapesOf(row, scale, model.now).map((shape) => shapeOf(shape, { y, colour }))}
    ${unjoinedOf(row, scale, { paper, y })} ${exitMark(row, scale, top)}
  </g>`;
}

function shapeOf(
  { kind, x, width, label }: LaneShape,
  { y, colour }: { readonly y: number; readonly colour: string },
): Markup {
  const fill = kind === 'task' ? `fill:${colour}` : '';
  return html`<rect
    class="span ${kind}"
    x="${fixed(x)}"
    y="${y}"
    width="${fixed(width)}"
    height="${BAR}"
    style="${fill}"
    ><title>${label}</title></rect
  >`;
}

/** Ended and not joined: it lies there as a dashed line. */
function unjoinedOf(
  row: ProcessRow,
  scale: TimeScale,
  { paper, y }: { readonly paper: ReportPaper; readonly y: number },
): Markup | undefined {
  const until = unjoinedUntil(paper.model, row);
  if (until === undefined || row.exitedMs === undefined) return undefined;
  const middle = y + BAR / 2;
  return html`<line
    class="unjoined"
    x1="${fixed(xOf(scale, row.exitedMs))}"
    x2="${fixed(xOf(scale, until))}"
    y1="${middle}"
    y2="${middle}"
  />`;
}

function exitMark(row: ProcessRow, scale: TimeScale, top: number): Markup | undefined {
  const exit = exitOf(row);
  if (exit === undefined || row.exitedMs === undefined) return undefined;
  const x = fixed(xOf(scale, row.exitedMs) + 5);
  const sign = { ok: '✓', stopped: '■', early: '✕', unseen: '?' }[exit.tone];
  return html`<text class="exit ${exit.tone}" x="${x}" y="${top + ROW / 2}" dy="0.35em">${sign} ${exit.status}</text>`;
}

/** From the end of a child down or up to the lane of the one that joined it. */
function joinsOf(lanes: readonly Lane[], scale: TimeScale): readonly Markup[] {
  const topOf = new Map(lanes.map(({ row, top }) => [row.pid, top + ROW / 2]));
  return lanes.flatMap(({ row, top }) =>
    row.joins.flatMap(({ byPid, startedMs, waitedMs, finished }) => {
      const to = topOf.get(byPid);
      if (to === undefined || finished !== true || waitedMs === undefined) return [];
      const end: Milliseconds = startedMs + waitedMs;
      const x = fixed(xOf(scale, end));
      return html`<line
        class="joined"
        x1="${fixed(xOf(scale, Math.min(row.exitedMs ?? end, end)))}"
        y1="${top + ROW / 2}"
        x2="${x}"
        y2="${to}"
      />`;
    }),
  );
}

function legend({ words }: ReportPaper): Markup {
  const entry = (kind: string) => html`<span><i class="${kind}"></i>${words.say(`report:legend.${kind}`)}</span>`;
  return html`<figcaption>${['life', 'task', 'failed', 'join', 'queue', 'lock', 'unjoined'].map(entry)}</figcaption>`;
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
