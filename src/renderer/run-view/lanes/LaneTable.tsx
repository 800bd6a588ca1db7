import { useMemo } from 'react';
import { formatClock, formatDuration } from '../../../shared/format';
import type { RunModel } from '../../../shared/model/run-model';
import { exitOf, isUnjoined } from '../../../shared/picture/exit';
import type { TimeWindow } from '../../../shared/picture/time-window';
import { statusText } from '../exit-text';
import { type Column, DASH } from '../grid/columns';
import { momentsOfProcess } from '../grid/row-moments';
import { useRunFrame, useViewState } from '../run-context';
import type { LaneRow, ProcessLane } from '../selectors/lane-rows';
import { type LaneTime, timeIn } from '../selectors/lane-times';
import { PlainTable } from '../tables/PlainTable';
import { ProcessName } from '../tables/ProcessName';
import { useSay } from '../words';

interface LaneTableProps {
  readonly rows: readonly LaneRow[];
}

/** The lanes as numbers: when each process lived, and how long it worked and waited, in the selected span where there is one. */
export function LaneTable({ rows }: LaneTableProps) {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const span = useViewState((state) => state.span);
  const lanes = useMemo(() => rows.filter((row) => row.kind === 'process'), [rows]);
  const columns = useMemo(() => columnsOf(snapshot.model, span), [snapshot.model, span]);
  return (
    <PlainTable
      name="lanes"
      label={say('lane.title')}
      columns={columns}
      rows={lanes}
      keyOf={({ row }) => row.index}
      processOf={({ row }) => row.index}
      momentsOf={({ row }) => momentsOfProcess(row)}
      empty={say(snapshot.model.ended === undefined ? 'lane.empty' : 'lane.none')}
    />
  );
}

function columnsOf(model: RunModel, span: TimeWindow | undefined): readonly Column<ProcessLane>[] {
  return [
    {
      id: 'name',
      title: 'column.name',
      file: 'name',
      least: 110,
      share: 1.6,
      isWords: true,
      value: ({ row }) => row.name,
      text: ({ row }) => `${row.name} ${row.pid}`,
      draw: ({ row }) => <ProcessName row={row} pid={row.pid} />,
    },
    clock('started', 'started_ms', ({ row }) => row.startedMs),
    clock('endedAt', 'ended_ms', ({ row }) => row.exitedMs),
    ...(['task', 'join', 'queue', 'lock'] as const).map((kind) => time(kind, model, span)),
    {
      id: 'exit',
      title: 'column.exit',
      file: 'exit',
      least: 80,
      share: 0.9,
      value: ({ row }) => exitOf(row)?.status,
      text: ({ row }, say) => {
        const exit = exitOf(row);
        if (exit === undefined) return '';
        return isUnjoined(model, row) ? say('mark.unjoined') : statusText(exit, say);
      },
    },
  ];
}

function clock(
  id: 'started' | 'endedAt',
  file: string,
  of: (lane: ProcessLane) => number | undefined,
): Column<ProcessLane> {
  return {
    id,
    title: `column.${id}`,
    file,
    least: 72,
    share: 0.8,
    value: of,
    text: (lane) => {
      const t = of(lane);
      return t === undefined ? DASH : formatClock(t);
    },
  };
}

function time(kind: LaneTime, model: RunModel, span: TimeWindow | undefined): Column<ProcessLane> {
  const of = ({ row }: ProcessLane): number => timeIn(row, kind, span ?? { from: 0, to: model.now });
  return {
    id: kind,
    title: `mark.${kind}`,
    file: `${kind}_ms`,
    least: 92,
    share: 1,
    falls: true,
    value: of,
    text: (lane) => {
      const spent = of(lane);
      return spent === 0 ? DASH : formatDuration(spent);
    },
  };
}
