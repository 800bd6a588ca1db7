/** A comparison as text: a table with a line for each run, then what explains the differences. */
import { timeAtWorkers } from '../../../shared/compare/amdahl';
import type { ComparedRun, Comparison } from '../../../shared/compare/comparison';
import { formatDuration, significant } from '../../../shared/format';
import { wrapText } from '../text/fit-text';
import { printable } from '../text/printable';
import { type Cell, type Column, layTable } from '../text/table';
import type { ReportPaper } from './report-lines';

const MAX_LABEL_WIDTH = 36;
const DASH = '–';

/** One figure of each run. */
interface Figure {
  /** Key below `report:compare.column`. */
  readonly key: string;
  readonly of: (run: ComparedRun) => string | undefined;
}

const percent = (share: number | undefined) => (share === undefined ? undefined : `${significant(share * 100)} %`);
const time = (value: number | undefined) => (value === undefined ? undefined : formatDuration(value));
const pair = (low: number | undefined, high: number | undefined) =>
  low === undefined || high === undefined ? undefined : `${formatDuration(low)} / ${formatDuration(high)}`;

const FIGURES: readonly Figure[] = [
  { key: 'workers', of: ({ facts }) => facts.workers?.toString() },
  { key: 'wall', of: ({ facts }) => formatDuration(facts.wallMs) },
  { key: 'speedUp', of: ({ speedUp }) => `${speedUp.toFixed(2)}×` },
  { key: 'efficiency', of: ({ efficiency }) => percent(efficiency) },
  { key: 'utilisation', of: ({ facts }) => percent(facts.utilisation) },
  {
    key: 'throughput',
    of: ({ facts }) => (facts.tasksPerSecond === undefined ? undefined : `${significant(facts.tasksPerSecond)}/s`),
  },
  { key: 'run', of: ({ facts }) => pair(facts.runP50, facts.runP99) },
  { key: 'wait', of: ({ facts }) => pair(facts.waitP50, facts.waitP99) },
  {
    key: 'chunk',
    of: ({ facts }) => (facts.chunk === undefined || facts.chunk === 1 ? undefined : significant(facts.chunk)),
  },
  { key: 'cpu', of: ({ facts }) => time(facts.cpuMs) },
  { key: 'coreWait', of: ({ facts }) => (facts.coreWaitMs === 0 ? undefined : formatDuration(facts.coreWaitMs)) },
  { key: 'start', of: ({ facts }) => (facts.startMethods.length === 0 ? undefined : facts.startMethods.join(' ')) },
  { key: 'early', of: ({ facts }) => String(facts.endedEarly) },
];

/** Figures that no run has are left out. One string a line, without line ends. */
export function comparisonLines(comparison: Comparison, paper: ReportPaper): readonly string[] {
  const { texts, style, width } = paper;
  const say = (key: string) => texts.say(`report:compare.column.${key}`);
  const known = FIGURES.filter(({ of }) => comparison.runs.some((run) => of(run) !== undefined));
  const columns: readonly Column[] = [
    { title: say('label'), align: 'left', maxWidth: MAX_LABEL_WIDTH },
    ...known.map(({ key }): Column => ({ title: say(key), align: 'right' })),
    { title: '', align: 'left' },
  ];
  const rows = comparison.runs.map((run, place): readonly Cell[] => [
    { text: printable(run.facts.label), ...(place === comparison.base && { paint: style.bold }) },
    ...known.map(({ of }) => ({ text: of(run) ?? DASH })),
    { text: '' },
  ]);
  const [titles = '', ...lines] = layTable(columns, rows, Math.max(width, 4000));
  const more = [...amdahlLines(comparison, paper), ...waitLines(comparison, paper), ...verdictLines(comparison, paper)];
  return [style.dim(titles), ...lines, ...more];
}

function amdahlLines({ amdahl, runs }: Comparison, { texts, width }: ReportPaper): readonly string[] {
  if (amdahl === undefined) return [];
  const most = Math.max(...runs.map(({ facts }) => facts.workers ?? 1));
  const values = {
    serial: significant(amdahl.serialFraction * 100),
    limit: Number.isFinite(amdahl.maxSpeedUp) ? significant(amdahl.maxSpeedUp) : '∞',
    fit: significant(amdahl.rSquared * 100),
    twice: most * 2,
    time: formatDuration(timeAtWorkers(amdahl, most * 2)),
  };
  return ['', ...wrapText(texts.say('report:compare.amdahl', values), width)];
}

function waitLines({ waits, runs }: Comparison, { texts, width, style }: ReportPaper): readonly string[] {
  if (waits.length === 0) return [];
  const lines = waits.map((kind) => {
    const times = runs.map(({ facts }) => formatDuration(facts.waits.get(kind) ?? 0));
    return `  ${texts.say(`report:compare.wait.${kind}`)}  ${times.join(' → ')}`;
  });
  return ['', style.dim(texts.say('report:compare.waits')), ...lines.flatMap((line) => wrapText(line, width))];
}

function verdictLines({ verdicts }: Comparison, { texts, width, style }: ReportPaper): readonly string[] {
  if (verdicts.length === 0) return [];
  const lines = verdicts.map(({ name, causes }) => {
    const ends = causes.map((each) =>
      each.length === 0 ? DASH : each.map((cause) => texts.say(`run:cause.${cause}`)).join(', '),
    );
    return `  ${printable(name)}  ${ends.join(' → ')}`;
  });
  return ['', style.dim(texts.say('report:compare.verdicts')), ...lines.flatMap((line) => wrapText(line, width))];
}
