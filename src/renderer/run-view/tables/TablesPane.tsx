import { type KeyboardEvent, useId } from 'react';
import { useRunFrame, useViewState } from '../run-context';
import { tableCounts } from '../selectors/table-counts';
import { ProcessPanel } from '../table/ProcessPanel';
import { tableTabs } from '../view-store';
import { useSay } from '../words';
import { LocksPanel } from './LocksPanel';
import { QueuesPanel } from './QueuesPanel';
import { TasksPanel } from './TasksPanel';
import { WaitsPanel } from './WaitsPanel';
import './tables.css';

const PANELS = {
  processes: ProcessPanel,
  tasks: TasksPanel,
  queues: QueuesPanel,
  locks: LocksPanel,
  waits: WaitsPanel,
} as const;

/** What a run is made of, as tables: processes, tasks, queues, locks, and who waits for what. */
export function TablesPane() {
  const say = useSay();
  const id = useId();
  const { model } = useRunFrame().snapshot;
  const table = useViewState((state) => state.table);
  const openTable = useViewState((state) => state.openTable);
  const Panel = PANELS[table];
  const counts = tableCounts(model);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const next = tableTabs[(tableTabs.indexOf(table) + step + tableTabs.length) % tableTabs.length] ?? table;
    openTable(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <section className="rv-pane rv-tables" aria-label={say('tables.title')}>
      <div className="rv-tabs" role="tablist" aria-label={say('tables.title')} onKeyDown={onKeyDown}>
        {tableTabs.map((name) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            aria-selected={table === name}
            aria-controls={`${id}-panel`}
            tabIndex={table === name ? 0 : -1}
            title={say(`tables.${name}Help`)}
            onClick={() => openTable(name)}
          >
            {say(`tables.${name}`)}
            {counts[name] > 0 && <span className="rv-count">{counts[name]}</span>}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} className="rv-table-panel" role="tabpanel" aria-labelledby={`${id}-${table}`}>
        <Panel />
      </div>
    </section>
  );
}
