import { basename, dirname, join } from 'node:path';
import { type ComparableRun, comparableOf } from '../../../shared/compare/comparable-run';
import { type Comparison, compareRuns } from '../../../shared/compare/comparison';
import { distinctLabels } from '../../../shared/compare/distinct-labels';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { recordingPath } from '../recording-path';
import { openOutputs, type Outputs } from '../output-file';
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
  const paths = files.map((file) => recordingPath(file));
  const outputs = await openOutputs(comparisonForms, options, paths);
  try {
    const runs = await readRuns(paths, workers, context);
    await writeComparison(runs, outputs, context);
  } catch (error) {
    await outputs.discard();
    throw error;
  }
  return 0;
}

async function readRuns(
  paths: readonly string[],
  workers: readonly number[] | undefined,
  { service }: CommandContext,
): Promise<readonly ComparableRun[]> {
  const labels = distinctLabels(
    labelsOf(paths).map((label) => ({ label, startedAt: undefined })),
    String,
  );
  const runs: ComparableRun[] = [];
  for (const [place, path] of paths.entries()) {
    const run = await service.openRecording(path);
    await run.ended;
    runs.push(comparableOf(run.model, labels[place] ?? path, workers?.[place]));
  }
  return runs;
}

/** Forms of a comparison beside the text. */
export const comparisonForms = ['html', 'json'] as const;
type ComparisonForm = (typeof comparisonForms)[number];

/** Prints the comparison, and writes it in the forms asked for. */
export async function writeComparison(
  runs: readonly ComparableRun[],
  { files, takesStdout }: Outputs<ComparisonForm>,
  { texts: loadTexts, version }: CommandContext,
): Promise<void> {
  const comparison = compareRuns(runs.map(({ facts }) => facts));
  const words = await loadTexts();
  const html = files.get('html');
  if (html !== undefined) {
    const { comparisonPage } = await import('../../record/export/html/comparison-page');
    await html.write(comparisonPage({ runs, words, version }));
  }
  await files.get('json')?.write(jsonOf(comparison));
  if (takesStdout) return;
  const lines = comparisonLines(comparison, paperFor(standardOutput(), words));
  standardOutput().write(`${lines.join('\n')}\n`);
}

/** Names of the files; where two are alike, with their folders. */
function labelsOf(paths: readonly string[]): readonly string[] {
  const names = paths.map((path) => basename(path).replace(/(\.joinscope)?(\.part|\.gz)?$/, ''));
  return names.map((name, place) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : join(basename(dirname(paths[place] ?? '')), name),
  );
}

function jsonOf(comparison: Comparison): string {
  const plain = (_key: string, value: unknown) =>
    value instanceof Map ? Object.fromEntries(value as ReadonlyMap<string, unknown>) : value;
  return `${JSON.stringify({ schema: 1, ...comparison }, plain, 2)}\n`;
}
