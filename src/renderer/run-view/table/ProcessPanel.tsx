import { IconBinaryTree2 } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import type { RunModel } from '../../../shared/model/run-model';
import { useData } from '../../store/hooks';
import { type Column, comparing, nextSorting } from '../grid/columns';
import { DataTable } from '../grid/DataTable';
import { TableTools } from '../grid/TableTools';
import { useMarkedRows } from '../grid/use-marked-rows';
import { momentsOfProcess } from '../grid/row-moments';
import { usePassingOn } from '../grid/use-passing-on';
import { useRowMoment } from '../grid/use-row-moment';
import { useRunFrame, useViewState } from '../run-context';
import { parseFilter } from '../selectors/filter-language';
import { type TableRow, tableRows } from '../selectors/process-table';
import { useSay } from '../words';
import { ColumnsMenu } from './ColumnsMenu';
import { FilterBox } from './FilterBox';
import { FilterHelp } from './FilterHelp';
import { columnsOf } from './ProcessColumns';
import { useProcessKeys } from './use-process-keys';

const ALL = (): boolean => true;
const keyOf = ({ row }: TableRow): number => row.index;
const momentsOf = ({ row }: TableRow) => momentsOfProcess(row);

function emptyText({ processes, ended }: RunModel): string {
  if (processes.length > 0) return 'table.noneFits';
  return ended === undefined ? 'lane.empty' : 'lane.none';
}

/** The processes as a table: a tree that can be sorted, filtered and folded. */
export function ProcessPanel() {
  const { snapshot } = useRunFrame();
  const say = useSay();
  const span = useViewState((state) => state.span);
  const selected = useViewState((state) => state.selected);
  const select = useViewState((state) => state.select);
  const openTab = useViewState((state) => state.openTab);
  const { filter: text, sorting, isTree, folded } = useViewState((state) => state.processTable);
  const change = useViewState((state) => state.changeProcessTable);
  const chosen = useData(({ settings }) => settings.processColumns);
  const { model } = snapshot;
  const fold = useViewState((state) => state.fold);
  const columns = useMemo(() => columnsOf(chosen, { model, isTree, onFold: fold }), [chosen, model, isTree, fold]);
  const filter = useMemo(() => parseFilter(text), [text]);
  const setFilter = useCallback((filter: string) => change({ filter }), [change]);
  const sort = useCallback(
    (column: Column<TableRow>) => change({ sorting: nextSorting(sorting, column) }),
    [change, sorting],
  );
  const matches = filter.ok ? filter.matches : ALL;
  const rows = useMemo(
    () => tableRows(snapshot.model, { matches, compare: comparing(columns, sorting), isTree, folded, span }),
    [snapshot, matches, columns, sorting, isTree, folded, span],
  );
  const marks = useMarkedRows({
    rows,
    keyOf,
    cursor: selected,
    onCursor: (key) => select(typeof key === 'number' ? key : undefined),
  });
  const passingOn = usePassingOn({ name: 'processes', columns });
  const moment = useRowMoment(momentsOf);
  const current = rows[marks.place];
  const { onContextMenu, onKeyFirst } = useProcessKeys({ rows, marks, isTree, fold });
  return (
    <>
      <div className="rv-pane-tools">
        <FilterBox
          text={text}
          onChange={setFilter}
          fault={filter.ok ? undefined : say(`filter.${filter.id}`, filter.values)}
        />
        <FilterHelp onTry={setFilter} />
        <button
          type="button"
          className="rv-icon-button"
          aria-pressed={isTree}
          aria-label={say('table.tree')}
          title={say('table.tree')}
          onClick={() => change({ isTree: !isTree })}
        >
          <IconBinaryTree2 size={15} stroke={1.6} aria-hidden />
        </button>
        <ColumnsMenu />
        <TableTools
          passingOn={passingOn}
          chosen={() => marks.chosen}
          all={rows}
          moment={moment.of(current)}
          onMoment={() => moment.goTo(current)}
        />
      </div>
      <DataTable
        label={say('table.title')}
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        marks={marks}
        sorting={sorting}
        onSort={sort}
        onCopy={passingOn.copy}
        onMomentKey={moment.onKey}
        onOpen={() => openTab('verdict')}
        lookOf={({ row, depth, isContext, isOpen }) => ({
          process: row.index,
          isContext,
          ...(isTree && { level: depth + 1, isOpen }),
        })}
        isTree={isTree}
        empty={say(emptyText(model))}
        onKeyFirst={onKeyFirst}
        onContextMenu={onContextMenu}
      />
      {model.started?.lifecycle === 'polling' && (
        <p className="rv-note">{say('table.scanned', { reason: model.started.lifecycleReason ?? '–' })}</p>
      )}
    </>
  );
}
