/** The figures of a row of the process table: of one process, of a folded subtree, of a span. */
import { hasEnded, type ProcessRow } from '../../../shared/model/process-row';
import { byCode } from '../../../shared/model/span-log';
import { meanOfIntervals, peakOfSteps } from '../../../shared/picture/series-stats';
import type { TimeWindow } from '../../../shared/picture/time-window';
import type { ProcessColumn } from '../../../shared/process-columns';
import { type CounterText, counters, counterTexts } from './counter-texts';
import type { TableRow } from './process-table';

/** Columns whose figures add up over a subtree. */
export type Figure = Extract<
  ProcessColumn,
  | 'cpu'
  | 'cpuTime'
  | 'rss'
  | 'peakRss'
  | 'threads'
  | 'coreWait'
  | 'voluntary'
  | 'involuntary'
  | 'read'
  | 'written'
  | 'waited'
  | 'tasks'
>;

type Reading = (row: ProcessRow) => number | undefined;

const READINGS: Readonly<Record<Figure, Reading>> = {
  cpu: (row) => row.cpu,
  cpuTime: (row) => row.cpuMs,
  rss: rssOf,
  peakRss: (row) => row.peakRss,
  threads: (row) => (hasEnded(row) ? undefined : row.threads),
  coreWait: (row) => row.coreWaitMs,
  voluntary: (row) => row.voluntary,
  involuntary: (row) => row.involuntary,
  read: (row) => row.readBytes,
  written: (row) => row.writtenBytes,
  waited: (row) => (row.waited.size === 0 ? undefined : [...row.waited.values()].reduce((sum, one) => sum + one, 0)),
  tasks: tasksOf,
};

/** What is known of a stretch of time; of the others only how they stand. */
const OF_SPAN: Partial<Readonly<Record<Figure, (row: ProcessRow, span: TimeWindow) => number | undefined>>> = {
  cpu: (row, span) => meanOfIntervals(row.cpuSeries, livedWithin(row, span)),
  cpuTime: (row, span) => {
    const lived = livedWithin(row, span);
    const mean = meanOfIntervals(row.cpuSeries, lived);
    return mean === undefined ? undefined : (mean / 100) * (lived.to - lived.from);
  },
  rss: (row, span) => peakOfSteps(row.rssSeries, livedWithin(row, span)),
  tasks: (row, span) => tasksEndedIn(row, span),
};

const isEndedTask = byCode(({ kind, outcome }) => kind === 'task' && outcome !== undefined);

function tasksEndedIn({ spans }: ProcessRow, { from, to }: TimeWindow): number {
  let count = 0;
  for (let place = 0; place < spans.length; place += 1) {
    const ended = spans.toAt(place);
    if (ended >= from && ended <= to && isEndedTask[spans.codeAt(place)] === true) count += 1;
  }
  return count;
}

/** @returns `undefined` where it is not known of any of them, or not of a span. */
export function figureOf({ all, span }: TableRow, figure: Figure): number | undefined {
  const ofSpan = OF_SPAN[figure];
  const read: Reading =
    span === undefined ? READINGS[figure] : ofSpan === undefined ? () => undefined : (row) => ofSpan(row, span);
  let sum: number | undefined;
  for (const row of all) {
    const value = read(row);
    if (value !== undefined) sum = (sum ?? 0) + value;
  }
  return sum;
}

/** Tasks that it ended, however they ended. */
export function tasksOf(row: ProcessRow): number {
  return row.tasksFinished + row.tasksFailed + row.tasksLost;
}

/** Memory now; of one that ended, its highest. */
export function rssOf(row: ProcessRow): number | undefined {
  return row.exitedMs === undefined ? row.rss : row.peakRss;
}

function livedWithin({ startedMs, exitedMs = Infinity }: ProcessRow, { from, to }: TimeWindow): TimeWindow {
  return { from: Math.max(from, startedMs), to: Math.min(to, exitedMs) };
}

/** Why a figure is not there: a key below `absence.` of the locales. */
export type Absence = NonNullable<CounterText['absence']> | 'span';

export function absenceOf({ row, all, span }: TableRow, figure: Figure): Absence | undefined {
  if (span !== undefined && OF_SPAN[figure] === undefined) return 'span';
  const counter = counters.find((one) => one === figure);
  return all.length > 1 || counter === undefined ? undefined : counterTexts(row)[counter].absence;
}
