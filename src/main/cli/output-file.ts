import { existsSync, type PathLike, statSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { faultOf } from '../../shared/outcome';
import { CliError } from './cli-error';
import { standardOutput } from './standard-streams';

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
  if (kind === 'device')
    return { write: (text) => writeFile(target, text).catch(refuse(path)), discard: () => Promise.resolve() };
  if (!existsSync(dirname(target))) throw new CliError('outputNoFolder', { path, folder: dirname(target) });
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const file = await open(beside, 'w').catch((error: unknown) => {
    throw new CliError('outputRefused', { path, reason: faultOf(error).message });
  });
  const discard = async (): Promise<void> => {
    await file.close().catch(() => undefined);
    await rm(beside, { force: true });
  };
  return {
    async write(text) {
      try {
        await writeFile(file, text);
        await file.close();
        await rename(beside, target);
      } catch (error) {
        await discard();
        refuse(path)(error);
      }
    },
    discard,
  };
}

/** The system refused to write: a full disk, above all. What went wrong where the text comes from is passed on. */
function refuse(path: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new CliError('outputRefused', { path, reason: faultOf(error).message });
  };
}

/** Where outputs of some forms go: paths, and `-` for stdout. */
export type OutputPaths<Form extends string> = Readonly<Partial<Record<Form, string>>>;

/** Opened outputs. */
export interface Outputs<Form extends string> {
  readonly files: ReadonlyMap<Form, OutputFile>;
  /** One of them takes stdout, so that no text may go there. */
  readonly takesStdout: boolean;
  /** Takes back what was not written. */
  discard(): Promise<void>;
}

/**
 * Opens all outputs before the work, so that a bad path costs nothing.
 *
 * @param inputs files that no output may replace.
 * @throws {CliError} when one cannot be opened, two want stdout, or one is an input.
 */
export async function openOutputs<Form extends string>(
  forms: readonly Form[],
  paths: OutputPaths<Form>,
  inputs: readonly string[],
): Promise<Outputs<Form>> {
  const toStdout = forms.filter((form) => paths[form] === '-');
  if (toStdout.length > 1) throw new CliError('oneStdout', { found: toStdout.map((form) => `--${form} -`).join(' ') });
  const files = new Map<Form, OutputFile>();
  const discard = async (): Promise<void> => {
    await Promise.all([...files.values()].map((file) => file.discard()));
  };
  try {
    for (const form of forms) {
      const path = paths[form];
      if (path === undefined) continue;
      if (inputs.some((input) => isSameFile(input, path))) throw new CliError('outputIsInput', { path });
      files.set(form, path === '-' ? STDOUT : await openOutputFile(path));
    }
  } catch (error) {
    await discard();
    throw error;
  }
  return { files, takesStdout: toStdout.length > 0, discard };
}

const STDOUT: OutputFile = {
  async write(text) {
    const pieces = typeof text === 'string' ? [text] : text;
    for await (const piece of pieces) await new Promise((done) => standardOutput().write(piece, done));
  },
  discard: () => Promise.resolve(),
};

function isSameFile(one: string, other: string): boolean {
  try {
    const [a, b] = [statSync(one), statSync(other)];
    return a.dev === b.dev && a.ino === b.ino;
  } catch {
    return false;
  }
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
