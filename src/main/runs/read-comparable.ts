import { setImmediate as turn } from 'node:timers/promises';
import { type ComparableRun, comparableOf } from '../../shared/compare/comparable-run';
import { RunModel } from '../../shared/model/run-model';
import { PART_SUFFIX } from '../record/recording-writer';
import type { Run } from './run';
import { fileOfRun } from './run-file';
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
    return comparableOf(await wholeModelOf(held), held.title);
  }
  const { title, model } = await foldRecording(path);
  return comparableOf(model, title);
}

/** The fold over all events of a run: of one of which a part is held, anew from its recording. */
export async function wholeModelOf(run: Run): Promise<RunModel> {
  const path = run.model.leftOut === 0 ? undefined : fileOfRun(run);
  return path === undefined ? run.model : (await foldRecording(path)).model;
}

async function foldRecording(path: string): Promise<{ readonly title: string; readonly model: RunModel }> {
  const { header, events } = await (await import('../record/read-recording')).readRecording(path);
  const model = new RunModel();
  for await (const block of events) {
    model.applyAll(block);
    // Windows of other runs are served meanwhile.
    await turn();
  }
  return { title: header.title, model };
}
