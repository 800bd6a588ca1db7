import type { Hertz } from '../../../shared/units';
import { type ComparableRun, comparableOf } from '../../../shared/compare/comparable-run';
import type { Run } from '../../runs/run';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { exitCodeOf } from '../exit-code';
import { guardSignals } from '../guard-signals';
import { openOutputs, type Outputs } from '../output-file';
import { standardError } from '../standard-streams';
import { comparisonForms, writeComparison } from './compare-runs';
import { startOrRefuse } from './run-program';

/** Stands in the command for the number of workers. */
const PLACE = '{workers}';

export interface SweepOptions {
  readonly workers: readonly number[];
  /** Runs of each number; the one of median wall time is compared. */
  readonly repeat: number;
  readonly record: boolean;
  readonly probes: boolean;
  readonly hz?: Hertz;
  readonly html?: string;
  readonly json?: string;
}

/**
 * `joinscope sweep`: the command once for each number of workers, then the comparison.
 *
 * @returns 0, or the exit code of the first run that did not end with 0; after it no more is run.
 */
export async function sweepWorkers(
  argv: readonly string[],
  options: SweepOptions,
  context: CommandContext,
): Promise<number> {
  if (!argv.some((part) => part.includes(PLACE))) throw new CliError('noPlace', { found: argv.join(' ') });
  // The command's own output goes there.
  const onStdout = comparisonForms.find((form) => options[form] === '-');
  if (onStdout !== undefined) throw new CliError('sweepStdout', { option: `--${onStdout}` });
  const outputs = await openOutputs(comparisonForms, options, []);
  try {
    return await sweepAll({ argv, options, outputs }, context);
  } finally {
    // Of what was written nothing is left to take back.
    await outputs.discard();
  }
}

interface Sweep {
  readonly argv: readonly string[];
  readonly options: SweepOptions;
  readonly outputs: Outputs<(typeof comparisonForms)[number]>;
}

async function sweepAll({ argv, options, outputs }: Sweep, context: CommandContext): Promise<number> {
  const runs: ComparableRun[] = [];
  const texts = await context.texts();
  for (const workers of options.workers) {
    const tries: ComparableRun[] = [];
    for (let turn = 1; turn <= options.repeat; turn += 1) {
      standardError().write(`${texts.say('sweep.next', { workers, turn, of: options.repeat })}\n`);
      const run = await runOnce(
        argv.map((part) => part.replaceAll(PLACE, String(workers))),
        options,
        context,
      );
      const code = exitCodeOf(await run.ended);
      if (code !== 0) {
        standardError().write(`${texts.say('sweep.failed', { workers, code })}\n`);
        return code;
      }
      tries.push(comparableOf(run.model, texts.say('sweep.label', { count: workers }), workers));
    }
    runs.push(medianOf(tries));
  }
  await writeComparison(runs, outputs, context);
  if (options.record) await context.service.tidyLibrary();
  return 0;
}

async function runOnce(argv: readonly string[], options: SweepOptions, { service }: CommandContext): Promise<Run> {
  const spec = { argv: [...argv], cwd: process.cwd(), env: {}, shell: false };
  const run = await startOrRefuse(service, spec, {
    ...(!options.record && { record: false }),
    output: 'tee',
    probes: options.probes,
    ...(options.hz !== undefined && { hz: options.hz }),
  });
  const release = guardSignals(run, 'script');
  await run.ended;
  release();
  return run;
}

function medianOf(tries: readonly ComparableRun[]): ComparableRun {
  const sorted = [...tries].sort((a, b) => a.facts.wallMs - b.facts.wallMs);
  const median = sorted[(sorted.length - 1) >> 1];
  if (median === undefined) throw new RangeError('Expected at least one run');
  return median;
}
