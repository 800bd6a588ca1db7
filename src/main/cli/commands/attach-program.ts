import type { Hertz, Pid } from '../../../shared/units';
import { AttachError } from '../../runs/attach-error';
import type { Run } from '../../runs/run';
import type { RunService } from '../../runs/run-service';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { guardSignals } from '../guard-signals';
import { keepMeasuring } from '../measure-memory';
import { openOutputFile, recordOption } from '../output-file';
import { printReport } from '../report/print-report';
import { englishSummary } from '../report/english-summary';
import { standardError } from '../standard-streams';

export interface AttachOptions {
  /** As in `run`. */
  readonly record?: string | false;
  readonly summary?: string;
  /** Seconds after which the watch ends; the program goes on. */
  readonly timeout?: number;
  readonly hz?: Hertz;
  /** Measures PSS all the time. */
  readonly pss?: boolean;
  readonly quiet?: boolean;
}

/**
 * `joinscope attach`: watches a program that runs already until it ends, or until Ctrl-C.
 *
 * @returns 0: what is watched is not ours, and its exit code is in the report and the summary.
 */
export async function attachProgram(
  pid: Pid,
  options: AttachOptions,
  { service, texts }: CommandContext,
): Promise<number> {
  const summary = options.summary === undefined ? undefined : await openOutputFile(options.summary);
  try {
    const run = await attachOrRefuse(service, pid, options);
    const release = guardSignals(run, 'watch');
    const rest = keepMeasuring(run, options);
    const last = await run.ended;
    rest();
    release();
    await summary?.write(englishSummary(run.model));
    if (options.quiet !== true) printReport(run, standardError(), await texts());
    if (options.record === undefined) await service.tidyLibrary();
    if (last.reason === 'companion-lost') throw new CliError('companionLost');
    if (last.reason === 'failed-to-start') throw refusalOf(run, pid);
    return 0;
  } catch (error) {
    await summary?.discard();
    throw error;
  }
}

async function attachOrRefuse(service: RunService, pid: Pid, options: AttachOptions): Promise<Run> {
  try {
    return await service.attach(
      { pid },
      {
        ...recordOption(options.record),
        output: 'tee',
        ...(options.hz !== undefined && { hz: options.hz }),
        ...(options.timeout !== undefined && { timeoutMs: options.timeout * 1000 }),
      },
    );
  } catch (error) {
    if (error instanceof AttachError) throw new CliError('attachGone', { pid });
    throw error;
  }
}

/** Why the watch could not begin stands among the notices of the run. */
function refusalOf({ model }: Run, pid: Pid): CliError {
  const isSelf = model.notices.some(({ id }) => id === 'attach-self');
  return new CliError(isSelf ? 'attachSelf' : 'attachGone', { pid });
}
