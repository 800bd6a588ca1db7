/** Which mark of a lane is pointed at, as a moment. Pure. */
import type { ProcessRow } from '../../../shared/model/process-row';
import { spanAt } from '../../../shared/picture/lane-layout';
import { type TimeScale, timeAt, xOf } from '../../../shared/picture/time-window';
import type { Milliseconds } from '../../../shared/units';
import type { LaneRow } from './lane-rows';

/** As near as this a mark is pointed at. CSS pixels. */
const NEAR = 7;

interface Pointed {
  /** CSS pixels. */
  readonly x: number;
  readonly scale: TimeScale;
}

/** Start, end, a join that returned, begin or end of a task or a wait: the nearest; `undefined` where none is near. */
export function laneMomentAt(lane: LaneRow | undefined, { x, scale }: Pointed): Milliseconds | undefined {
  if (lane?.kind !== 'process') return undefined;
  const apart = (t: Milliseconds): number => Math.abs(xOf(scale, t) - x);
  const near = marksOf(lane.row, timeAt(scale, x), timeAt(scale, x + NEAR) - timeAt(scale, x)).filter(
    (t) => apart(t) <= NEAR,
  );
  return near.sort((a, b) => apart(a) - apart(b))[0];
}

function marksOf(row: ProcessRow, t: Milliseconds, reach: Milliseconds): Milliseconds[] {
  const span = spanAt(row, t, reach);
  const joins = row.joins.map(({ startedMs, waitedMs }) => (waitedMs === undefined ? undefined : startedMs + waitedMs));
  return [row.exitedMs, row.startedMs, span?.from, span?.to, ...joins].filter((one) => one !== undefined);
}
