import { resolve } from 'node:path';
import type { TextForm } from '../../../shared/export-form';
import { faultOf } from '../../../shared/outcome';
import { exportTables, exportText } from '../../runs/export-run';
import type { Run } from '../../runs/run';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { openOutputs } from '../output-file';
import { recordingPath } from '../recording-path';
import { printReport } from '../report/print-report';
import { standardOutput } from '../standard-streams';
import { textsOf } from '../text/texts';

/** Where each form of the report goes; `-` is stdout, instead of the text. */
export interface ReportOptions {
  readonly json?: string;
  readonly html?: string;
  readonly trace?: string;
  /** A folder. */
  readonly csv?: string;
}

const forms: readonly TextForm[] = ['json', 'html', 'trace'];

/**
 * `joinscope report`: what a recording tells, as text and in the forms asked for.
 *
 * All files are opened before the first is written, so that a bad path costs nothing.
 */
export async function writeReport(file: string, options: ReportOptions, context: CommandContext): Promise<number> {
  const path = recordingPath(file);
  const run = await context.service.openRecording(path);
  const outputs = await openOutputs(forms, options, [path]);
  try {
    await run.ended;
    const words = { words: await context.texts(), english: textsOf('en'), version: context.version };
    for (const [form, output] of outputs.files) await output.write(await exportText(run, form, words));
  } catch (error) {
    await outputs.discard();
    throw error;
  }
  if (options.csv !== undefined) await writeTables(run, options.csv);
  if (!outputs.takesStdout) printReport(run, standardOutput(), await context.texts());
  return 0;
}

async function writeTables(run: Run, folder: string): Promise<void> {
  try {
    await exportTables(run, resolve(folder));
  } catch (error) {
    throw new CliError('outputRefused', { path: folder, reason: faultOf(error).message });
  }
}
