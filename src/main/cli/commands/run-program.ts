import { isatty } from 'node:tty';
import type { CommandSpec } from '../../../shared/command';
import type { Hertz } from '../../../shared/units';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { exitCodeOf } from '../exit-code';
import { guardSignals } from '../guard-signals';
import { openOutputFile, recordOption } from '../output-file';
import { paperFor } from '../report/paper';
import { reportLines } from '../report/report-lines';
import { summaryText } from '../report/summary-text';

export interface RunCommandOptions {
  /** A file; false for none; left out, one in the library. */
  readonly record?: string | false;
  readonly summary?: string;
  /** Seconds. */
  readonly timeout?: number;
  readonly hz?: Hertz;
  readonly probes: boolean;
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
  if (argv.length === 0 || argv[0] === '') throw new CliError('emptyCommand');
  const summary = options.summary === undefined ? undefined : await openOutputFile(options.summary);
  // isatty, not process.stdin: a look at that would open, and for a pipe take, the command's own input.
  const hasTerminal = isatty(0);
  try {
    const run = await service.startCommand(specOf(argv, options), {
      ...recordOption(options.record),
      output: 'tee',
      foreground: hasTerminal,
      probes: options.probes,
      ...(options.hz !== undefined && { hz: options.hz }),
    });
    const release = guardSignals(run, hasTerminal ? 'terminal' : 'script');
    const last = await run.ended;
    release();
    await summary?.write(summaryText(run.model));
    if (options.quiet !== true) {
      const lines = reportLines(run, paperFor(process.stderr, texts));
      process.stderr.write(`\n${lines.join('\n')}\n`);
    }
    if (last.reason === 'companion-lost') throw new CliError('companionLost');
    return exitCodeOf(last);
  } catch (error) {
    await summary?.discard();
    throw error;
  }
}

function specOf(argv: readonly string[], { timeout }: RunCommandOptions): CommandSpec {
  const timeoutMs = timeout === undefined ? {} : { timeoutMs: timeout * 1000 };
  return { argv: [...argv], cwd: process.cwd(), env: {}, shell: false, ...timeoutMs };
}
