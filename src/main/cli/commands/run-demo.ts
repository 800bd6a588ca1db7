import { DEFAULT_DEMO, type DemoName, demoNames } from '../../../shared/demos';
import type { Hertz } from '../../../shared/units';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { guardSignals } from '../guard-signals';
import { watchRun } from '../live/watch-run';
import { openOutputFile, recordOption } from '../output-file';
import { printReport } from '../report/print-report';
import { englishSummary } from '../report/english-summary';
import { standardOutput } from '../standard-streams';
import { padText, widthOf } from '../text/fit-text';
import type { Texts } from '../text/texts';
import { concludeRun } from './conclude-run';

export interface DemoCommandOptions {
  readonly list?: boolean;
  readonly workers?: number;
  readonly scale?: number;
  /** As in `run`. */
  readonly record?: string | false;
  readonly summary?: string;
  readonly hz?: Hertz;
  readonly quiet?: boolean;
}

/** `joinscope demo`: a built-in workload with a live table, then what became of its processes. */
export async function runDemo(
  name: string | undefined,
  options: DemoCommandOptions,
  { service, texts: loadTexts }: CommandContext,
): Promise<number> {
  const texts = await loadTexts();
  if (options.list === true) {
    standardOutput().write(`${listLines(texts).join('\n')}\n`);
    return 0;
  }
  const demo = demoNamed(name ?? DEFAULT_DEMO);
  const summary = options.summary === undefined ? undefined : await openOutputFile(options.summary);
  try {
    const run = await service.startDemo(demo, {
      ...recordOption(options.record),
      ...(options.hz !== undefined && { hz: options.hz }),
      ...(options.workers !== undefined && { workers: options.workers }),
      ...(options.scale !== undefined && { scale: options.scale }),
    });
    const release = guardSignals(run, 'demo');
    const unwatch = await watchRun(run, texts);
    await run.ended;
    unwatch();
    release();
    await summary?.write(englishSummary(run.model));
    if (options.quiet !== true) {
      printReport(run, standardOutput(), texts);
    }
    return await concludeRun(run, options.record, service);
  } catch (error) {
    await summary?.discard();
    throw error;
  }
}

function demoNamed(given: string): DemoName {
  const found = demoNames.find((one) => one === given);
  if (found === undefined) throw new CliError('unknownDemo', { found: given, names: demoNames.join(', ') });
  return found;
}

function listLines({ say }: Texts): readonly string[] {
  const width = Math.max(...demoNames.map(widthOf));
  return demoNames.map((name) => `${padText(name, width, 'left')}  ${say(`demo:${name}.description`)}`);
}
