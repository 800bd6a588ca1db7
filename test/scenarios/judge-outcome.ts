/** Compares what was found with what was expected. */
import type { ProcessRow } from '../../src/shared/model/process-row';
import type { Cause, HangKind, Verdict } from '../../src/shared/verdict';
import type { Outcome } from './run-scenario';
import { type ExpectedEnd, isWithin } from './scenario';

type Word = Cause | HangKind | 'no hang' | 'no verdict';

/** One expectation and what became of it. */
export interface Finding {
  readonly expected: Word;
  readonly found: Word;
  readonly isCertain: boolean;
  /** Why it is not as expected; left out where it is. */
  readonly fault?: string;
}

export function judgeOutcome(outcome: Outcome): readonly Finding[] {
  const { ends = [] } = outcome.scenario;
  return [...ends.map((end) => judgeEnd(end, outcome)), judgeHang(outcome)];
}

function judgeEnd(expected: ExpectedEnd, { processes }: Outcome): Finding {
  const row = find(expected, processes);
  const verdict = row?.verdict;
  if (row === undefined || verdict === undefined) {
    const fault = `no verdict on ${String(expected.who)} among ${processes.map(({ name }) => name).join(', ')}`;
    return { expected: expected.cause, found: 'no verdict', isCertain: false, fault };
  }
  const fault = faultOf(expected, verdict, row);
  const isCertain = verdict.confidence === 'certain';
  return { expected: expected.cause, found: verdict.cause, isCertain, ...(fault !== undefined && { fault }) };
}

function faultOf(expected: ExpectedEnd, verdict: Verdict, row: ProcessRow): string | undefined {
  const { cause, atLeast, atMost, says = [] } = expected;
  if (verdict.cause !== cause) {
    const title = `${verdict.title.id} ${JSON.stringify(verdict.title.values)}`;
    return `${cause} expected, found ${verdict.cause} (${title}, ended with ${row.signal ?? row.exitCode ?? '?'})`;
  }
  if (!isWithin(verdict.confidence, atLeast, atMost))
    return `${atLeast} to ${atMost ?? 'certain'} expected, found ${verdict.confidence}`;
  const said = [verdict.title, ...verdict.evidence, ...verdict.ruledOut, ...verdict.advice].map(({ id }) => id);
  const missing = says.filter((id) => !said.includes(id));
  return missing.length === 0 ? undefined : `${missing.join(', ')} expected, found ${said.join(', ')}`;
}

/** `/#2$/` is the second process in order of start. */
function find({ who }: ExpectedEnd, processes: readonly ProcessRow[]): ProcessRow | undefined {
  if (who === 'main') return processes[0];
  return processes.slice(1).find(({ name, index }) => who.test(name) || who.test(`#${index + 1}`));
}

function judgeHang({ scenario: { hang }, hangs }: Outcome): Finding {
  const found = hangs.at(-1);
  const word = found?.kind ?? 'no hang';
  const isCertain = found?.confidence === 'certain';
  const expected = hang?.kind ?? 'no hang';
  const kinds = hangs.map(({ kind }) => kind).join(', ');
  if (hangs.some(({ kind }) => kind !== hang?.kind))
    return { expected, found: word, isCertain, fault: `${expected} expected, found ${kinds}` };
  if (hang === undefined) return { expected, found: word, isCertain };
  if (found === undefined) return { expected, found: word, isCertain, fault: `${expected} expected, found none` };
  return isWithin(found.confidence, hang.atLeast, hang.atMost)
    ? { expected, found: word, isCertain }
    : { expected, found: word, isCertain, fault: `${hang.atLeast} expected, found ${found.confidence}` };
}

/** Rows are what was expected, columns what was found; equal cells lie on the diagonal. */
export function confusionMatrix(findings: readonly Finding[]): string {
  const words = [...new Set(findings.flatMap(({ expected, found }) => [expected, found]))].sort();
  const count = (expected: Word, found: Word) =>
    findings.filter((finding) => finding.expected === expected && finding.found === found).length;
  const width = Math.max(...words.map((word) => word.length));
  const head = words.map((_, index) => String(index + 1).padStart(4)).join('');
  const rows = words.map((expected, index) => {
    const cells = words.map((found) => String(count(expected, found) || '·').padStart(4)).join('');
    return `${String(index + 1).padStart(3)} ${expected.padEnd(width)}${cells}`;
  });
  return [`    ${'expected, then found'.padEnd(width)}${head}`, ...rows].join('\n');
}
