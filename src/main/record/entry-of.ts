import { type RunEvent, runEventSchema } from '../../shared/events';
import type { RecordingEntry } from '../../shared/recording';
import { worstOf } from '../../shared/urgency';
import { RunModel } from '../../shared/model/run-model';
import { readLines } from './read-recording';

/** What a list says of a recording, apart from its place and size. */
export type RecordingDigest = Omit<RecordingEntry, 'path' | 'sizeBytes' | 'isUnfinished'>;

/** Only these are needed for a digest, and they are few: the others are not even parsed. */
const NEEDED = /"type":"(?:process-started|process-renamed|process-exited|verdict|run-ended)"/;
/** The time of a line, wherever it stands in it. */
const TIME = /"t":(-?\d+(?:\.\d+)?)/;

/**
 * Reads what a list says of a recording. Faster than opening it, because samples, output
 * and tasks are skipped by their text.
 *
 * @throws {RecordingError} as `readRecording`.
 */
export async function digestOf(path: string): Promise<RecordingDigest> {
  const { header, lines } = await readLines(path);
  const model = new RunModel();
  let last = '';
  for await (const block of lines) {
    for (const line of block) {
      if (line === undefined || line === '') continue;
      last = line;
      const event = NEEDED.test(line) ? parseEvent(line) : undefined;
      if (event !== undefined) model.apply(event);
    }
  }
  const worst = worstOf(model);
  return {
    runId: header.runId,
    title: header.title,
    startedAt: header.startedAt,
    durationMs: model.ended?.t ?? Math.max(0, model.now, Number(TIME.exec(last)?.[1] ?? 0)),
    processes: model.processes.length,
    ...(worst !== undefined && { worst }),
  };
}

function parseEvent(line: string): RunEvent | undefined {
  try {
    return runEventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
