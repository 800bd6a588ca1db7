import { copyFile } from 'node:fs/promises';
import { type RunEvent, SCHEMA_VERSION } from '../../shared/events';
import { isBrokenOff, isNotRecorded } from '../../shared/recording-notices';
import { type RecordingProblem, RecordingWriter } from '../record/recording-writer';
import type { Run } from './run';
import { fileOfRun } from './run-file';

/**
 * Writes a run as a recording of its own: a copy of its file, as far as it was written, or of a run
 * that is not recorded, or not any more, what is held of it.
 *
 * @param version of Joinscope.
 * @throws {RecordingError} when a run that is not recorded cannot be written there, else the system's error.
 */
export async function saveRun(run: Run, path: string, version: string): Promise<void> {
  const file = isStopped(run) ? undefined : fileOfRun(run);
  // It is there already.
  if (file === path) return;
  if (file !== undefined) return copyFile(file, path);
  const startedAt = run.model.started?.startedAt ?? 0;
  const header = {
    format: 'joinscope',
    schema: SCHEMA_VERSION,
    runId: run.id,
    title: run.title,
    startedAt,
    version,
  } as const;
  let reason: unknown;
  const onProblem = ({ values }: RecordingProblem): void => void (reason = values['reason']);
  const writer = await RecordingWriter.open(path, header, { maxSize: Infinity, onProblem });
  writer.append(run.replay().events.filter(isOfRun).map(asLost));
  if (!(await writer.close())) throw new Error(String(reason));
}

/** The disk was full, or its file was removed: what came after is held alone. */
const isStopped = ({ isLive, model }: Run): boolean => isLive && model.notices.some(({ id }) => isBrokenOff(id));

/** That another file was not written is not so of this one. */
const isOfRun = (event: RunEvent): boolean => event.type !== 'notice' || !isNotRecorded(event.id);

/** What the window did not hold any more is in no recording of such a run. */
function asLost(event: RunEvent): RunEvent {
  return event.type === 'lost' && event.source === 'window' ? { ...event, source: 'recording' } : event;
}
