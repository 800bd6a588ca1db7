import { Judge } from '../diagnose/judge';
import { checkCommand } from '../launch/check-command';
import { commandEnvironment } from '../launch/command-environment';
import { newRunId } from '../record/run-id';
import { RecordingLibrary } from '../record/recording-library';
import { RecordingWriter } from '../record/recording-writer';
import { recordingsFolder } from './data-folder';
import { type ForkCompanion, forkCompanion } from './fork-companion';
import { RunService } from './run-service';

export interface RunServiceOptions {
  /** Version of Joinscope. */
  readonly version: string;
  /** {@link recordingsFolder} unless given. */
  readonly folder?: string;
  readonly fork?: ForkCompanion;
}

/** The service with the real rooms behind it. */
export function createRunService({
  version,
  folder = recordingsFolder(),
  fork = forkCompanion,
}: RunServiceOptions): RunService {
  return new RunService({
    version,
    library: new RecordingLibrary(folder),
    fork,
    newJudge: () => new Judge(),
    openSink: (path, header, onProblem) => RecordingWriter.open(path, header, { onProblem }),
    // Loaded when one is opened: parsing needs zod, and a run should start without waiting for it.
    readRecording: async (path) => (await import('../record/read-recording')).readRecording(path),
    checkCommand: (spec) => checkCommand(spec, commandEnvironment(process.env, spec.env)['PATH'] ?? ''),
    // Loaded on demand: a run of a command needs no list of the others.
    listRunning: async () => (await import('../monitor/list-running')).listRunning(),
    clock: () => Number(process.hrtime.bigint()) / 1e6,
    now: () => Date.now(),
    newRunId: (startedAt) => newRunId(startedAt, Math.random),
  });
}
