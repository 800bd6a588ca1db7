import { useMemo } from 'react';
import { formatClock } from '../../../shared/format';
import type { ProcessRow } from '../../../shared/model/process-row';
import type { Statement, Verdict } from '../../../shared/verdict';
import { statusText } from '../exit-text';
import { useRunFrame } from '../run-context';
import { exitOf } from '../../../shared/picture/exit';
import { tracebackOf } from '../selectors/traceback';
import { ExitIcon } from '../table/ExitIcon';
import { useSay } from '../words';

interface VerdictCardProps {
  /** Of a process that has ended. */
  readonly row: ProcessRow;
}

/** One end explained: the cause in a sentence, what was seen, what was ruled out, what to try. */
export function VerdictCard({ row }: VerdictCardProps) {
  const say = useSay();
  const { snapshot } = useRunFrame();
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
        <Judgement verdict={verdict} />
      )}
      <Traceback row={row} />
    </article>
  );
}

interface JudgementProps {
  readonly verdict: Verdict;
}

function Judgement({ verdict }: JudgementProps) {
  const say = useSay();
  return (
    <>
      <h3 className="rv-card-title">{say(`verdict:${verdict.title.id}`, verdict.title.values)}</h3>
      <Statements kind="seen" statements={verdict.evidence} />
      <Statements kind="ruledOut" statements={verdict.ruledOut} />
      <Statements kind="try" statements={verdict.advice} />
    </>
  );
}

interface StatementsProps {
  readonly kind: 'seen' | 'ruledOut' | 'try';
  readonly statements: readonly Statement[];
}

/** One section of a verdict; nothing where there is nothing to say. */
export function Statements({ kind, statements }: StatementsProps) {
  const say = useSay();
  if (statements.length === 0) return null;
  return (
    <>
      <h4 className="rv-section">{say(`section.${kind}`)}</h4>
      <ul className="rv-statements" data-kind={kind}>
        {statements.map(({ id, values }, place) => (
          <li key={`${id} ${place}`}>{say(`verdict:${id}`, values)}</li>
        ))}
      </ul>
    </>
  );
}

/** The exception as the program told it. */
function Traceback({ row }: VerdictCardProps) {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const text = useMemo(() => tracebackOf(snapshot.model, row), [snapshot, row]);
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
