import { useViewState } from '../run-context';
import { type SecondChart, secondCharts } from '../view-store';
import { useSay } from '../words';

interface SecondChoiceProps {
  /** What is shown. */
  readonly now: SecondChart;
}

/** Chooses what the second chart shows. */
export function SecondChoice({ now }: SecondChoiceProps) {
  const say = useSay();
  const showSecond = useViewState((state) => state.showSecond);
  return (
    <select
      className="rv-choice"
      value={now}
      aria-label={say('chart.choose')}
      title={say('chart.choose')}
      onChange={(event) => {
        const found = secondCharts.find((one) => one === event.currentTarget.value);
        if (found !== undefined) showSecond(found);
      }}
    >
      {secondCharts.map((one) => (
        <option key={one} value={one}>
          {say(`chart.${one}`)}
        </option>
      ))}
    </select>
  );
}
