import type { Run } from '../../runs/run';
import type { RunService } from '../../runs/run-service';
import { CliError } from '../cli-error';
import { exitCodeOf } from '../exit-code';

/**
 * What is left when everything was said: an old recording goes where there are too many.
 *
 * @param record the option: a run that was not recorded into the folder did not fill it.
 * @returns what to exit with.
 * @throws {CliError} when the watcher was lost, so that how the command ended is not known.
 */
export async function concludeRun(run: Run, record: string | false | undefined, service: RunService): Promise<number> {
  const last = await run.ended;
  if (record === undefined) await service.tidyLibrary();
  if (last.reason === 'companion-lost') throw new CliError('companionLost');
  return exitCodeOf(last);
}
