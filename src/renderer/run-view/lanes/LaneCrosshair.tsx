import { formatClock, formatDuration } from '../../../shared/format';
import type { ProcessRow } from '../../../shared/model/process-row';
import { LaneMark } from '../../marks/LaneMark';
import { ProcessMark } from '../../marks/ProcessMark';
import { exitText } from '../exit-text';
import { useRunFrame, useViewState } from '../run-context';
import { type Exit, exitOf, unjoinedUntil } from '../../../shared/picture/exit';
import { shapeKindOf, spanAt } from '../../../shared/picture/lane-layout';
import type { TimeScale } from '../../../shared/picture/time-window';
import { crosshairX } from '../use-time-pointer';
import type { Size } from '../use-size';
import { useSay } from '../words';

interface LaneCrosshairProps {
  readonly scale: TimeScale;
  /** Of the lanes, without their axis. CSS pixels. */
  readonly size: Size;
  /** Where the pointer is, when it is here. */
  readonly y: number | undefined;
  readonly row: ProcessRow | undefined;
  /** Told to a screen reader as well. */
  readonly isByKeys: boolean;
}

const TIP_ROOM = 260;
const TIP_HEIGHT = 84;
/** How near to a span one has to point. CSS pixels. */
const REACH = 2;

/** The shared crosshair, and what the process under the pointer did at that moment. */
export function LaneCrosshair({ scale, size, y, row, isByKeys }: LaneCrosshairProps) {
  const hovered = useViewState((state) => state.hovered);
  const x = crosshairX(scale, hovered);
  if (x === undefined || hovered === undefined) return null;
  const place = x > size.width - TIP_ROOM ? { right: size.width - x + 10 } : { left: x + 10 };
  return (
    <>
      <i className="rv-crosshair" style={{ left: x, height: size.height }} />
      {y !== undefined && row !== undefined && (
        <div
          role={isByKeys ? 'status' : undefined}
          className="rv-tip"
          style={{ ...place, top: Math.max(0, Math.min(y + 12, size.height - TIP_HEIGHT)) }}
        >
          <div className="rv-tip-head">
            <ProcessMark index={row.index} /> <b>{row.name}</b> <span className="rv-mono rv-dim">{row.pid}</span>
            <span className="rv-tip-time">{formatClock(hovered)}</span>
          </div>
          <Moment row={row} t={hovered} reach={(REACH / scale.width) * (scale.to - scale.from)} />
        </div>
      )}
    </>
  );
}

interface AfterEndProps {
  readonly row: ProcessRow;
  readonly exit: Exit;
}

/** How it ended, and how long it lay there. */
function AfterEnd({ row, exit }: AfterEndProps) {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const until = unjoinedUntil(snapshot.model, row);
  return (
    <>
      <div className="rv-tip-line">
        <LaneMark name={exit.tone === 'ok' ? 'ok' : 'early'} />
        {exitText(exit, say)}
      </div>
      {until !== undefined && (
        <div className="rv-tip-line">
          <LaneMark name="unjoined" />
          {say('lane.unjoinedFor', { time: formatDuration(until - (row.exitedMs ?? 0)) })}
        </div>
      )}
    </>
  );
}

interface MomentProps {
  readonly row: ProcessRow;
  readonly t: number;
  readonly reach: number;
}

/** What a process did at one moment, in words. */
function Moment({ row, t, reach }: MomentProps) {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const exit = exitOf(row);
  if (t < row.startedMs - reach) return <div className="rv-dim">{say('lane.notStarted')}</div>;
  if (exit !== undefined && t >= (row.exitedMs ?? 0) - reach) return <AfterEnd row={row} exit={exit} />;
  const span = spanAt(row, t, reach);
  if (span === undefined) return <div className="rv-dim">{say('lane.alive')}</div>;
  const lasted = (span.to ?? row.exitedMs ?? snapshot.model.now) - span.from;
  return (
    <div className="rv-tip-line">
      <LaneMark name={shapeKindOf(span)} />
      {say(`span.${span.kind}`, { label: span.label })}
      <b>{formatDuration(lasted)}</b>
      {span.outcome !== undefined && span.outcome !== 'finished' && (
        <span className="rv-bad">{say(`outcome.${span.outcome}`)}</span>
      )}
    </div>
  );
}
