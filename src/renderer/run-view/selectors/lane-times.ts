import type { ProcessRow } from '../../../shared/model/process-row';
import { byCode } from '../../../shared/model/span-log';
import { type ShapeKind, shapeKindOf } from '../../../shared/picture/lane-layout';
import type { TimeWindow } from '../../../shared/picture/time-window';
import type { Milliseconds } from '../../../shared/units';

/** What the time of a lane is counted by: as it is drawn. */
export type LaneTime = Exclude<ShapeKind, 'failed'>;

const times = byCode((span): LaneTime => {
  const drawn = shapeKindOf(span);
  return drawn === 'failed' ? 'task' : drawn;
});

/** How long a process did one thing within a stretch; of the spans that are kept. What it does now lasts until the stretch's end. */
export function timeIn(row: ProcessRow, kind: LaneTime, { from, to }: TimeWindow): Milliseconds {
  let sum = 0;
  const { spans } = row;
  for (let place = 0; place < spans.length; place += 1) {
    if (times[spans.codeAt(place)] !== kind) continue;
    const until = spans.endAt(place, row.exitedMs ?? to);
    sum += Math.max(0, Math.min(until, to) - Math.max(spans.fromAt(place), from));
  }
  return sum;
}
