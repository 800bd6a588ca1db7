/** A verdict, or a hang, as Markdown for an issue tracker. */
import { codeFor } from './advice-code';
import { formatClock } from './format';
import type { RunModel } from './model/run-model';
import type { Milliseconds } from './units';
import type { Confidence, Statement } from './verdict';

/** What an end and a hang have in common. */
export interface Judged {
  readonly lesson?: string | undefined;
  readonly confidence: Confidence;
  readonly title: Statement;
  readonly evidence: readonly Statement[];
  readonly ruledOut: readonly Statement[];
  readonly advice: readonly Statement[];
}

/** The words of one language. */
export interface MarkdownWords {
  readonly sentence: (statement: Statement) => string;
  /** `certain`, `seen`, `ruledOut`, `try`, as headings and words. */
  readonly say: (key: string) => string;
}

export interface MarkdownSubject {
  readonly judged: Judged;
  /** Process and pid, or the processes of a hang. */
  readonly who: string;
  readonly t: Milliseconds;
  readonly model: RunModel;
  readonly traceback?: string | undefined;
}

export function judgementMarkdown({ judged, who, t, model, traceback }: MarkdownSubject, words: MarkdownWords): string {
  const { sentence, say } = words;
  const list = (key: string, statements: readonly Statement[]): readonly string[] =>
    statements.length === 0
      ? []
      : ['', `**${say(`section.${key}`)}**`, '', ...statements.map((one) => `- ${sentence(one)}`)];
  return [
    `### ${sentence(judged.title)}`,
    '',
    `${who} · ${formatClock(t)} · ${say(`confidence.${judged.confidence}`)}`,
    ...list('seen', judged.evidence),
    ...list('ruledOut', judged.ruledOut),
    ...(traceback === undefined ? [] : ['', '```', traceback.trimEnd(), '```']),
    ...list('try', judged.advice),
    ...codeFor(judged.advice).flatMap(({ python, typescript }) => [
      ...fence('python', python),
      ...fence('typescript', typescript),
    ]),
    ...aboutRun(model),
    '',
  ].join('\n');
}

function fence(language: string, code: string | undefined): readonly string[] {
  return code === undefined ? [] : ['', `\`\`\`${language}`, code, '```'];
}

/** The command and the machine, without which nobody can repeat it. */
function aboutRun({ started }: RunModel): readonly string[] {
  if (started === undefined) return [];
  const { host, versions } = started;
  const known = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return ['', `\`${started.argv.join(' ')}\``, '', `${host.os} ${host.release} ${host.arch}, ${known.join(', ')}`];
}
