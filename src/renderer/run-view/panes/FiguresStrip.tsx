import { Tooltip } from '@mantine/core';
import { createContext, memo, useContext, useMemo } from 'react';
import { type FigureCell, figureCells } from '../../../shared/picture/figure-cells';
import { useRunFrame, useViewState } from '../run-context';
import type { ChartName } from '../view-store';
import { useSay } from '../words';
import { Sparkline } from './Sparkline';

/** The chart that shows a figure over time: a press on the figure brings it there. */
const CHARTS: Readonly<Partial<Record<string, ChartName>>> = {
  cores: 'cpu',
  efficiency: 'cpu',
  queued: 'depth',
  inFlight: 'depth',
  utilisation: 'depth',
  tasks: 'throughput',
  run: 'latency',
  wait: 'latency',
  coreWait: 'coreWait',
  runnable: 'host',
};

/** The figures on top: what the run does now, what it did when it is over, or what it did in the selected span. */
export function FiguresStrip() {
  const { snapshot } = useRunFrame();
  const span = useViewState((state) => state.span);
  const cells = useMemo(() => figureCells(snapshot.model, span), [snapshot, span]);
  const say = useSay();
  return (
    <CellsContext value={cells}>
      <ul className="rv-figures" aria-label={say(span === undefined ? 'figure.label' : 'figure.spanLabel')}>
        {cells.map(({ id }, place) => (
          <li key={id} data-figure={id}>
            <Figure id={id} place={place} />
          </li>
        ))}
      </ul>
    </CellsContext>
  );
}

/** What the figures say: a live run changes that and nothing else of them. */
const CellsContext = createContext<readonly FigureCell[]>([]);

interface FigureProps {
  readonly id: string;
  readonly place: number;
}

const Figure = memo(function Figure({ id, place }: FigureProps) {
  const showSecond = useViewState((state) => state.showSecond);
  const openTab = useViewState((state) => state.openTab);
  const chart = CHARTS[id];
  return (
    <Tooltip
      multiline
      w={320}
      label={<Explanation place={place} />}
      events={{ hover: true, focus: true, touch: true }}
      openDelay={350}
      classNames={{ tooltip: 'rv-explanation' }}
    >
      <button
        type="button"
        className="rv-figure"
        onClick={() => {
          if (chart !== undefined) showSecond(chart);
          else if (id === 'early') openTab('verdict');
        }}
      >
        <FigureValue place={place} />
      </button>
    </Tooltip>
  );
});

interface PlaceProps {
  readonly place: number;
}

function FigureValue({ place }: PlaceProps) {
  const say = useSay();
  const cell = useContext(CellsContext)[place];
  if (cell === undefined) return null;
  const { id, value, unit, tone, curve } = cell;
  return (
    <>
      <span className={tone === 'bad' ? 'rv-figure-value rv-bad' : 'rv-figure-value'}>
        {value ?? <span className="rv-figure-none">–</span>}
        {value !== undefined && unit !== undefined && (
          <span className="rv-figure-unit">{say(`figure.unit.${unit.id}`, unit.values)}</span>
        )}
      </span>
      <span className="rv-figure-label">{say(`figure.${id}.label`)}</span>
      <Sparkline points={curve} />
    </>
  );
}

/** What it means, how it is computed, who told it; or why it is not known. */
function Explanation({ place }: PlaceProps) {
  const say = useSay();
  const cell = useContext(CellsContext)[place];
  if (cell === undefined) return null;
  const { id, value, parts } = cell;
  return (
    <>
      <b>{say(`figure.${id}.label`)}</b>
      <p>{say(`figure.${id}.help`)}</p>
      {parts.map((part) => (
        <p key={part.id} className="rv-bad">
          {part.values['count']} × {say(part.id)}
        </p>
      ))}
      <p className="rv-mono">{say(`figure.${id}.formula`)}</p>
      <p className="rv-dim">{say('figure.source', { source: say(`figure.${id}.source`) })}</p>
      {value === undefined && <p className="rv-warn">{say(`figure.${id}.none`)}</p>}
    </>
  );
}
