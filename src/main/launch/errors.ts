/** Why a command cannot be started. Each message says what was expected and what was found. */

/** Base of what is found before anything was started. */
export abstract class LaunchError extends Error {
  abstract override readonly name: string;
  /** The exit status that a shell gives for it (POSIX, 2.8.2), 125 for what no shell checks (env(1)). */
  abstract readonly exitStatus: number;
}

/** No such program, or no such file. */
export class CommandNotFoundError extends LaunchError {
  override readonly name = 'CommandNotFoundError';
  readonly exitStatus = 127;
}

/** The file is there and cannot be run: no permission, a folder, a missing interpreter. */
export class NotExecutableError extends LaunchError {
  override readonly name = 'NotExecutableError';
  readonly exitStatus = 126;
}

/** The working directory is missing, no folder, or may not be entered. */
export class FolderError extends LaunchError {
  override readonly name = 'FolderError';
  readonly exitStatus = 125;
}

/** The words of the command cannot be handed to a program. */
export class ArgumentError extends LaunchError {
  override readonly name = 'ArgumentError';
  readonly exitStatus = 125;
}
