import { formatClock, formatDuration } from '../../../shared/format';
import type { HangRow } from '../../../shared/model/hang-row';
import { useRunFrame, useViewState } from '../run-context';
import { useSay } from '../words';
import { CardActions } from './CardActions';
import { Judgement } from './Judgement';

interface HangCardProps {
  readonly hang: HangRow;
}

/** Why running processes make, or made, no progress. */
export function HangCard({ hang }: HangCardProps) {
  const say = useSay();
  const { model } = useRunFrame().snapshot;
  const select = useViewState((state) => state.select);
  const { told, foundMs, endedMs } = hang;
  const rows = told.pids.flatMap((pid) => model.findProcess(pid) ?? []);
  const time = formatDuration(Math.max(0, (endedMs ?? model.now) - told.sinceMs));
  const who = rows.map(({ name, pid }) => `${name} (pid ${pid})`).join(say('report:separator'));
  return (
    <article className="rv-card" data-tone="hang">
      <header className="rv-card-head">
        <span className="rv-badge" data-tone="hang">
          {say('hang.badge')}
        </span>
        <span className="rv-badge" data-confidence={told.confidence}>
          {say(`confidence.${told.confidence}`)}
        </span>
        <span className="rv-spring" />
        <span className="rv-mono rv-dim">{formatClock(foundMs)}</span>
      </header>
      <p className="rv-dim">
        {say(`hang.${told.kind}`)} · {say(endedMs === undefined ? 'card.lasts' : 'card.over', { time })}
      </p>
      <Judgement judged={told} />
      <div className="rv-tools rv-card-actions">
        {rows.map(({ index, name, pid }) => (
          <button key={index} type="button" className="rv-chip" onClick={() => select(index)}>
            {name} ({pid})
          </button>
        ))}
      </div>
      <CardActions judged={told} who={who} t={told.sinceMs} known={foundMs} />
    </article>
  );
}
