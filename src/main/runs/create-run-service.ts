import { dirname, join } from 'node:path';
import { Judge } from '../diagnose/judge';
import { checkCommand } from '../launch/check-command';
import { commandEnvironment } from '../launch/command-environment';
import { newRunId } from '../record/run-id';
import { RecordingLibrary } from '../record/recording-library';
import { RecordingWriter } from '../record/recording-writer';
import { recordingsFolder } from './data-folder';
import { type Keeping, readKeeping } from './keeping';
import { type ForkCompanion, forkCompanion } from './fork-companion';
import { RunService } from './run-service';

export interface RunServiceOptions {
  /** Version of Joinscope. */
  readonly version: string;
  /** The system's own, which may name another; {@link recordingsFolder} unless given. */
  readonly folder?: string;
  readonly fork?: ForkCompanion;
  /** Of a long recording that is opened some samples are enough, as for a window, which reads more where one looks; false unless given. */
  readonly holdsPart?: boolean;
}

/** The service with the real rooms behind it. */
export function createRunService({
  version,
  folder = recordingsFolder(),
  fork = forkCompanion,
  holdsPart = false,
}: RunServiceOptions): RunService {
  return new RunService({
    version,
    library: () => new RecordingLibrary(readKeeping(folder).folder),
    tidy: (inUse) => tidy(readKeeping(folder), inUse),
    codeCache: join(dirname(folder), 'probe'),
    fork,
    newJudge: () => new Judge(),
    openSink: (path, header, onProblem) =>
      RecordingWriter.open(path, header, { onProblem, maxSize: readKeeping(folder).recordingSize }),
    // Loaded when one is opened: parsing needs zod, and a run should start without waiting for it.
    readRecording: async (path) => {
      const { defaultLimits, readRecording, windowLimits } = await import('../record/read-recording');
      return readRecording(path, holdsPart ? windowLimits : defaultLimits);
    },
    checkCommand: (spec) => checkCommand(spec, commandEnvironment(process.env, spec.env)['PATH'] ?? ''),
    // Loaded on demand: a run of a command needs no list of the others.
    listRunning: async () => (await import('../monitor/list-running')).listRunning(),
    clock: () => Number(process.hrtime.bigint()) / 1e6,
    now: () => Date.now(),
    newRunId: (startedAt) => newRunId(startedAt, Math.random),
  });
}

/** Most of the time nothing is to go, and that shows without loading what reads marks and recordings. */
async function tidy({ folder, limits }: Keeping, inUse: ReadonlySet<string>): Promise<void> {
  const library = new RecordingLibrary(folder);
  if (await library.isWithin(limits)) return;
  const { RecordingShelf } = await import('../record/recording-shelf');
  await new RecordingShelf(library).tidy(limits, inUse);
}
