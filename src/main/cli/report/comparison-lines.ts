/** A comparison as text: a table with a line for each run, then what explains the differences. */
import { stripVTControlCharacters } from 'node:util';
import type { Comparison } from '../../../shared/compare/comparison';
import { figuresOfComparison, lawOf, otherWorkOf } from '../../../shared/compare/comparison-figures';
import { formatDuration } from '../../../shared/format';
import { cutText, widthOf, wrapText } from '../text/fit-text';
import { printable } from '../text/printable';
import { type Cell, type Column, layTable } from '../text/table';
import type { ReportPaper } from './paper';

const MAX_LABEL_WIDTH = 36;
/** Of a run's name above its figures. */
const MAX_COLUMN_WIDTH = 20;
const DASH = '–';

/** Figures that no run has are left out. One string a line, without line ends. */
export function comparisonLines(comparison: Comparison, paper: ReportPaper): readonly string[] {
  return [
    ...figureLines(comparison, paper),
    ...otherWorkLines(comparison, paper),
    ...amdahlLines(comparison, paper),
    ...waitLines(comparison, paper),
    ...verdictLines(comparison, paper),
  ];
}

/** A run a line where there is room, else a figure a line. */
function figureLines(comparison: Comparison, paper: ReportPaper): readonly string[] {
  const { style, width } = paper;
  const [titles = '', ...lines] = runsByLine(comparison, paper);
  const isWide = [titles, ...lines].some((line) => widthOf(stripVTControlCharacters(line)) > width);
  return isWide ? figuresByLine(comparison, paper) : [style.dim(titles), ...lines];
}

function runsByLine(comparison: Comparison, { texts, style }: ReportPaper): readonly string[] {
  const say = (key: string) => texts.say(`report:compare.column.${key}`);
  const figures = figuresOfComparison(comparison);
  const columns: readonly Column[] = [
    { title: say('label'), align: 'left', maxWidth: MAX_LABEL_WIDTH },
    ...figures.map(({ key }): Column => ({ title: say(key), align: 'right' })),
    { title: '', align: 'left' },
  ];
  const rows = comparison.runs.map((run, place): readonly Cell[] => [
    { text: printable(run.facts.label), ...(isBase(comparison, place) && { paint: style.bold }) },
    ...figures.map(({ values }) => ({ text: values[place] ?? DASH })),
    { text: '' },
  ]);
  return layTable(columns, rows, Infinity);
}

/** Whether the others are measured against it. */
const isBase = ({ base, runs }: Comparison, place: number): boolean =>
  place === base && runs[base]?.speedUp !== undefined;

/** As many runs side by side as there is room for, the others below them. */
function figuresByLine(comparison: Comparison, { texts, style, width }: ReportPaper): readonly string[] {
  const say = (key: string) => texts.say(`report:compare.column.${key}`);
  const figures = figuresOfComparison(comparison);
  const columns = comparison.runs.map(({ facts }, place): readonly Cell[] => [
    {
      text: cutText(printable(facts.label), MAX_COLUMN_WIDTH),
      paint: isBase(comparison, place) ? style.bold : style.dim,
    },
    ...figures.map(({ values }) => ({ text: values[place] ?? DASH })),
  ]);
  const heads = ['label', ...figures.map(({ key }) => key)].map((key): Cell => ({ text: say(key), paint: style.dim }));
  const widest = (cells: readonly Cell[]) => Math.max(...cells.map(({ text }) => widthOf(text))) + 2;
  const blocks = blocksOf(columns.map(widest), width - widest(heads));
  return blocks.flatMap(({ from, to }, block) => {
    const chosen = columns.slice(from, to);
    const shape: readonly Column[] = [
      { title: '', align: 'left' },
      ...chosen.map((): Column => ({ title: '', align: 'right' })),
      { title: '', align: 'left' },
    ];
    const rows = heads.map((head, line) => [
      head,
      ...chosen.map((cells) => cells[line] ?? { text: DASH }),
      { text: '' },
    ]);
    return [...(block === 0 ? [] : ['']), ...layTable(shape, rows, Infinity).slice(1)];
  });
}

/** Stretches of columns that fit, each of one at least. */
function blocksOf(widths: readonly number[], room: number): readonly { readonly from: number; readonly to: number }[] {
  const blocks: { from: number; to: number }[] = [];
  let left = 0;
  widths.forEach((width, place) => {
    const last = blocks.at(-1);
    left -= width;
    if (last !== undefined && left >= 0) last.to = place + 1;
    else {
      blocks.push({ from: place, to: place + 1 });
      left = room - width;
    }
  });
  return blocks;
}

function otherWorkLines(comparison: Comparison, { texts, width }: ReportPaper): readonly string[] {
  const told = otherWorkOf(comparison);
  if (told === undefined) return [];
  return ['', ...wrapText(printable(texts.say(`report:compare.${told.key}`, told.values)), width)];
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
      each.length === 0
        ? DASH
        : each.map((cause) => texts.say(`run:cause.${cause}`)).join(texts.say('report:separator')),
    );
    return `  ${printable(name)}  ${ends.join(' → ')}`;
  });
  return ['', style.dim(texts.say('report:compare.verdicts')), ...lines.flatMap((line) => wrapText(line, width))];
}
