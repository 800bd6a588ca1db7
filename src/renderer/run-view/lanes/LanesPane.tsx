import { useMemo } from 'react';
import { timeOfPixel } from '../../../shared/picture/time-window';
import { InTurn, REST } from '../InTurn';
import { useRunFrame } from '../run-context';
import { treeOf } from '../../../shared/picture/process-tree';
import { useSize } from '../use-size';
import { useSay } from '../words';
import { LaneLegend } from './LaneLegend';
import { LanesCanvas } from './LanesCanvas';

/** Height of the time axis below the lanes. CSS pixels. */
const AXIS_HEIGHT = 22;
const LEAST_ROW = 23;
const MOST_ROW = 38;

/**
 * Every process over time: what it did, what it waited for, how it ended and who joined it.
 *
 * A live run is drawn again once what is new is as wide as a pixel: sooner nothing could be seen of it.
 */
export function LanesPane() {
  const { window } = useRunFrame();
  return <InTurn rest={Math.min(REST, timeOfPixel(window))}>{lanes}</InTurn>;
}

function Lanes() {
  const { snapshot } = useRunFrame();
  const say = useSay();
  const [ref, size] = useSize();
  const order = useMemo(() => treeOf(snapshot.model.processes), [snapshot]);
  const tasks = useMemo(
    () => [...snapshot.model.pools.values()].reduce((sum, pool) => sum + pool.finished + pool.failed + pool.lost, 0),
    [snapshot],
  );
  const count = order.length;
  return (
    <section className="rv-pane rv-lanes" aria-label={say('lane.title')}>
      <header className="rv-pane-head">
        <h2>{say('lane.title')}</h2>
        <span className="rv-dim">
          {say('lane.processes', { count })}
          {tasks > 0 && ` · ${say('lane.tasks', { count: tasks })}`}
        </span>
        <LaneLegend />
      </header>
      <div className="rv-lanes-body" ref={ref}>
        {count === 0 && <p className="rv-empty">{say('lane.empty')}</p>}
        {count > 0 && size !== undefined && size.height > AXIS_HEIGHT + LEAST_ROW && (
          <LanesCanvas
            order={order}
            size={size}
            axisHeight={AXIS_HEIGHT}
            rowHeight={rowHeightOf(size.height - AXIS_HEIGHT, count)}
          />
        )}
      </div>
    </section>
  );
}

/** Made once, so that it is drawn in its turn alone. */
const lanes = <Lanes />;

/** Few processes get more room each, many stay readable and scroll. */
function rowHeightOf(room: number, count: number): number {
  return Math.min(Math.max(Math.floor(room / count), LEAST_ROW), MOST_ROW);
}
