/** What each chart shows: its data, its unit, how its values are written. */
import { formatBytes, formatDuration, significant } from '../../../shared/format';
import type { RunModel } from '../../../shared/model/run-model';
import type { ChartData } from '../../../shared/picture/chart-data';
import { selectCoresChart } from '../../../shared/picture/cores-chart';
import { selectDepthChart } from '../../../shared/picture/depth-chart';
import { selectHostChart } from '../../../shared/picture/host-chart';
import { type ChartLimits, selectCpuChart, selectMemoryChart } from '../../../shared/picture/process-chart';
import { selectLatencyChart, selectThroughputChart } from '../../../shared/picture/task-charts';
import { axisBytes, axisNumber, countTicks, valueTicks } from '../../../shared/picture/ticks';
import { selectCoreWaitChart, selectWaitsChart } from '../../../shared/picture/wait-charts';
import type { ChartName } from '../view-store';
import type { Say } from '../words';
import type { ChartShape } from './chart-paint';

export interface ChartKind {
  /** Key below `chart.` of the locales: of what an axis counts. */
  readonly unit: string;
  readonly select: (model: RunModel, limits: ChartLimits) => ChartData;
  /** The first is the one to begin with. */
  readonly shapes: readonly [ChartShape, ...ChartShape[]];
  /** The axis reaches at least so far. */
  readonly leastPeak: number;
  readonly format: (value: number, say: Say) => string;
  readonly ticksOf: (peak: number, most: number) => readonly number[];
  readonly formatTick: (value: number) => string;
}

const BY_PROCESS = ['stack', 'lines', 'multiples'] as const;

export const chartKinds: Readonly<Record<ChartName, ChartKind>> = {
  cpu: {
    unit: 'cores',
    select: selectCpuChart,
    shapes: BY_PROCESS,
    leastPeak: 1,
    format: (value, say) => say('chart.coresValue', { value: significant(value) }),
    ticksOf: valueTicks,
    formatTick: axisNumber,
  },
  memory: {
    unit: 'memoryUnit',
    select: selectMemoryChart,
    shapes: BY_PROCESS,
    // Below this a process is not looked at for its memory.
    leastPeak: 1e6,
    format: formatBytes,
    ticksOf: valueTicks,
    formatTick: axisBytes,
  },
  depth: {
    unit: 'items',
    select: selectDepthChart,
    shapes: ['steps'],
    leastPeak: 0,
    format: axisNumber,
    ticksOf: countTicks,
    formatTick: axisNumber,
  },
  throughput: {
    unit: 'throughputUnit',
    select: selectThroughputChart,
    shapes: ['steps'],
    leastPeak: 1,
    format: (value, say) => say('chart.perSecond', { value: significant(value) }),
    ticksOf: valueTicks,
    formatTick: axisNumber,
  },
  latency: {
    unit: 'latencyUnit',
    select: selectLatencyChart,
    shapes: ['lines'],
    leastPeak: 0,
    format: formatDuration,
    ticksOf: valueTicks,
    formatTick: (value) => (value === 0 ? '0' : formatDuration(value)),
  },
  host: {
    unit: 'cores',
    select: selectHostChart,
    shapes: ['steps'],
    leastPeak: 1,
    format: axisNumber,
    ticksOf: valueTicks,
    formatTick: axisNumber,
  },
  waits: {
    unit: 'waitsUnit',
    select: selectWaitsChart,
    shapes: ['stack', 'lines'],
    leastPeak: 1,
    format: axisNumber,
    ticksOf: countTicks,
    formatTick: axisNumber,
  },
  coreWait: {
    unit: 'coreWaitUnit',
    select: selectCoreWaitChart,
    shapes: ['lines'],
    leastPeak: 0.1,
    format: (value, say) => say('chart.coreWaitValue', { value: significant(value) }),
    ticksOf: valueTicks,
    formatTick: axisNumber,
  },
  perCore: {
    unit: 'perCoreUnit',
    select: selectCoresChart,
    shapes: ['multiples', 'stack', 'lines'],
    leastPeak: 1,
    format: (value) => `${significant(value * 100)} %`,
    ticksOf: valueTicks,
    formatTick: axisNumber,
  },
};
