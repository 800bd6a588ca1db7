/** Why a command cannot be started. Each message says what was expected and what was found. */
import type { FaultValues, ToldError } from '../../shared/outcome';

/** Base of what is found before anything was started. */
export abstract class LaunchError extends Error implements ToldError {
  abstract override readonly name: string;
  /** The exit status that a shell gives for it (POSIX, 2.8.2), 125 for what no shell checks (env(1)). */
  abstract readonly exitStatus: number;
  readonly id: string;
  readonly values: FaultValues;

  /** @param id key below `fault.` of the window's texts. */
  constructor(message: string, id: string, values: FaultValues = {}) {
    super(message);
    this.id = id;
    this.values = values;
  }
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
