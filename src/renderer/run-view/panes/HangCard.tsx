import type { RunEventOf } from '../../../shared/events';
import { formatClock } from '../../../shared/format';
import { useSay } from '../words';
import { Statements } from './VerdictCard';

interface HangCardProps {
  readonly hang: RunEventOf<'hang'>;
}

/** Why a program that still runs makes no progress. */
export function HangCard({ hang }: HangCardProps) {
  const say = useSay();
  return (
    <article className="rv-card" data-tone="hang">
      <header className="rv-card-head">
        <span className="rv-badge" data-tone="hang">
          {say('hang.badge')}
        </span>
        <span className="rv-spring" />
        <span className="rv-mono rv-dim">{formatClock(hang.t)}</span>
      </header>
      <h3 className="rv-card-title">{say(`hang.${hang.kind}`)}</h3>
      <Statements kind="seen" statements={hang.evidence} />
    </article>
  );
}
