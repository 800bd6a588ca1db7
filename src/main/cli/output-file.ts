import { existsSync, type PathLike, statSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { faultOf } from '../../shared/outcome';
import { CliError } from './cli-error';

/** A file that is whole or not there: written beside its place and renamed. */
export interface OutputFile {
  /** @param text all of it, or piece by piece. */
  write(text: string | AsyncIterable<string>): Promise<void>;
  /** Takes back an unwritten one. */
  discard(): Promise<void>;
}

/**
 * Makes sure, before the work, that its result can be written.
 *
 * @param path a device or pipe such as /dev/stdout is written directly.
 * @throws {CliError} when the folder is missing or may not be written, or `path` is a folder.
 */
export async function openOutputFile(path: string): Promise<OutputFile> {
  const target = resolve(path);
  const kind = kindOf(target);
  if (kind === 'folder') throw new CliError('outputIsFolder', { path });
  if (kind === 'device') return { write: (text) => writeFile(target, text), discard: () => Promise.resolve() };
  if (!existsSync(dirname(target))) throw new CliError('outputNoFolder', { path, folder: dirname(target) });
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const file = await open(beside, 'w').catch((error: unknown) => {
    throw new CliError('outputRefused', { path, reason: faultOf(error).message });
  });
  return {
    async write(text) {
      await writeFile(file, text);
      await file.close();
      await rename(beside, target);
    },
    async discard() {
      await file.close();
      await rm(beside, { force: true });
    },
  };
}

/** What `--record FILE`, `--no-record` or neither means for a run. */
export function recordOption(given: string | false | undefined): { readonly record?: string | false } {
  if (given === undefined) return {};
  return { record: given === false ? false : resolve(given) };
}

function kindOf(path: PathLike): 'none' | 'file' | 'folder' | 'device' {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return 'folder';
    return stats.isFile() ? 'file' : 'device';
  } catch {
    return 'none'; // Or out of reach: the attempt to write tells why.
  }
}
