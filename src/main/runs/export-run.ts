/** A run in the forms in which it is passed on. The writers are loaded when one is asked for. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent } from '../../shared/events';
import type { TextForm } from '../../shared/export-form';
import { summaryText } from '../../shared/summary';
import { makeFolder } from '../make-folder';
import type { CsvTable, CsvWriter } from '../record/export/csv';
import type { ReportWords } from '../record/export/html/paper';
import { wholeModelOf } from './read-comparable';
import type { Run } from './run';
import { fileOfRun } from './run-file';

export interface ExportWords {
  /** Of the report's language. */
  readonly words: ReportWords;
  /** A program reads JSON: its sentences are English whatever the language. */
  readonly english: Pick<ReportWords, 'sentence'>;
  /** Version of Joinscope. */
  readonly version: string;
}

/** The text of one form: whole, or piece by piece. */
export async function exportText(
  run: Run,
  form: TextForm,
  { words, english, version }: ExportWords,
): Promise<string | AsyncIterable<string>> {
  switch (form) {
    case 'json':
      return summaryText(await wholeModelOf(run), english.sentence);
    case 'html': {
      const { reportPage } = await import('../record/export/html/report-page');
      return reportPage({ title: run.title, model: await wholeModelOf(run), words, version });
    }
    case 'trace':
      return (await import('../record/export/trace')).traceText(await eventsOf(run));
  }
}

/**
 * Writes the tables as files, `processes.csv` and so on, into a folder that is made when it
 * is missing.
 *
 * @throws {Error} of the system when the folder cannot be made or written.
 */
export async function exportTables(run: Run, folder: string): Promise<void> {
  const { csvTables, writeCsv } = await import('../record/export/csv');
  makeFolder(folder);
  const pathOf = (table: CsvTable) => join(folder, `${table}.csv`);
  // Written beside their places: on a full disk no half table is left.
  const besideOf = (table: CsvTable) => join(folder, `.${table}.${process.pid}.tmp`);
  const files = new Map<CsvTable, FileHandle>();
  try {
    for (const table of csvTables) files.set(table, await open(besideOf(table), 'w'));
    const write: CsvWriter = async (table, text) => {
      await files.get(table)?.writeFile(text);
    };
    await writeCsv(await eventsOf(run), write);
    for (const file of files.values()) await file.close();
    for (const table of csvTables) await rename(besideOf(table), pathOf(table));
  } catch (error) {
    for (const [table, file] of files) {
      await file.close().catch(() => undefined);
      await rm(besideOf(table), { force: true });
    }
    throw error;
  }
}

/** All events from the file; of a run that is not recorded, what the window has. */
async function eventsOf(run: Run): Promise<AsyncIterable<readonly RunEvent[]>> {
  const path = fileOfRun(run);
  if (path === undefined) return inOneBlock(run.replay().events);
  return (await (await import('../record/read-recording')).readRecording(path)).events;
}

async function* inOneBlock(events: readonly RunEvent[]): AsyncGenerator<readonly RunEvent[], void, undefined> {
  yield await Promise.resolve(events);
}
