import { accessSync, constants, openSync, readSync, closeSync, type Stats, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import type { CommandSpec } from '../../shared/command';
import { ArgumentError, CommandNotFoundError, FolderError, NotExecutableError } from './errors';

/** MAX_ARG_STRLEN of linux/binfmts.h: the longest single argument, with its end mark. */
const MAX_ARGUMENT = 131_072;

/**
 * Finds out before anything is started whether a command can start: the system's own answers
 * (ENOENT for a missing folder as well as for a missing interpreter) do not say which it was.
 *
 * @param path the PATH that the command will have.
 * @throws {LaunchError} saying what was expected and what was found.
 */
export function checkCommand({ argv, cwd, shell }: CommandSpec, path: string): void {
  checkFolder(cwd);
  checkArguments(argv);
  if (!shell && process.platform !== 'win32') checkProgram(argv[0] ?? '', cwd, path);
}

function checkFolder(cwd: string): void {
  const stat = statSync(cwd, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new FolderError(`The working directory ${cwd} does not exist`, 'folder-missing', { folder: cwd });
  if (!stat.isDirectory())
    throw new FolderError(`The working directory ${cwd} is a file, not a folder`, 'folder-is-file', { folder: cwd });
  if (!may(cwd, constants.X_OK))
    throw new FolderError(`The working directory ${cwd} may not be entered`, 'folder-closed', { folder: cwd });
}

function checkArguments(argv: readonly string[]): void {
  const [program = ''] = argv;
  if (program.trim() === '') throw new ArgumentError('Expected a command to run, found nothing', 'no-command');
  for (const [index, argument] of argv.entries()) {
    if (argument.includes('\0'))
      throw new ArgumentError(`Argument ${index} holds a NUL character, which no program can receive`, 'nul-argument', {
        index,
      });
    const length = Buffer.byteLength(argument) + 1;
    if (length > MAX_ARGUMENT) {
      throw new ArgumentError(
        `Argument ${index} is ${length} bytes long; the system takes ${MAX_ARGUMENT}`,
        'long-argument',
        { index, length, limit: MAX_ARGUMENT },
      );
    }
  }
}

function checkProgram(program: string, cwd: string, path: string): void {
  const found = program.includes('/') ? resolve(cwd, program) : findOnPath(program, cwd, path);
  if (found === undefined)
    throw new CommandNotFoundError(`Command not found: ${program} is in no folder of PATH`, 'not-on-path', { program });
  const stat = statOf(found);
  if (stat === undefined)
    throw new CommandNotFoundError(`Command not found: there is no file ${program}`, 'no-file', { program });
  if (stat !== 'refused' && stat.isDirectory())
    throw new NotExecutableError(`Cannot run ${program}: it is a folder, not a program`, 'is-folder', { program });
  if (!may(found, constants.X_OK)) {
    throw new NotExecutableError(
      `Cannot run ${program}: the file is not executable (chmod +x would allow it)`,
      'not-executable',
      { program },
    );
  }
  checkInterpreter(program, found);
}

/** The first file of that name, one that may be run before one that may not, as shells do. */
function findOnPath(program: string, cwd: string, path: string): string | undefined {
  const files = path
    .split(delimiter)
    .map((folder) => join(isAbsolute(folder) ? folder : resolve(cwd, folder), program))
    .filter(isFile);
  return files.find((file) => may(file, constants.X_OK)) ?? files[0];
}

function isFile(path: string): boolean {
  const stat = statOf(path);
  // A folder of PATH that this user may not look into is passed over, as shells do.
  return stat !== undefined && stat !== 'refused' && stat.isFile();
}

/** `refused`: there may be something, but this user cannot get at it (no permission, links in a circle). */
function statOf(path: string): Stats | 'refused' | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return 'refused';
  }
}

/** A script whose first line names a program that is not there fails with ENOENT, as if itself were missing. */
function checkInterpreter(program: string, file: string): void {
  const interpreter = /^#!\s*(\S+)/.exec(headOf(file))?.[1];
  if (interpreter === undefined || statOf(interpreter) !== undefined) return;
  throw new NotExecutableError(
    `Cannot run ${program}: its first line asks for ${interpreter}, which does not exist`,
    'no-interpreter',
    { program, interpreter },
  );
}

function headOf(file: string): string {
  try {
    const fd = openSync(file, 'r');
    try {
      const head = Buffer.alloc(256);
      return head.toString('latin1', 0, readSync(fd, head, 0, head.length, 0));
    } finally {
      closeSync(fd);
    }
  } catch {
    return ''; // It may be run and not read.
  }
}

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
