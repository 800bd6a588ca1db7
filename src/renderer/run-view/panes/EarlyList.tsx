import { useMemo } from 'react';
import { IconCircleCheck } from '@tabler/icons-react';
import { formatClock } from '../../../shared/format';
import type { ProcessRow } from '../../../shared/model/process-row';
import { hasEnded } from '../../../shared/model/process-row';
import { ProcessMark } from '../../marks/ProcessMark';
import { exitText } from '../exit-text';
import { useRunFrame, useViewState } from '../run-context';
import { endedEarlyOf, exitOf } from '../../../shared/picture/exit';
import { ExitIcon } from '../table/ExitIcon';
import { useSay } from '../words';

/** Ends shown; the table's filter `exit:error` has them all. */
const MAX_SHOWN = 200;

interface EarlyListProps {
  /** Nothing else needs a look. */
  readonly isWell: boolean;
}

/** The processes whose end needs a look, or that there are none. */
export function EarlyList({ isWell }: EarlyListProps) {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const early = useMemo(() => endedEarlyOf(snapshot.model), [snapshot]);
  if (early.length === 0) return isWell ? <AllWell /> : null;
  return (
    <>
      <h3 className="rv-card-title">{say('early.title', { count: early.length })}</h3>
      <p className="rv-dim">{say('early.hint')}</p>
      <ul className="rv-early">
        {early.slice(0, MAX_SHOWN).map((row) => (
          <EarlyEntry key={row.index} row={row} />
        ))}
      </ul>
      {early.length > MAX_SHOWN && <p className="rv-dim">{say('early.more', { count: early.length - MAX_SHOWN })}</p>}
    </>
  );
}

interface EarlyEntryProps {
  readonly row: ProcessRow;
}

function EarlyEntry({ row }: EarlyEntryProps) {
  const say = useSay();
  const select = useViewState((state) => state.select);
  const exit = exitOf(row);
  if (exit === undefined || row.verdict === undefined) return null;
  const { title } = row.verdict;
  return (
    <li>
      <button type="button" className="rv-early-entry" onClick={() => select(row.index)}>
        <span className="rv-early-head">
          <ProcessMark index={row.index} />
          <b>{row.name}</b>
          <span className="rv-bad">
            <ExitIcon tone={exit.tone} /> {exitText(exit, say)}
          </span>
          <span className="rv-spring" />
          <span className="rv-mono rv-dim">{formatClock(row.exitedMs ?? 0)}</span>
        </span>
        <span className="rv-dim">{say(`verdict:${title.id}`, title.values)}</span>
      </button>
    </li>
  );
}

function AllWell() {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const { processes, ended } = snapshot.model;
  const open = processes.filter((row) => !hasEnded(row)).length;
  const id =
    processes.length === 0 ? (ended === undefined ? 'none' : 'noneOver') : ended === undefined ? 'running' : 'over';
  return (
    <div className="rv-well">
      <IconCircleCheck size={22} stroke={1.5} aria-hidden />
      <p>{say(`well.${id}`, { count: processes.length, open, ended: processes.length - open })}</p>
      <p className="rv-dim">{say('well.hint')}</p>
    </div>
  );
}
