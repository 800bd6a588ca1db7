import { formatDuration, significant } from '../../../shared/format';
import { useViewState } from '../run-context';
import type { GrowingQueue } from '../selectors/growing-queues';
import { useSay } from '../words';

interface GrowthCardProps {
  readonly growing: GrowingQueue;
}

/** Why a queue grows: what goes in, what comes out, what that leads to, and what to do. */
export function GrowthCard({ growing }: GrowthCardProps) {
  const say = useSay();
  const openTable = useViewState((state) => state.openTable);
  const { queue, depth, producers, consumers, time, puts, gets } = growing;
  const rates = { puts: significant(puts), gets: significant(gets), time: formatDuration(time) };
  return (
    <article className="rv-card" data-tone="hang">
      <header className="rv-card-head">
        <span className="rv-badge" data-tone="hang">
          {say('growing.badge')}
        </span>
      </header>
      <h3 className="rv-card-title">{say('growing.title', { queue, rate: significant(puts - gets) })}</h3>
      <h4 className="rv-section">{say('section.seen')}</h4>
      <ul className="rv-statements" data-kind="seen">
        <li>{say('growing.rates', rates)}</li>
        <li>
          {gets > 0
            ? say('growing.waits', { depth: significant(depth), wait: formatDuration((depth / gets) * 1000) })
            : say('growing.nobody', { depth: significant(depth) })}
        </li>
        {producers !== undefined && consumers !== undefined && (
          <li>{say('growing.who', { producers: significant(producers), consumers: significant(consumers) })}</li>
        )}
      </ul>
      <h4 className="rv-section">{say('section.try')}</h4>
      <ul className="rv-statements" data-kind="try">
        <li>{say('growing.tryConsumers')}</li>
        <li>{say('growing.tryLimit')}</li>
      </ul>
      <div className="rv-tools rv-card-actions">
        <button type="button" className="rv-chip" onClick={() => openTable('queues')}>
          {say('growing.show')}
        </button>
      </div>
    </article>
  );
}
