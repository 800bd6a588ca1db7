import { useMemo } from 'react';
import { hasEnded } from '../../../shared/model/process-row';
import { useRunFrame, useViewState } from '../run-context';
import { growingQueues } from '../selectors/growing-queues';
import { EarlyList } from './EarlyList';
import { GrowthCard } from './GrowthCard';
import { HangCard } from './HangCard';
import { ProcessFacts } from './ProcessFacts';
import { VerdictCard } from './VerdictCard';

/** The selected process and why it ended; with none selected, those that ended early. */
export function VerdictPanel() {
  const { snapshot } = useRunFrame();
  const selected = useViewState((state) => state.selected);
  const row = selected === undefined ? undefined : snapshot.model.processes[selected];
  const hangs = useMemo(
    () => snapshot.model.hangs.filter(({ told }) => row === undefined || told.pids.includes(row.pid)),
    [snapshot, row],
  );
  const growing = useMemo(() => (row === undefined ? growingQueues(snapshot.model) : []), [snapshot, row]);
  return (
    <div className="rv-scroll rv-verdict" tabIndex={0} data-testid="verdict">
      {hangs.map((hang) => (
        <HangCard key={hang.told.hang} hang={hang} />
      ))}
      {growing.map((one) => (
        <GrowthCard key={one.queue} growing={one} />
      ))}
      {row === undefined ? (
        <EarlyList isWell={hangs.length + growing.length === 0} />
      ) : (
        <>
          {hasEnded(row) && <VerdictCard row={row} />}
          <ProcessFacts row={row} />
        </>
      )}
    </div>
  );
}
