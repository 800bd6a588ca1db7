import { IconChartAreaLine, IconTable } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { timeOfPixel } from '../../../shared/picture/time-window';
import { InTurn, REST } from '../InTurn';
import { PictureMenu } from '../picture/PictureMenu';
import { useRunFrame, useViewState } from '../run-context';
import { laneRows } from '../selectors/lane-rows';
import { useSize } from '../use-size';
import { useSay } from '../words';
import { LaneLegend } from './LaneLegend';
import { LanesCanvas } from './LanesCanvas';
import { LaneTable } from './LaneTable';
import { LaneTools } from './LaneTools';
import { useLanesPicture } from './use-lanes-picture';

/** Height of the time axis below the lanes. CSS pixels. */
const AXIS_HEIGHT = 22;
const LEAST_ROW = 23;
const MOST_ROW = 38;

interface LanesPaneProps {
  /** Without tools, where there is room for a picture alone. */
  readonly isBare?: boolean;
}

/**
 * Every process over time: what it did, what it waited for, how it ended and who joined it.
 *
 * A live run is drawn again once what is new is as wide as a pixel: sooner nothing could be seen of it.
 */
export function LanesPane({ isBare = false }: LanesPaneProps) {
  const { window } = useRunFrame();
  return (
    <InTurn isPicture rest={Math.min(REST, timeOfPixel(window))}>
      {isBare ? bareLanes : lanes}
    </InTurn>
  );
}

function Lanes({ isBare }: Required<LanesPaneProps>) {
  const { snapshot } = useRunFrame();
  const say = useSay();
  const [ref, size] = useSize();
  const field = useRef<HTMLInputElement>(null);
  const [isTable, setTable] = useState(false);
  const { sort, group, foldedGroups } = useViewState((state) => state.lanes);
  const folded = useViewState((state) => state.processTable.folded);
  const order = useMemo(
    () => laneRows(snapshot.model, { sort, group, foldedGroups }, folded),
    [snapshot, sort, group, foldedGroups, folded],
  );
  const search = useCallback(() => field.current?.focus(), []);
  const tasks = useMemo(
    () => [...snapshot.model.pools.values()].reduce((sum, pool) => sum + pool.finished + pool.failed + pool.lost, 0),
    [snapshot],
  );
  const count = snapshot.model.processes.length;
  const isDrawn = count > 0 && size !== undefined && size.height > AXIS_HEIGHT + LEAST_ROW;
  const pictureOf = useLanesPicture(order);
  return (
    <section className="rv-pane rv-lanes" aria-label={say('lane.title')}>
      <header className="rv-pane-head">
        <h2>{say('lane.title')}</h2>
        <span className="rv-dim rv-lane-count">
          {say('lane.processes', { count })}
          {tasks > 0 && ` · ${say('lane.tasks', { count: tasks })}`}
        </span>
        <LaneLegend />
        {!isBare && (
          <>
            <LaneTools field={field} />
            <PictureMenu pictureOf={pictureOf} disabled={count === 0} />
            <TableButton isTable={isTable} onToggle={() => setTable(!isTable)} />
          </>
        )}
      </header>
      <div className="rv-lanes-body" ref={ref}>
        {count === 0 && (
          <p className="rv-empty">{say(snapshot.model.ended === undefined ? 'lane.empty' : 'lane.none')}</p>
        )}
        {count > 0 && isTable && (
          <div className="rv-table-panel rv-lane-table">
            <LaneTable rows={order} />
          </div>
        )}
        {isDrawn && !isTable && (
          <LanesCanvas
            order={order}
            size={size}
            axisHeight={AXIS_HEIGHT}
            rowHeight={rowHeightOf(size.height - AXIS_HEIGHT, order.length)}
            onSearch={isBare ? undefined : search}
          />
        )}
      </div>
    </section>
  );
}

interface TableButtonProps {
  readonly isTable: boolean;
  readonly onToggle: () => void;
}

function TableButton({ isTable, onToggle }: TableButtonProps) {
  const say = useSay();
  const label = say(isTable ? 'chart.asChart' : 'chart.asTable');
  const Icon = isTable ? IconChartAreaLine : IconTable;
  return (
    <button
      type="button"
      className="rv-icon-button"
      aria-pressed={isTable}
      aria-label={label}
      title={label}
      onClick={onToggle}
    >
      <Icon size={15} stroke={1.6} aria-hidden />
    </button>
  );
}

/** Made once, so that they are drawn in their turn alone. */
const lanes = <Lanes isBare={false} />;
const bareLanes = <Lanes isBare />;

/** Few processes get more room each, many stay readable and scroll. */
function rowHeightOf(room: number, count: number): number {
  return Math.min(Math.max(Math.floor(room / count), LEAST_ROW), MOST_ROW);
}
