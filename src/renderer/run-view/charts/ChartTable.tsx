import { type ChartData, type ChartSeries, summaryOf } from '../../../shared/picture/chart-data';
import { useSay } from '../words';

interface ChartTableProps {
  readonly data: ChartData;
  readonly nameOf: (series: ChartSeries) => string;
  readonly format: (value: number) => string;
  readonly caption: string;
}

/** A chart's series as numbers: the latest, the mean over time and the highest of what is shown. */
export function ChartTable({ data, nameOf, format, caption }: ChartTableProps) {
  const say = useSay();
  return (
    <div className="rv-chart-table" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('chart.series')}</th>
            <th scope="col">{say('chart.latest')}</th>
            <th scope="col">{say('chart.mean')}</th>
            <th scope="col">{say('chart.peak')}</th>
          </tr>
        </thead>
        <tbody>
          {summaryOf(data).map(({ series, latest, mean, peak }) => (
            <tr key={series.key}>
              <th scope="row">
                <i className="rv-swatch" style={{ background: series.colour }} aria-hidden />
                {nameOf(series)}
              </th>
              <td>{format(latest)}</td>
              <td>{format(mean)}</td>
              <td>{format(peak)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
