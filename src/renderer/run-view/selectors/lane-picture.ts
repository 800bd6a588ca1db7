/** Everything that the lanes' canvas draws, computed: the painter only paints. */
import type { ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import type { Milliseconds } from '../../../shared/units';
import { type Exit, exitOf, unjoinedUntil } from '../../../shared/picture/exit';
import { type LaneShape, shapesOf } from '../../../shared/picture/lane-layout';
import { type TimeScale, xOf } from '../../../shared/picture/time-window';
import type { GroupLane, LaneRow } from './lane-rows';

/** One process of the picture. All positions in CSS pixels. */
export interface Lane {
  readonly index: number;
  readonly name: string;
  readonly pid: number;
  readonly depth: number;
  /** Whether its children are shown; `undefined` where it has none. */
  readonly isOpen: boolean | undefined;
  /** Processes folded below it. */
  readonly below: number;
  /** It is one of those that a person looks for. */
  readonly isFound: boolean;
  /** Middle of the lane. */
  readonly y: number;
  readonly life: { readonly from: number; readonly to: number } | undefined;
  readonly shapes: readonly LaneShape[];
  readonly exit: LaneExit | undefined;
}

export interface LaneExit extends Exit {
  readonly x: number;
  /** Right end of the stretch in which it lay unjoined. */
  readonly unjoinedTo: number | undefined;
  /** Nobody ever joined it, or has yet. */
  readonly isNeverJoined: boolean;
}

/** A join that returned: from the end of the child to the one that waited. */
export interface JoinArrow {
  readonly x: number;
  readonly fromY: number;
  readonly toY: number;
  /** False when the join gave up first. */
  readonly isFinished: boolean;
}

/** The line above the lanes of a group. */
export interface LaneHead {
  readonly group: GroupLane;
  readonly y: number;
}

export interface LanePicture {
  readonly heads: readonly LaneHead[];
  readonly lanes: readonly Lane[];
  readonly arrows: readonly JoinArrow[];
}

export interface LaneView {
  readonly scale: TimeScale;
  readonly rowHeight: number;
  readonly scrollTop: number;
  /** Height of what is seen. */
  readonly height: number;
  /** Who is looked for; nobody unless given. */
  readonly finds?: ((row: ProcessRow) => boolean) | undefined;
}

/** Arrows beyond this would only blacken the picture. */
const MAX_ARROWS = 60;

/** The lanes in sight. */
export function lanePicture(model: RunModel, order: readonly LaneRow[], view: LaneView): LanePicture {
  const first = Math.max(0, Math.floor(view.scrollTop / view.rowHeight));
  const end = Math.min(order.length, Math.ceil((view.scrollTop + view.height) / view.rowHeight) + 1);
  const yOf = (place: number): number => (place + 0.5) * view.rowHeight - view.scrollTop;
  const now = model.ended?.t ?? model.now;
  const lanes: Lane[] = [];
  const heads: LaneHead[] = [];
  order.slice(first, end).forEach((one, offset) => {
    const y = yOf(first + offset);
    if (one.kind === 'group') {
      heads.push({ group: one, y });
      return;
    }
    const { row, depth, isOpen, below } = one;
    lanes.push({
      index: row.index,
      name: row.name,
      pid: row.pid,
      depth,
      isOpen,
      below,
      isFound: view.finds?.(row) ?? false,
      y,
      life: lifeOf(row, view.scale, now),
      shapes: shapesOf(row, view.scale, now),
      exit: laneExit(model, row, view.scale),
    });
  });
  return { lanes, heads, arrows: arrowsOf(model, lanes, view.scale) };
}

function lifeOf(row: ProcessRow, scale: TimeScale, now: Milliseconds): Lane['life'] {
  const to = row.exitedMs ?? now;
  if (to < scale.from || row.startedMs > scale.to) return undefined;
  return {
    from: Math.max(scale.left, xOf(scale, row.startedMs)),
    to: Math.min(scale.left + scale.width, xOf(scale, to)),
  };
}

function laneExit(model: RunModel, row: ProcessRow, scale: TimeScale): LaneExit | undefined {
  const exit = exitOf(row);
  if (exit === undefined || row.exitedMs === undefined) return undefined;
  const until = unjoinedUntil(model, row);
  const isInSight = row.exitedMs <= scale.to && (until ?? row.exitedMs) >= scale.from;
  if (!isInSight) return undefined;
  return {
    ...exit,
    x: xOf(scale, row.exitedMs),
    unjoinedTo: until === undefined ? undefined : Math.min(scale.left + scale.width, xOf(scale, until)),
    isNeverJoined: row.joinedMs === undefined,
  };
}

function arrowsOf(model: RunModel, lanes: readonly Lane[], scale: TimeScale): readonly JoinArrow[] {
  const laneOf = new Map(lanes.map((lane) => [lane.index, lane]));
  const arrows: JoinArrow[] = [];
  for (const lane of lanes) {
    for (const join of model.processes[lane.index]?.joins ?? []) {
      if (join.waitedMs === undefined) continue;
      const at = join.startedMs + join.waitedMs;
      const joiner = laneOf.get(model.findProcess(join.byPid)?.index ?? -1);
      if (joiner === undefined || at < scale.from || at > scale.to) continue;
      arrows.push({ x: xOf(scale, at), fromY: lane.y, toY: joiner.y, isFinished: join.finished ?? true });
    }
  }
  return arrows.slice(-MAX_ARROWS);
}
