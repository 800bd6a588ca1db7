import { ProcessMark } from '../../marks/ProcessMark';
import { useViewState } from '../run-context';
import type { ChartSeries } from '../../../shared/picture/chart-data';

interface ChartLegendProps {
  readonly series: readonly ChartSeries[];
  readonly nameOf: (series: ChartSeries) => string;
}

/** The series by name; one of a process selects it. */
export function ChartLegend({ series, nameOf }: ChartLegendProps) {
  return (
    <ul className="rv-legend">
      {series.map((one) => (
        <li key={one.key}>
          {one.index === undefined ? (
            <Plain one={one} nameOf={nameOf} />
          ) : (
            <Chooser one={one} nameOf={nameOf} index={one.index} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface EntryProps {
  readonly one: ChartSeries;
  readonly nameOf: (series: ChartSeries) => string;
}

function Plain({ one, nameOf }: EntryProps) {
  return (
    <span className="rv-legend-entry">
      <i className="rv-swatch" style={{ background: one.colour }} aria-hidden />
      <span className="rv-cut">{nameOf(one)}</span>
    </span>
  );
}

function Chooser({ one, nameOf, index }: EntryProps & { readonly index: number }) {
  const select = useViewState((state) => state.select);
  const isSelected = useViewState((state) => state.selected === index);
  return (
    <button
      type="button"
      className="rv-legend-entry"
      aria-pressed={isSelected}
      onClick={() => select(isSelected ? undefined : index)}
    >
      <ProcessMark index={index} />
      <span className="rv-cut">{nameOf(one)}</span>
    </button>
  );
}
