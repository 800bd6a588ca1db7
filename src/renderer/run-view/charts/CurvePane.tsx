import { useCallback, useMemo, useState } from 'react';
import { withoutGaps } from '../../../shared/picture/chart-gaps';
import { MAX_POINTS, peakOf } from '../../../shared/picture/chart-data';
import { useRunFrame } from '../run-context';
import type { ChartName } from '../view-store';
import { useSay } from '../words';
import { ChartChoice } from './ChartChoice';
import { ChartFrame } from './ChartFrame';
import { ChartOverlay } from './ChartOverlay';
import { chartKinds } from './charts';
import type { ChartShape } from './chart-paint';
import { ShapeChoice } from './ShapeChoice';
import { TimeChart } from './TimeChart';
import { useSeriesName } from './use-series-name';

interface CurvePaneProps {
  readonly name: ChartName;
  readonly onChoose: (name: ChartName) => void;
}

/** A pane with curves over time. */
export function CurvePane({ name, onChoose }: CurvePaneProps) {
  const say = useSay();
  const { snapshot, window } = useRunFrame();
  const nameOf = useSeriesName();
  const { select, shapes, leastPeak, unit, format, ticksOf, formatTick } = chartKinds[name];
  const [chosen, setChosen] = useState<ChartShape>();
  const shape = shapes.find((one) => one === chosen) ?? shapes[0];
  const { model, isLive } = snapshot;
  const data = useMemo(
    () => withoutGaps(select(model, { window, most: MAX_POINTS }), model, window),
    // The model changes in place; its snapshot tells when.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [select, snapshot, window],
  );
  const peak = useMemo(() => Math.max(leastPeak, peakOf(data, shape === 'stack')), [data, leastPeak, shape]);
  const said = useCallback((value: number) => format(value, say), [format, say]);
  const empty = say(`chart.${name}${isLive || !HAS_NONE.has(name) ? 'Soon' : 'None'}`);
  return (
    <ChartFrame
      title={say(`chart.${name}`)}
      heading={<ChartChoice now={name} onChoose={onChoose} />}
      tools={<ShapeChoice shapes={shapes} now={shape} onChoose={setChosen} />}
      unit={say(`chart.${unit}`)}
      drawing={{ window, gaps: model.gaps, shape, peak, ticksOf, formatTick }}
      format={said}
      empty={empty}
      data={data}
      nameOf={nameOf}
    >
      {(size) => (
        <>
          <TimeChart
            data={data}
            window={window}
            gaps={model.gaps}
            size={size}
            shape={shape}
            peak={peak}
            ticksOf={ticksOf}
            formatTick={formatTick}
            nameOf={nameOf}
          />
          <ChartOverlay label={say(`chart.${name}Label`)} data={data} size={size} nameOf={nameOf} format={said} />
        </>
      )}
    </ChartFrame>
  );
}

/** Charts that have a word of their own for a run that is over without a value. */
const HAS_NONE: ReadonlySet<ChartName> = new Set(['cpu', 'memory', 'host']);
