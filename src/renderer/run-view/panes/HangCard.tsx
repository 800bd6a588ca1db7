import { formatClock } from '../../../shared/format';
import type { HangRow } from '../../../shared/model/hang-row';
import { useSay } from '../words';
import { Statements } from './VerdictCard';

interface HangCardProps {
  readonly hang: HangRow;
}

/** Why a program that still runs makes no progress. */
export function HangCard({ hang }: HangCardProps) {
  const say = useSay();
  const { told } = hang;
  return (
    <article className="rv-card" data-tone="hang">
      <header className="rv-card-head">
        <span className="rv-badge" data-tone="hang">
          {say('hang.badge')}
        </span>
        <span className="rv-spring" />
        <span className="rv-mono rv-dim">{formatClock(hang.foundMs)}</span>
      </header>
      <h3 className="rv-card-title">{say(`hang.${told.kind}`)}</h3>
      <Statements kind="seen" statements={told.evidence} />
    </article>
  );
}
