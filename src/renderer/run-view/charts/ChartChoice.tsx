import { memo } from 'react';
import { type ChartName, chartNames } from '../view-store';
import { useSay } from '../words';

interface ChartChoiceProps {
  /** What is shown. */
  readonly now: ChartName;
  readonly onChoose: (name: ChartName) => void;
}

/** Chooses what a chart's pane shows; stands in place of its title. */
export const ChartChoice = memo(function ChartChoice({ now, onChoose }: ChartChoiceProps) {
  const say = useSay();
  return (
    <select
      className="rv-choice"
      value={now}
      aria-label={say('chart.choose')}
      title={say('chart.choose')}
      onChange={(event) => {
        const found = chartNames.find((one) => one === event.currentTarget.value);
        if (found !== undefined) onChoose(found);
      }}
    >
      {chartNames.map((one) => (
        <option key={one} value={one}>
          {say(`chart.${one}`)}
        </option>
      ))}
    </select>
  );
});
