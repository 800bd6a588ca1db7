/** Verdicts and hangs in full: the cause, how sure, what was seen, what was ruled out, what to try. */
import { codeFor } from '../../../shared/advice-code';
import type { HangRow } from '../../../shared/model/hang-row';
import { needsLook } from '../../../shared/model/needs-look';
import { type ProcessRow, hasEnded } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import { compareUrgency } from '../../../shared/urgency';
import type { Pid } from '../../../shared/units';
import type { Statement, Verdict } from '../../../shared/verdict';
import { padText, widthOf, wrapText } from '../text/fit-text';
import { printable } from '../text/printable';
import type { Texts } from '../text/texts';
import { paintFor } from './process-cells';
import type { ReportPaper } from './paper';

/** Verdicts that are explained in full at the end of a run; more would bury the table. */
const MAX_DETAILS = 3;
/** Sentences of one kind in such an explanation. */
const MAX_SENTENCES = 4;

/** What an end and a hang have in common. */
type Judged = Pick<Verdict, 'title' | 'confidence' | 'evidence' | 'ruledOut' | 'advice'>;

/** Those that need a look most, a few. */
export function detailLines(model: RunModel, paper: ReportPaper): readonly string[] {
  const groups = alikeGroups(model.processes.filter(needsLook), paper.texts);
  const rest = groups.slice(MAX_DETAILS).reduce((sum, group) => sum + group.rows.length, 0);
  return [
    ...groups.slice(0, MAX_DETAILS).flatMap((group) => ['', ...groupDetail(group, paper)]),
    ...(rest > 0 ? ['', paper.style.dim(paper.texts.say('detail.more', { count: rest }))] : []),
  ];
}

/** Hangs, and the names of their processes. */
export interface ToldHangs {
  readonly hangs: readonly HangRow[];
  readonly nameOf: (pid: Pid) => string;
}

export function hangLines(told: ToldHangs, paper: ReportPaper, isFull = false): readonly string[] {
  return told.hangs.flatMap((row) => ['', ...hangDetail(row, { nameOf: told.nameOf, paper, isFull })]);
}

/** One process in full, with code to try. */
export function explainLines(row: ProcessRow, paper: ReportPaper): readonly string[] {
  const { verdict } = row;
  if (verdict === undefined)
    return [paper.texts.say(hasEnded(row) ? 'table.noVerdict' : 'explain.lives', { name: row.name, pid: row.pid })];
  return groupDetail({ verdict, title: paper.texts.sentence(verdict.title), rows: [row] }, paper, true);
}

/** Processes of one name that ended alike: explained once. */
interface AlikeGroup {
  readonly verdict: Verdict;
  readonly title: string;
  readonly rows: ProcessRow[];
}

/** The most urgent first, of equals the one that ended first. */
function alikeGroups(rows: readonly ProcessRow[], { sentence }: Texts): readonly AlikeGroup[] {
  const groups = new Map<string, AlikeGroup>();
  for (const row of rows) {
    if (row.verdict === undefined) continue;
    const title = sentence(row.verdict.title);
    const key = `${row.name}\n${title}`;
    const group = groups.get(key) ?? { verdict: row.verdict, title, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  const endOf = ({ rows: [first] }: AlikeGroup) => first?.exitedMs ?? Infinity;
  return [...groups.values()].sort((a, b) => compareUrgency(a.verdict.cause, b.verdict.cause) || endOf(a) - endOf(b));
}

function groupDetail({ verdict, title, rows }: AlikeGroup, paper: ReportPaper, isFull = false): readonly string[] {
  const { texts, style, width } = paper;
  const [first] = rows;
  if (first === undefined) return [];
  const who = `${printable(first.name)} (${first.pid})`;
  const alike = rows.length === 1 ? [] : [texts.say('detail.alike', { count: rows.length - 1 })];
  const paint = paintFor(verdict.cause, style);
  const remarks = [texts.say(`confidence.${verdict.confidence}`), ...alike, ...improvedOf(first, texts)];
  return [
    ...headLines(who, remarks, paper),
    ...wrapText(title, width - 2).map((line) => `  ${paint(line)}`),
    ...sections(verdict, paper, isFull),
  ];
}

/** Who it is about, and remarks beside it, or below it where there is no room. */
function headLines(who: string, remarks: readonly string[], { style, width }: ReportPaper): readonly string[] {
  const isShort = widthOf([who, ...remarks].join('  ')) <= width;
  if (isShort) return [[style.bold(who), ...remarks.map(style.dim)].join('  ')];
  const below = remarks.flatMap((remark) => wrapText(remark, width - 2).map((line) => `  ${style.dim(line)}`));
  return [...wrapText(who, width).map(style.bold), ...below];
}

function improvedOf({ earlierVerdict }: ProcessRow, { say }: Texts): readonly string[] {
  if (earlierVerdict === undefined) return [];
  const { cause, confidence } = earlierVerdict;
  return [
    say('detail.improved', { cause: say(`verdict:cause.${cause}`), confidence: say(`confidence.${confidence}`) }),
  ];
}

interface HangContext {
  readonly nameOf: ToldHangs['nameOf'];
  readonly paper: ReportPaper;
  readonly isFull: boolean;
}

function hangDetail({ told, foundMs, endedMs }: HangRow, { nameOf, paper, isFull }: HangContext): readonly string[] {
  const { texts, style, width } = paper;
  const names = told.pids.map((pid) => `${printable(nameOf(pid))} (${pid})`).join(texts.say('report:separator'));
  const found = foundMs - told.sinceMs;
  const lasted =
    endedMs === undefined
      ? texts.say('detail.hangLasts', { found })
      : texts.say('detail.hangLasted', { found, lasted: endedMs - told.sinceMs });
  return [
    ...headLines(`${texts.say('detail.hang')}: ${names}`, [texts.say(`confidence.${told.confidence}`)], paper),
    ...wrapText(texts.sentence(told.title), width - 2).map((line) => `  ${style.yellow(line)}`),
    `  ${style.dim(lasted)}`,
    ...sections(told, paper, isFull),
  ];
}

function sections(judged: Judged, paper: ReportPaper, isFull: boolean): readonly string[] {
  const labels = (['seen', 'ruledOut', 'advice'] as const).map((key) => paper.texts.say(`detail.${key}`));
  const labelWidth = Math.max(...labels.map(widthOf));
  const groups = [judged.evidence, judged.ruledOut, judged.advice];
  return [
    ...groups.flatMap((group, index) =>
      groupLines(
        isFull ? group : group.slice(0, MAX_SENTENCES),
        padText(labels[index] ?? '', labelWidth, 'left'),
        paper,
      ),
    ),
    ...(isFull ? codeLines(judged.advice, paper) : []),
  ];
}

/** A label, and sentences that hang beside it. */
function groupLines(group: readonly Statement[], label: string, paper: ReportPaper): readonly string[] {
  const indent = widthOf(label) + 4;
  return group
    .flatMap((statement) => wrapText(paper.texts.sentence(statement), Math.max(24, paper.width - indent)))
    .map((line, index) => `  ${index === 0 ? paper.style.dim(label) : ' '.repeat(widthOf(label))}  ${line}`);
}

function codeLines(advice: readonly Statement[], { style }: ReportPaper): readonly string[] {
  return codeFor(advice).flatMap(({ python, typescript }) => [
    ...block('Python', python, style.dim),
    ...block('TypeScript', typescript, style.dim),
  ]);
}

function block(language: string, code: string | undefined, dim: (text: string) => string): readonly string[] {
  return code === undefined ? [] : ['', `  ${dim(language)}`, ...code.split('\n').map((line) => `    ${line}`)];
}
