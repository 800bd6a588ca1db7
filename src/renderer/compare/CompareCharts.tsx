import { useCallback, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type ComparableRun, type CurveName, curveNames } from '../../shared/compare/comparable-run';
import { commonTimeOf, comparisonChart } from '../../shared/compare/comparison-chart';
import { RunModel } from '../../shared/model/run-model';
import { type ChartSeries, peakOf } from '../../shared/picture/chart-data';
import { windowOf } from '../../shared/picture/time-window';
import type { Milliseconds } from '../../shared/units';
import { ChartFrame } from '../run-view/charts/ChartFrame';
import { ChartOverlay } from '../run-view/charts/ChartOverlay';
import { type ChartKind, chartKinds } from '../run-view/charts/charts';
import { TimeChart } from '../run-view/charts/TimeChart';
import { RunContext, type RunFrame, useRunFrame } from '../run-view/run-context';
import { viewStoreOf } from '../run-view/view-store';
import { useSay } from '../run-view/words';
import '../run-view/run-view.css';
import { useReportWords } from './use-report-words';

/** How values are written: as in the charts of one run. */
const KINDS: Readonly<Record<CurveName, ChartKind>> = {
  cpu: chartKinds.cpu,
  memory: chartKinds.memory,
  throughput: chartKinds.throughput,
  queued: chartKinds.depth,
};
/** The curves of all runs over one time, each from its own begin; zoom and crosshair are common to all. */
export function CompareCharts({ runs }: { readonly runs: readonly ComparableRun[] }) {
  const frame = useCommonFrame(commonTimeOf(runs));
  const shown = curveNames.filter((name) => runs.some(({ curves }) => curves[name].length > 1));
  return (
    <RunContext value={frame}>
      <div className="rv compare-charts">
        {shown.map((name) => (
          <CompareChart key={name} runs={runs} name={name} />
        ))}
      </div>
    </RunContext>
  );
}

/** The frame of a run in which nothing happens, as long as the longest: what the parts of a chart ask for. */
function useCommonFrame(time: Milliseconds): RunFrame {
  const [model] = useState(() => new RunModel());
  const store = viewStoreOf(model);
  const view = useStore(store, (state) => state.view);
  return useMemo(() => {
    model.now = time;
    const snapshot = { model, revision: time, isLive: false };
    return { store, snapshot, whole: snapshot, replay: undefined, view, window: windowOf(view, time) };
  }, [model, store, time, view]);
}

const labelOf = ({ name }: ChartSeries): string => name;
const NO_GAPS: readonly [] = [];

function CompareChart({ runs, name }: { readonly runs: readonly ComparableRun[]; readonly name: CurveName }) {
  const say = useSay();
  const words = useReportWords();
  const { window } = useRunFrame();
  const { unit, leastPeak, format, ticksOf, formatTick } = KINDS[name];
  const data = useMemo(() => comparisonChart(runs, name, window), [runs, name, window]);
  const said = useCallback((value: number) => format(value, say), [format, say]);
  const peak = Math.max(leastPeak, peakOf(data, false));
  return (
    <ChartFrame
      title={words(name)}
      unit={say(`chart.${unit}`)}
      drawing={{ window, gaps: NO_GAPS, shape: 'lines', peak, ticksOf, formatTick }}
      data={data}
      nameOf={labelOf}
      format={said}
      empty={words(name)}
    >
      {(size) => (
        <>
          <TimeChart
            data={data}
            window={window}
            gaps={NO_GAPS}
            size={size}
            shape="lines"
            peak={peak}
            ticksOf={ticksOf}
            formatTick={formatTick}
            nameOf={labelOf}
          />
          <ChartOverlay label={words(`${name}Label`)} data={data} size={size} nameOf={labelOf} format={said} />
        </>
      )}
    </ChartFrame>
  );
}
