import { IconBinaryTree2, IconColumns } from '@tabler/icons-react';
import { useId, useMemo, useState } from 'react';
import { hasEnded } from '../../../shared/model/process-row';
import { useRunFrame } from '../run-context';
import { parseFilter } from '../selectors/filter-language';
import { type Column, type Sorting, tableRows } from '../selectors/process-table';
import { useSay } from '../words';
import { ProcessTable } from './ProcessTable';

const ALL = (): boolean => true;

/** The processes as a table: a tree that can be sorted and filtered. */
export function ProcessPane() {
  const { snapshot } = useRunFrame();
  const say = useSay();
  const [text, setText] = useState('');
  const [sorting, setSorting] = useState<Sorting>();
  const [isTree, setTree] = useState(true);
  const [hasCounters, setCounters] = useState(false);
  const filter = useMemo(() => parseFilter(text), [text]);
  const matches = filter.ok ? filter.matches : ALL;
  const rows = useMemo(
    () => tableRows(snapshot.model, { matches, sorting, isTree }),
    [snapshot, matches, sorting, isTree],
  );
  const { processes } = snapshot.model;
  const running = processes.reduce((count, row) => count + (hasEnded(row) ? 0 : 1), 0);
  return (
    <section className="rv-pane rv-processes" aria-label={say('table.title')}>
      <header className="rv-pane-head">
        <h2>{say('table.title')}</h2>
        <span className="rv-dim">{say('table.count', { count: processes.length, running })}</span>
        <span className="rv-spring" />
        <FilterBox
          text={text}
          onChange={setText}
          fault={filter.ok ? undefined : say(`filter.${filter.id}`, filter.values)}
        />
        <button
          type="button"
          className="rv-icon-button"
          aria-pressed={hasCounters}
          aria-label={say('table.counters')}
          title={say('table.counters')}
          onClick={() => setCounters(!hasCounters)}
        >
          <IconColumns size={15} stroke={1.6} aria-hidden />
        </button>
        <button
          type="button"
          className="rv-icon-button"
          aria-pressed={isTree}
          aria-label={say('table.tree')}
          title={say('table.tree')}
          onClick={() => setTree(!isTree)}
        >
          <IconBinaryTree2 size={15} stroke={1.6} aria-hidden />
        </button>
      </header>
      <ProcessTable
        rows={rows}
        sorting={sorting}
        onSort={(column) => setSorting((known) => nextSorting(known, column))}
        isTree={isTree}
        hasCounters={hasCounters}
        empty={say(processes.length === 0 ? 'lane.empty' : 'table.noneFits')}
      />
    </section>
  );
}

/** Text columns rise first, numbers fall first; the third click gives the order of start back. */
function nextSorting(known: Sorting | undefined, column: Column): Sorting | undefined {
  const first = !['name', 'state', 'exit', 'pid'].includes(column);
  if (known?.column !== column) return { column, isDescending: first };
  return known.isDescending === first ? { column, isDescending: !first } : undefined;
}

interface FilterBoxProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** What is wrong with the text, in words. */
  readonly fault: string | undefined;
}

function FilterBox({ text, onChange, fault }: FilterBoxProps) {
  const say = useSay();
  const id = useId();
  return (
    <span className="rv-filter">
      <input
        type="search"
        className="rv-input rv-mono"
        value={text}
        placeholder="cpu>50 name:worker"
        spellCheck={false}
        aria-label={say('filter.label')}
        aria-invalid={fault !== undefined}
        aria-describedby={id}
        title={say('filter.help')}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('');
        }}
      />
      <span id={id} className={fault === undefined ? 'rv-sr-only' : 'rv-filter-fault'} role="status">
        {fault ?? say('filter.help')}
      </span>
    </span>
  );
}
