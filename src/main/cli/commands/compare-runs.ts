import { basename, resolve } from 'node:path';
import { type ComparableRun, comparableOf } from '../../../shared/compare/comparable-run';
import { type Comparison, compareRuns } from '../../../shared/compare/comparison';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { openOutputFile } from '../output-file';
import { comparisonLines } from '../report/comparison-lines';
import { paperFor } from '../report/paper';
import { standardOutput } from '../standard-streams';

export interface CompareOptions {
  readonly html?: string;
  readonly json?: string;
  /** Of each run, in the order of the files. */
  readonly workers?: readonly number[];
}

/** `joinscope compare`: two or more recordings side by side. */
export async function compareRecordings(
  files: readonly string[],
  options: CompareOptions,
  context: CommandContext,
): Promise<number> {
  const { workers } = options;
  if (files.length < 2) throw new CliError('twoRecordings', { found: files.length });
  if (workers !== undefined && workers.length !== files.length)
    throw new CliError('workersPerFile', { expected: files.length, found: workers.length });
  const runs: ComparableRun[] = [];
  for (const [place, file] of files.entries()) {
    const run = await context.service.openRecording(resolve(file));
    await run.ended;
    runs.push(comparableOf(run.model, labelOf(file), workers?.[place]));
  }
  await writeComparison(runs, options, context);
  return 0;
}

/** Prints the comparison, and writes it in the forms asked for. */
export async function writeComparison(
  runs: readonly ComparableRun[],
  { html, json }: Pick<CompareOptions, 'html' | 'json'>,
  { texts: loadTexts, version }: CommandContext,
): Promise<void> {
  const comparison = compareRuns(runs.map(({ facts }) => facts));
  const words = await loadTexts();
  if (html !== undefined) {
    const { comparisonPage } = await import('../../record/export/html/comparison-page');
    await (await openOutputFile(html)).write(comparisonPage({ runs, words, version }));
  }
  if (json !== undefined && json !== '-') await (await openOutputFile(json)).write(jsonOf(comparison));
  const lines = comparisonLines(comparison, paperFor(standardOutput(), words));
  standardOutput().write(json === '-' ? jsonOf(comparison) : `${lines.join('\n')}\n`);
}

function labelOf(file: string): string {
  return basename(file).replace(/(\.joinscope)?(\.part|\.gz)?$/, '');
}

function jsonOf(comparison: Comparison): string {
  const plain = (_key: string, value: unknown) =>
    value instanceof Map ? Object.fromEntries(value as ReadonlyMap<string, unknown>) : value;
  return `${JSON.stringify({ schema: 1, ...comparison }, plain, 2)}\n`;
}
