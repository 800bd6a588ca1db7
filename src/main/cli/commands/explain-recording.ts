import { judgementMarkdown } from '../../../shared/judgement-markdown';
import { needsLook } from '../../../shared/model/needs-look';
import type { ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { recordingPath } from '../recording-path';
import { explainLines, hangLines } from '../report/detail-lines';
import { paperFor } from '../report/paper';
import { standardOutput } from '../standard-streams';
import type { Texts } from '../text/texts';

export interface ExplainOptions {
  readonly pid?: number;
  readonly markdown?: boolean;
}

/**
 * `joinscope explain`: why the processes of a recording ended, in full, and why they hung.
 *
 * @throws {CliError} when no process has the pid.
 */
export async function explainRecording(
  file: string,
  { pid, markdown = false }: ExplainOptions,
  { service, texts }: CommandContext,
): Promise<number> {
  const run = await service.openRecording(recordingPath(file));
  await run.ended;
  const { model } = run;
  const rows = pid === undefined ? model.processes.filter(needsLook) : model.processes.filter((row) => row.pid === pid);
  if (pid !== undefined && rows.length === 0) throw new CliError('noSuchPid', { pid });
  const words = await texts();
  const chosen = { model, rows, pid };
  const text = markdown ? markdownOf(chosen, words) : linesOf(chosen, words).join('\n');
  standardOutput().write(`${text.trim() === '' ? words.say('explain.nothing') : text.replace(/^\n+/, '')}\n`);
  return 0;
}

interface Chosen {
  readonly model: RunModel;
  readonly rows: readonly ProcessRow[];
  readonly pid: number | undefined;
}

function hangsOf({ model, pid }: Chosen) {
  return model.hangs.filter(({ told }) => pid === undefined || told.pids.includes(pid));
}

function linesOf(chosen: Chosen, texts: Texts): readonly string[] {
  const paper = paperFor(standardOutput(), texts);
  return [
    ...hangLines({ hangs: hangsOf(chosen), nameOf: (pid) => chosen.model.findProcess(pid)?.name ?? '' }, paper, true),
    ...chosen.rows.flatMap((row) => ['', ...explainLines(row, paper)]),
  ];
}

function markdownOf(chosen: Chosen, texts: Texts): string {
  const { model, rows } = chosen;
  const words = { sentence: texts.sentence, say: (key: string) => texts.say(`run:${key}`) };
  const hangs = hangsOf(chosen).map(({ told, foundMs }) =>
    judgementMarkdown({ judged: told, who: `pid ${told.pids.join(', ')}`, t: foundMs, model }, words),
  );
  const ends = rows.flatMap(({ verdict, name, pid, exitedMs = 0 }) =>
    verdict === undefined
      ? []
      : [judgementMarkdown({ judged: verdict, who: `${name} (pid ${pid})`, t: exitedMs, model }, words)],
  );
  return [...hangs, ...ends].join('\n');
}
