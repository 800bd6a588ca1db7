import { resolve } from 'node:path';
import type { CommandContext } from '../command-context';
import { openOutputFile } from '../output-file';
import { printReport } from '../report/print-report';
import { summaryText } from '../report/summary-text';
import { standardOutput } from '../standard-streams';

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
    standardOutput().write(summaryText(run.model));
    return 0;
  }
  await output?.write(summaryText(run.model));
  printReport(run, standardOutput(), await texts());
  return 0;
}
