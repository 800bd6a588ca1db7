import type { Values } from './text/texts';

/** Exit codes of this program's own failures: those of env(1), nohup(1) and timeout(1), which shells use too. */
export const exitCodes = { ownFailure: 125, notExecutable: 126, notFound: 127 } as const;

/** A failure of the command line itself. `key` is a text below `error.` of `cli.json`: expected and found. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly key: string;
  readonly values: Values;
  readonly exitCode: number;

  constructor(key: string, values: Values = {}, exitCode: number = exitCodes.ownFailure) {
    super(`${key} ${JSON.stringify(values)}`);
    this.key = key;
    this.values = values;
    this.exitCode = exitCode;
  }
}
