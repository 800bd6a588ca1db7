import { resolve } from 'node:path';
import type { CommandContext } from '../command-context';
import { openOutputFile } from '../output-file';
import { paperFor } from '../report/paper';
import { reportLines } from '../report/report-lines';
import { summaryText } from '../report/summary-text';

export interface ReportOptions {
  /** Where the summary goes as JSON; `-` for stdout, instead of the text. */
  readonly json?: string;
}

/** `joinscope report`: what a recording tells, as text, as JSON. */
export async function writeReport(
  file: string,
  { json }: ReportOptions,
  { service, texts }: CommandContext,
): Promise<number> {
  const run = await service.openRecording(resolve(file));
  const output = json === undefined || json === '-' ? undefined : await openOutputFile(json);
  await run.ended;
  if (json === '-') {
    process.stdout.write(summaryText(run.model));
    return 0;
  }
  await output?.write(summaryText(run.model));
  process.stdout.write(`${reportLines(run, paperFor(process.stdout, texts)).join('\n')}\n`);
  return 0;
}
