/** A comparison as text: a table with a line for each run, then what explains the differences. */
import type { Comparison } from '../../../shared/compare/comparison';
import { figuresOfComparison, lawOf } from '../../../shared/compare/comparison-figures';
import { formatDuration } from '../../../shared/format';
import { wrapText } from '../text/fit-text';
import { printable } from '../text/printable';
import { type Cell, type Column, layTable } from '../text/table';
import type { ReportPaper } from './paper';

const MAX_LABEL_WIDTH = 36;
const DASH = '–';

/** Figures that no run has are left out. One string a line, without line ends. */
export function comparisonLines(comparison: Comparison, paper: ReportPaper): readonly string[] {
  const { texts, style, width } = paper;
  const say = (key: string) => texts.say(`report:compare.column.${key}`);
  const figures = figuresOfComparison(comparison);
  const columns: readonly Column[] = [
    { title: say('label'), align: 'left', maxWidth: MAX_LABEL_WIDTH },
    ...figures.map(({ key }): Column => ({ title: say(key), align: 'right' })),
    { title: '', align: 'left' },
  ];
  const rows = comparison.runs.map((run, place): readonly Cell[] => [
    { text: printable(run.facts.label), ...(place === comparison.base && { paint: style.bold }) },
    ...figures.map(({ values }) => ({ text: values[place] ?? DASH })),
    { text: '' },
  ]);
  const [titles = '', ...lines] = layTable(columns, rows, Math.max(width, 4000));
  const more = [...amdahlLines(comparison, paper), ...waitLines(comparison, paper), ...verdictLines(comparison, paper)];
  return [style.dim(titles), ...lines, ...more];
}

function amdahlLines(comparison: Comparison, { texts, width }: ReportPaper): readonly string[] {
  const law = lawOf(comparison);
  return law === undefined ? [] : ['', ...wrapText(texts.say(`report:compare.${law.key}`, law.values), width)];
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
