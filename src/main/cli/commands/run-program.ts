import { isatty } from 'node:tty';
import type { CommandSpec } from '../../../shared/command';
import { reasonOf } from '../../../shared/outcome';
import type { Hertz } from '../../../shared/units';
import { LaunchError } from '../../runs/launch-error';
import type { Run } from '../../runs/run';
import type { RunOptions, RunService } from '../../runs/run-service';
import { CliError, exitCodes } from '../cli-error';
import type { CommandContext } from '../command-context';
import { guardSignals } from '../guard-signals';
import { keepMeasuring } from '../measure-memory';
import { openOutputFile, recordOption } from '../output-file';
import { standardError } from '../standard-streams';
import { concludeRun } from './conclude-run';

export interface RunCommandOptions {
  /** A file; false for none; left out, one in the library. */
  readonly record?: string | false;
  readonly summary?: string;
  /** Seconds. */
  readonly timeout?: number;
  readonly hz?: Hertz;
  readonly probes: boolean;
  readonly pipes?: boolean;
  readonly readStderr?: boolean;
  /** Measures PSS all the time. */
  readonly pss?: boolean;
  readonly quiet?: boolean;
}

/**
 * `joinscope run`: the command with our stdin, stdout and stderr, then what became of it.
 *
 * @returns the command's own exit code.
 */
export async function runProgram(
  argv: readonly string[],
  options: RunCommandOptions,
  { service, texts }: CommandContext,
): Promise<number> {
  if ((argv[0] ?? '') === '') throw new CliError('emptyCommand');
  const summary = options.summary === undefined ? undefined : await openOutputFile(options.summary);
  // isatty, not process.stdin: a look at that would open, and for a pipe take, the command's own input.
  const hasTerminal = isatty(0);
  try {
    const run = await startOrRefuse(service, specOf(argv, options), {
      ...recordOption(options.record),
      output: 'tee',
      foreground: hasTerminal,
      probes: options.probes,
      pipes: options.pipes === true,
      readStderr: options.readStderr === true,
      ...(options.hz !== undefined && { hz: options.hz }),
    });
    const release = guardSignals(run, hasTerminal ? 'terminal' : 'script');
    // Loaded while the command works, so that it waits neither before nor after.
    const report = options.quiet === true ? undefined : Promise.all([import('../report/print-report'), texts()]);
    const rest = keepMeasuring(run, options);
    await run.ended;
    rest();
    release();
    await summary?.write((await import('../report/english-summary')).englishSummary(run.model));
    await report?.then(([{ printReport }, words]) => printReport(run, standardError(), words));
    return await concludeRun(run, options.record, service);
  } catch (error) {
    await summary?.discard();
    throw error;
  }
}

/** @throws {CliError} with the exit code of env(1) and the shells for a command that cannot be started. */
export async function startOrRefuse(service: RunService, spec: CommandSpec, options: RunOptions): Promise<Run> {
  try {
    return await service.startCommand(spec, options);
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    const key = KEYS[error.exitStatus] ?? 'refused';
    throw new CliError(key, { ...reasonOf(error), command: spec.argv[0] ?? '' }, error.exitStatus);
  }
}

const KEYS: Readonly<Record<number, string>> = {
  [exitCodes.notFound]: 'notFound',
  [exitCodes.notExecutable]: 'notExecutable',
};

function specOf(argv: readonly string[], { timeout }: RunCommandOptions): CommandSpec {
  const timeoutMs = timeout === undefined ? {} : { timeoutMs: timeout * 1000 };
  return { argv: [...argv], cwd: process.cwd(), env: {}, shell: false, ...timeoutMs };
}
