import { formatBytes, formatDuration } from '../../../shared/format';
import type { ProcessRow } from '../../../shared/model/process-row';
import { ProcessMark } from '../../marks/ProcessMark';
import { exitText, statusText } from '../exit-text';
import { useRunFrame } from '../run-context';
import { exitOf, isUnjoined } from '../../../shared/picture/exit';
import { stateOf } from '../selectors/process-state';
import { rssOf, type TableRow, tasksOf } from '../selectors/process-table';
import { useSay } from '../words';
import { CounterCells } from './CounterCells';
import { ExitIcon } from './ExitIcon';

interface ProcessTableRowProps {
  readonly id: string;
  readonly one: TableRow;
  readonly place: number;
  readonly isTree: boolean;
  readonly hasCounters: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (index: number) => void;
}

const INDENT = 14;
const MAX_DEPTH = 6;
const ROW_HEIGHT = 26;

/** One process. Not memoised: its row changes in place. */
export function ProcessTableRow({ id, one, place, isTree, hasCounters, isSelected, onSelect }: ProcessTableRowProps) {
  const { row, depth, isContext } = one;
  return (
    <div
      id={id}
      role="row"
      className="rv-row"
      data-context={isContext || undefined}
      data-process={row.index}
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      aria-level={isTree ? depth + 1 : undefined}
      style={{ transform: `translateY(${place * ROW_HEIGHT}px)` }}
      onClick={() => onSelect(row.index)}
    >
      <div role="rowheader" className="rv-cell rv-cell-name" title={(row.argv ?? [row.name]).join(' ')}>
        <span style={{ paddingInlineStart: Math.min(depth, MAX_DEPTH) * INDENT }} />
        <ProcessMark index={row.index} />
        <span className="rv-cut">{row.name}</span>
      </div>
      <div role="gridcell" className="rv-cell rv-cell-pid" data-testid="pid">
        {row.pid}
      </div>
      <StateCell row={row} />
      <div role="gridcell" className="rv-cell rv-cell-cpu">
        {row.cpu === undefined ? '–' : row.cpu.toFixed(1)}
      </div>
      <div role="gridcell" className="rv-cell rv-cell-cpuTime">
        {row.cpuMs === undefined ? '–' : formatDuration(row.cpuMs)}
      </div>
      <div role="gridcell" className="rv-cell rv-cell-rss">
        {sizeText(rssOf(row))}
      </div>
      <div role="gridcell" className="rv-cell rv-cell-threads">
        {row.exitedMs !== undefined ? '–' : (row.threads ?? '–')}
      </div>
      {hasCounters && <CounterCells row={row} />}
      <div role="gridcell" className="rv-cell rv-cell-tasks">
        {tasksOf(row) === 0 ? '–' : tasksOf(row)}
      </div>
      <ExitCell row={row} />
    </div>
  );
}

const sizeText = (bytes: number | undefined): string => (bytes === undefined ? '–' : formatBytes(bytes));

interface CellProps {
  readonly row: ProcessRow;
}

function StateCell({ row }: CellProps) {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const isOpen = isUnjoined(snapshot.model, row);
  const state = isOpen ? 'unjoined' : stateOf(row);
  return (
    <div role="gridcell" className={isOpen ? 'rv-cell rv-cell-state rv-warn' : 'rv-cell rv-cell-state'}>
      {say(`state.${state}`)}
    </div>
  );
}

function ExitCell({ row }: CellProps) {
  const say = useSay();
  const exit = exitOf(row);
  if (exit === undefined) return <div role="gridcell" className="rv-cell rv-cell-exit" />;
  return (
    <div role="gridcell" className="rv-cell rv-cell-exit" data-tone={exit.tone} title={exitText(exit, say)}>
      <ExitIcon tone={exit.tone} />
      {statusText(exit, say)}
    </div>
  );
}
