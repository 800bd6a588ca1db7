import { writeFile } from 'node:fs/promises';
import type { ComparableRun } from '../../shared/compare/comparable-run';
import type { ExportForm } from '../../shared/export-form';
import type { Language } from '../../shared/locales';
import type { TableCells } from '../../shared/table-cells';
import type { Run } from '../runs/run';
import { reportWordsIn } from './texts';

/** Endings of the files; CSV is a folder. */
const ENDINGS: Readonly<Record<ExportForm, string>> = {
  recording: '.joinscope',
  html: '.html',
  json: '.json',
  csv: '',
  trace: '.trace.json',
};

/** A name for the file, from the command: letters, digits and dashes. */
export function exportName(title: string, form: ExportForm): string {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${plain.slice(0, 60) || 'run'}${ENDINGS[form]}`;
}

interface Target {
  readonly path: string;
  readonly language: Language;
  readonly version: string;
}

/** Writes a run to a file, or as tables into a folder. */
export async function writeExport(run: Run, form: ExportForm, { path, language, version }: Target): Promise<void> {
  if (form === 'recording') return (await import('../runs/save-run')).saveRun(run, path, version);
  const { exportTables, exportText } = await import('../runs/export-run');
  if (form === 'csv') return exportTables(run, path);
  const words = { words: reportWordsIn(language), english: reportWordsIn('en'), version };
  await writeFile(path, await exportText(run, form, words));
}

/** Writes one table of the window as CSV. */
export async function writeTable(rows: TableCells, path: string): Promise<void> {
  const { csvText } = await import('../record/export/csv');
  await writeFile(path, csvText(rows));
}

/** Writes runs side by side as a page. */
export async function writeComparison(
  runs: readonly ComparableRun[],
  { path, language, version }: Target,
): Promise<void> {
  const { comparisonPage } = await import('../record/export/html/comparison-page');
  await writeFile(path, comparisonPage({ runs, words: reportWordsIn(language), version }));
}
