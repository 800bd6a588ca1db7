import { type ChartData, type ChartSeries, summaryOf } from '../../../shared/picture/chart-data';
import type { ReactNode } from 'react';
import { formatClock } from '../../../shared/format';
import type { Milliseconds } from '../../../shared/units';
import { useRunFrame } from '../run-context';
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
          {summaryOf(data).map(({ series, latest, mean, peak, peakMs }) => (
            <tr key={series.key}>
              <th scope="row">
                <i className="rv-swatch" style={{ background: series.colour }} aria-hidden />
                {nameOf(series)}
              </th>
              <td>{format(latest)}</td>
              <td>{format(mean)}</td>
              <td>
                <Moment t={peakMs}>{format(peak)}</Moment>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface MomentProps {
  readonly t: Milliseconds | undefined;
  readonly children: ReactNode;
}

/** A value that leads to its moment. */
function Moment({ t, children }: MomentProps) {
  const say = useSay();
  const { replay } = useRunFrame();
  if (t === undefined || replay === undefined) return children;
  return (
    <button
      type="button"
      className="rv-moment"
      title={say('chart.toPeak', { time: formatClock(t) })}
      onClick={() => replay.seek(t)}
    >
      {children}
    </button>
  );
}
