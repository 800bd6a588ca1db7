import { useMemo } from 'react';
import { formatClock, formatDuration } from '../../../shared/format';
import type { ProcessRow } from '../../../shared/model/process-row';
import { statusText } from '../exit-text';
import { useRunFrame } from '../run-context';
import { exitOf } from '../../../shared/picture/exit';
import { tracebackOf } from '../selectors/traceback';
import { ExitIcon } from '../table/ExitIcon';
import { useSay } from '../words';
import { CardActions } from './CardActions';
import { Judgement } from './Judgement';

interface VerdictCardProps {
  /** Of a process that has ended. */
  readonly row: ProcessRow;
}

/** One end explained: the cause in a sentence, what was seen, what was ruled out, what to try. */
export function VerdictCard({ row }: VerdictCardProps) {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const traceback = useMemo(() => tracebackOf(snapshot.model, row), [snapshot, row]);
  const exit = exitOf(row);
  if (exit === undefined) return null;
  const { verdict } = row;
  return (
    <article className="rv-card" data-tone={exit.tone}>
      <header className="rv-card-head">
        <span className="rv-badge" data-tone={exit.tone}>
          <ExitIcon tone={exit.tone} />
          {statusText(exit, say)}
        </span>
        {verdict !== undefined && (
          <span className="rv-badge" data-confidence={verdict.confidence}>
            {say(`confidence.${verdict.confidence}`)}
          </span>
        )}
        <span className="rv-spring" />
        <span className="rv-mono rv-dim">
          {say('verdictOf', { name: row.name, pid: row.pid, time: formatClock(row.exitedMs ?? 0) })}
        </span>
      </header>
      {verdict === undefined ? (
        <p className="rv-dim">{say(snapshot.isLive ? 'verdictSoon' : 'verdictNone')}</p>
      ) : (
        <Judgement judged={verdict} />
      )}
      <Improved row={row} />
      <Traceback text={traceback} />
      {verdict !== undefined && (
        <CardActions
          judged={verdict}
          who={`${row.name} (pid ${row.pid})`}
          t={row.exitedMs ?? 0}
          traceback={traceback}
        />
      )}
    </article>
  );
}

/** That late evidence changed what was said first. */
function Improved({ row }: VerdictCardProps) {
  const say = useSay();
  const { earlierVerdict: before } = row;
  if (before === undefined) return null;
  const values = {
    time: formatDuration(Math.max(0, before.improvedMs - (row.exitedMs ?? 0))),
    cause: say(`verdict:cause.${before.cause}`),
    confidence: say(`confidence.${before.confidence}`),
  };
  return <p className="rv-dim">{say('card.improved', values)}</p>;
}

interface TracebackProps {
  readonly text: string | undefined;
}

/** The exception as the program told it. */
function Traceback({ text }: TracebackProps) {
  const say = useSay();
  if (text === undefined) return null;
  return (
    <>
      <h4 className="rv-section">{say('section.traceback')}</h4>
      <pre className="rv-code" tabIndex={0}>
        {text}
      </pre>
    </>
  );
}
