/**
 * The small language in which a lesson asks a run: `exit-code of child`, `count children`.
 *
 * An answer is a text, so that it can be compared with a choice; numbers are written plainly.
 * `undefined` means that the run does not tell, or not yet.
 */
import type { RunModel } from '../model/run-model';
import { type ProcessRow, hasEnded } from '../model/process-row';
import { exitNumberOf, findNamed, isOfProgram } from './named-process';

type Ask = (model: RunModel, operand: string) => string | number | undefined;

interface Form {
  readonly pattern: RegExp;
  readonly ask: Ask;
}

const ofProcess =
  (tell: (row: ProcessRow) => string | number | undefined): Ask =>
  (model, name) => {
    const row = findNamed(model, name);
    return row === undefined ? undefined : tell(row);
  };

const FORMS: readonly Form[] = [
  { pattern: /^exit-code of (.+)$/, ask: ofProcess(exitNumberOf) },
  { pattern: /^cause of (.+)$/, ask: ofProcess(({ verdict }) => verdict?.cause) },
  { pattern: /^signal of (.+)$/, ask: ofProcess((row) => (hasEnded(row) ? (row.signal ?? 'none') : undefined)) },
  { pattern: /^parent of (.+) ended first()$/, ask: ofProcess(orphanhood) },
  {
    pattern: /^zombie time of (.+)$/,
    ask: ofProcess(({ exitedMs, joinedMs }) =>
      exitedMs === undefined || joinedMs === undefined ? undefined : Math.max(0, Math.round(joinedMs - exitedMs)),
    ),
  },
  { pattern: /^count processes()$/, ask: (model) => model.processes.filter(isOfProgram).length },
  { pattern: /^count children()$/, ask: (model) => model.processes.filter(isOfProgram).length - 1 },
  {
    pattern: /^count cause ([a-z-]+)$/,
    ask: (model, cause) => countOf(model.processes, ({ verdict }) => verdict?.cause === cause),
  },
  {
    pattern: /^count event ([a-z-]+)$/,
    ask: (model, type) => countOf(model.listed.entries, (event) => event.type === type),
  },
  {
    pattern: /^count output (.+)$/,
    ask: (model, text) => countOf(model.output.entries, (line) => line.text.includes(text)),
  },
  {
    pattern: /^count joined()$/,
    ask: (model) => countOf(model.processes, ({ joins }) => joins.some(({ finished }) => finished === true)),
  },
  { pattern: /^most at once()$/, ask: mostAtOnce },
  { pattern: /^first to end()$/, ask: firstToEnd },
  { pattern: /^output after (.+)$/, ask: outputAfter },
  {
    pattern: /^last output()$/,
    ask: (model) => model.output.entries.findLast(({ stream }) => stream === 'stdout')?.text,
  },
  {
    pattern: /^count tasks()$/,
    ask: (model) => [...model.pools.values()].reduce((sum, { submitted }) => sum + submitted, 0),
  },
  { pattern: /^hang()$/, ask: (model) => model.hangs.at(-1)?.told.kind ?? 'none' },
  {
    pattern: /^peak of queue()$/,
    ask: (model) => Math.max(0, ...[...model.queues.values()].map(({ peakDepth }) => peakDepth)),
  },
];

/** Whether somebody can answer it. */
export function isQuestion(text: string): boolean {
  return FORMS.some(({ pattern }) => pattern.test(text));
}

/** What the run says to a question. */
export function answerOf(question: string, model: RunModel): string | undefined {
  for (const { pattern, ask } of FORMS) {
    const found = pattern.exec(question);
    if (found === null) continue;
    const answer = ask(model, found[1] ?? '');
    return answer === undefined ? undefined : String(answer);
  }
  return undefined;
}

const CONDITION = /^(.+) is (not |at least |at most )?(.+?)$/;

export function isCondition(text: string): boolean {
  const found = CONDITION.exec(text);
  return found !== null && isQuestion(found[1] ?? '');
}

/** Whether a condition holds. An answer that the run does not give holds for nothing. */
export function holds(condition: string, model: RunModel): boolean {
  const [, question = '', comparison, wanted = ''] = CONDITION.exec(condition) ?? [];
  const answer = answerOf(question, model);
  if (answer === undefined) return false;
  if (comparison === 'not ') return answer !== wanted;
  if (comparison === 'at least ') return Number(answer) >= Number(wanted);
  if (comparison === 'at most ') return Number(answer) <= Number(wanted);
  return answer === wanted;
}

/** What the run says instead, for a condition that does not hold. */
export function foundFor(condition: string, model: RunModel): string | undefined {
  return answerOf(CONDITION.exec(condition)?.[1] ?? '', model);
}

const countOf = <Item>(items: readonly Item[], fits: (item: Item) => boolean): number => items.filter(fits).length;

function orphanhood({ orphanedTo }: ProcessRow): string {
  return orphanedTo === undefined ? 'no' : 'yes';
}

/** The most of the program's processes that lived at the same moment, the main one included. */
function mostAtOnce(model: RunModel): number {
  const rows = model.processes.filter(isOfProgram);
  const living = (t: number): number => countOf(rows, (row) => row.startedMs <= t && (row.exitedMs ?? Infinity) > t);
  return Math.max(0, ...rows.map(({ startedMs }) => living(startedMs)));
}

function firstToEnd(model: RunModel): string | undefined {
  const ended = model.processes.filter((row) => isOfProgram(row) && hasEnded(row));
  const [first] = ended.sort((a, b) => (a.exitedMs ?? 0) - (b.exitedMs ?? 0));
  if (first === undefined) return undefined;
  return first.index === 0 ? 'main' : first.name.toLowerCase();
}

/** The rest of the line that begins with the text, else of the first in which it stands, without blanks around it. */
function outputAfter(model: RunModel, text: string): string | undefined {
  const lines = model.output.entries;
  const line = lines.find((entry) => entry.text.startsWith(text)) ?? lines.find((entry) => entry.text.includes(text));
  return line?.text.slice(line.text.indexOf(text) + text.length).trim();
}
