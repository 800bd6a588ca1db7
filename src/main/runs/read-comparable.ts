import { setImmediate as turn } from 'node:timers/promises';
import { type ComparableRun, comparableOf } from '../../shared/compare/comparable-run';
import { RunModel } from '../../shared/model/run-model';
import { PART_SUFFIX } from '../record/recording-writer';
import type { RunService } from './run-service';

/**
 * A recording as it is compared, without opening it as a run: of one that is open, what is
 * known of it now.
 *
 * @throws what `readRecording` throws for a file that is no recording of ours.
 */
export async function readComparable(service: Pick<RunService, 'list'>, path: string): Promise<ComparableRun> {
  const held = service.list().find((run) => run.path === path || (run.path ?? '') + PART_SUFFIX === path);
  if (held !== undefined) {
    // An opened recording is still being read; a live run is taken as far as it is.
    if (!held.isLive) await held.ended;
    return comparableOf(held.model, held.title);
  }
  const { header, events } = await (await import('../record/read-recording')).readRecording(path);
  const model = new RunModel();
  for await (const block of events) {
    model.applyAll(block);
    // Windows of other runs are served meanwhile.
    await turn();
  }
  return comparableOf(model, header.title);
}
