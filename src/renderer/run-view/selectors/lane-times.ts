import type { ProcessRow } from '../../../shared/model/process-row';
import { type ShapeKind, shapeKindOf } from '../../../shared/picture/lane-layout';
import type { TimeWindow } from '../../../shared/picture/time-window';
import type { Milliseconds } from '../../../shared/units';

/** What the time of a lane is counted by: as it is drawn. */
export type LaneTime = Exclude<ShapeKind, 'failed'>;

/** How long a process did one thing within a stretch; of the spans that are kept. What it does now lasts until the stretch's end. */
export function timeIn(row: ProcessRow, kind: LaneTime, { from, to }: TimeWindow): Milliseconds {
  let sum = 0;
  for (const span of row.spans) {
    const drawn = shapeKindOf(span);
    if ((drawn === 'failed' ? 'task' : drawn) !== kind) continue;
    sum += Math.max(0, Math.min(span.to ?? row.exitedMs ?? to, to) - Math.max(span.from, from));
  }
  return sum;
}
