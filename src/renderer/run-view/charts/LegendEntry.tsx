import type { ChartSeries } from '../../../shared/picture/chart-data';
import { ProcessMark } from '../../marks/ProcessMark';
import { useViewState } from '../run-context';

interface LegendEntryProps {
  readonly one: ChartSeries;
  readonly name: string;
}

/** One series by its mark and name; one of a process selects it. */
export function LegendEntry({ one, name }: LegendEntryProps) {
  if (one.index !== undefined) return <Chooser name={name} index={one.index} />;
  return (
    <span className="rv-legend-entry">
      <i className="rv-swatch" style={{ background: one.colour }} aria-hidden />
      <span className="rv-cut">{name}</span>
    </span>
  );
}

function Chooser({ name, index }: { readonly name: string; readonly index: number }) {
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
      <span className="rv-cut">{name}</span>
    </button>
  );
}
