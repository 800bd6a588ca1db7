import { memo, useMemo } from 'react';
import { useRunFrame } from '../run-context';
import { type FigureCell, figureCells } from '../../../shared/picture/figure-cells';
import { useSay } from '../words';
import { Sparkline } from './Sparkline';

/** The figures on top: what the run does now, and what it did when it is over. */
export function FiguresStrip() {
  const { snapshot } = useRunFrame();
  const cells = useMemo(() => figureCells(snapshot.model), [snapshot]);
  const say = useSay();
  return (
    <dl className="rv-figures" aria-label={say('figure.label')} tabIndex={0}>
      {cells.map((cell) => (
        <Figure key={cell.id} cell={cell} />
      ))}
    </dl>
  );
}

interface FigureProps {
  readonly cell: FigureCell;
}

const Figure = memo(function Figure({ cell }: FigureProps) {
  const say = useSay();
  const { id, value, unit, tone, curve } = cell;
  const help = say(`figure.${id}.help`);
  return (
    <div className="rv-figure" data-figure={id} title={value === undefined ? say(`figure.${id}.none`) : help}>
      <dd className={tone === 'bad' ? 'rv-figure-value rv-bad' : 'rv-figure-value'}>
        {value ?? <span className="rv-figure-none">–</span>}
        {value !== undefined && unit !== undefined && (
          <span className="rv-figure-unit">{say(`figure.unit.${unit.id}`, unit.values)}</span>
        )}
      </dd>
      <dt className="rv-figure-label">{say(`figure.${id}.label`)}</dt>
      <Sparkline points={curve} />
    </div>
  );
});
