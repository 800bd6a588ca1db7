import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { faultOf } from '../../shared/outcome';
import { type CsvTable, csvTables, type CsvWriter } from '../record/export/csv';
import { CliError } from './cli-error';

export interface OutputTables {
  readonly write: CsvWriter;
  close(): Promise<void>;
}

/**
 * One file a table, `processes.csv` and so on, in a folder that is made when it is missing.
 *
 * @throws {CliError} when the folder cannot be made or written.
 */
export async function openTables(folder: string): Promise<OutputTables> {
  const files = new Map<CsvTable, FileHandle>();
  const close = async () => {
    await Promise.all([...files.values()].map((file) => file.close()));
  };
  try {
    await mkdir(resolve(folder), { recursive: true });
    for (const table of csvTables) files.set(table, await open(join(resolve(folder), `${table}.csv`), 'w'));
  } catch (error) {
    await close();
    throw new CliError('outputRefused', { path: folder, reason: faultOf(error).message });
  }
  return {
    async write(table, text) {
      await files.get(table)?.write(text);
    },
    close,
  };
}
