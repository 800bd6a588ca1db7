import type { ChartSeries } from '../../../shared/picture/chart-data';
import { LegendEntry } from './LegendEntry';
import { LegendMenu } from './LegendMenu';
import { useRoomInLine } from './use-room-in-line';

interface ChartLegendProps {
  readonly series: readonly ChartSeries[];
  readonly nameOf: (series: ChartSeries) => string;
}

/** The series by name, as many as one line holds, and how many more there are: that opens the list of all. */
export function ChartLegend({ series, nameOf }: ChartLegendProps) {
  // A live run makes the series anew ten times a second; their names seldom change.
  const names = series.map((one) => `${one.key} ${nameOf(one)}`).join('\n');
  const [ref, room] = useRoomInLine(names);
  const hidden = Math.max(0, series.length - room);
  return (
    <>
      <ul className="rv-legend" ref={ref}>
        {series.map((one, place) => (
          <li key={one.key} className={place < room ? undefined : 'rv-legend-off'}>
            <LegendEntry one={one} name={nameOf(one)} />
          </li>
        ))}
      </ul>
      {hidden > 0 && <LegendMenu series={series} nameOf={nameOf} hidden={hidden} />}
    </>
  );
}
