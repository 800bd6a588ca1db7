import { IconChartAreaLine, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ChartData, ChartSeries } from '../../../shared/picture/chart-data';
import { useThemeColours } from '../../marks/theme-colours';
import { PictureMenu } from '../picture/PictureMenu';
import { type Size, useSize } from '../use-size';
import { useSay } from '../words';
import type { ChartDrawing } from './chart-paint';
import { chartPicture } from './chart-picture';
import { ChartLegend } from './ChartLegend';
import { ChartTable } from './ChartTable';

interface ChartFrameProps {
  readonly title: string;
  /** Stands for the title where a person may choose another chart. */
  readonly heading?: ReactNode;
  /** Buttons beside the one for the table. */
  readonly tools?: ReactNode;
  readonly unit: string;
  /** How it is drawn, for the picture that may be saved. */
  readonly drawing: ChartDrawing;
  readonly data: ChartData;
  readonly nameOf: (series: ChartSeries) => string;
  readonly format: (value: number) => string;
  /** Said instead of a chart while there is nothing to draw. */
  readonly empty: string;
  readonly children: (size: Size) => ReactNode;
}

/** Lower than this there is no room for a picture between the axes. CSS pixels. */
const LEAST_HEIGHT = 40;

/** A chart's title, legend and room; measures it, and offers the same data as a table. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, heading, tools, unit, data, drawing, nameOf, format, empty, children } = props;
  const say = useSay();
  const [isTable, setTable] = useState(false);
  const [ref, size] = useSize();
  const isEmpty = data.series.length === 0 || data.rows.length < 2;
  const content = (room: Size | undefined): ReactNode => {
    if (isTable) return <ChartTable data={data} nameOf={nameOf} format={format} caption={title} />;
    return room !== undefined && room.height > LEAST_HEIGHT && children(room);
  };
  const colours = useThemeColours();
  const pictureOf = () =>
    chartPicture(data, drawing, {
      colours,
      words: {
        title,
        unit,
        nameOf,
        tell: ({ series, latest, mean, peak }) =>
          say('picture.series', {
            name: nameOf(series),
            latest: format(latest),
            mean: format(mean),
            peak: format(peak),
          }),
      },
    });
  const Icon = isTable ? IconChartAreaLine : IconTable;
  return (
    <section className="rv-pane rv-chart" aria-label={title}>
      <header className="rv-pane-head">
        <h2 className={heading === undefined ? undefined : 'rv-chosen'}>{heading ?? title}</h2>
        <span className="rv-dim">{unit}</span>
        {isEmpty ? <span className="rv-legend" /> : <ChartLegend series={data.series} nameOf={nameOf} />}
        {!isTable && tools}
        <PictureMenu pictureOf={pictureOf} disabled={isEmpty} />
        <button
          type="button"
          className="rv-icon-button"
          aria-pressed={isTable}
          aria-label={say(isTable ? 'chart.asChart' : 'chart.asTable')}
          title={say(isTable ? 'chart.asChart' : 'chart.asTable')}
          onClick={() => setTable(!isTable)}
        >
          <Icon size={15} stroke={1.6} aria-hidden />
        </button>
      </header>
      <div className="rv-chart-body" ref={ref}>
        {isEmpty ? <p className="rv-empty">{empty}</p> : content(size)}
      </div>
    </section>
  );
}
