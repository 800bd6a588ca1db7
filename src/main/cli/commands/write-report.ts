import { resolve } from 'node:path';
import type { RunEvent } from '../../../shared/events';
import type { Run } from '../../runs/run';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { openOutputFile, type OutputFile } from '../output-file';
import { openTables } from '../output-tables';
import { printReport } from '../report/print-report';
import { summaryText } from '../report/summary-text';
import { standardOutput } from '../standard-streams';

/** Where each form of the report goes; `-` is stdout, instead of the text. */
export interface ReportOptions {
  readonly json?: string;
  readonly html?: string;
  readonly trace?: string;
  /** A folder. */
  readonly csv?: string;
}

type Form = 'json' | 'html' | 'trace';
const forms: readonly Form[] = ['json', 'html', 'trace'];

/**
 * `joinscope report`: what a recording tells, as text and in the forms asked for.
 *
 * All files are opened before the first is written, so that a bad path costs nothing.
 */
export async function writeReport(file: string, options: ReportOptions, context: CommandContext): Promise<number> {
  const path = resolve(file);
  const toStdout = forms.filter((form) => options[form] === '-');
  if (toStdout.length > 1) throw new CliError('oneStdout', { found: toStdout.map((form) => `--${form} -`).join(' ') });
  const run = await context.service.openRecording(path);
  const outputs = await openOutputs(options);
  try {
    await run.ended;
    for (const [form, output] of outputs) await output.write(await textOf(form, run, { context, path }));
  } catch (error) {
    await Promise.all([...outputs.values()].map((output) => output.discard()));
    throw error;
  }
  if (options.csv !== undefined) await writeTables(path, options.csv);
  if (toStdout.length === 0) printReport(run, standardOutput(), await context.texts());
  return 0;
}

async function openOutputs(options: ReportOptions): Promise<ReadonlyMap<Form, OutputFile>> {
  const outputs = new Map<Form, OutputFile>();
  for (const form of forms) {
    const path = options[form];
    if (path !== undefined) outputs.set(form, path === '-' ? STDOUT : await openOutputFile(path));
  }
  return outputs;
}

const STDOUT: OutputFile = {
  async write(text) {
    const pieces = typeof text === 'string' ? [text] : text;
    for await (const piece of pieces) await new Promise((done) => standardOutput().write(piece, done));
  },
  discard: () => Promise.resolve(),
};

async function textOf(
  form: Form,
  run: Run,
  { context, path }: { readonly context: CommandContext; readonly path: string },
): Promise<string | AsyncIterable<string>> {
  switch (form) {
    case 'json':
      return summaryText(run.model);
    case 'html': {
      const { reportPage } = await import('../../record/export/html/report-page');
      const { title, model } = run;
      return reportPage({ title, model, words: await context.texts(), version: context.version });
    }
    case 'trace':
      return (await import('../../record/export/trace')).traceText(await eventsOf(path));
  }
}

async function writeTables(path: string, folder: string): Promise<void> {
  const tables = await openTables(folder);
  try {
    await (await import('../../record/export/csv')).writeCsv(await eventsOf(path), tables.write);
  } finally {
    await tables.close();
  }
}

/** Read anew: the run keeps what a screen shows, and these want everything. */
async function eventsOf(path: string): Promise<AsyncIterable<readonly RunEvent[]>> {
  return (await (await import('../../record/read-recording')).readRecording(path)).events;
}
