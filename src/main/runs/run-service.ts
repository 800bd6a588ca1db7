import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CommandSpec } from '../../shared/command';
import type { DemoName } from '../../shared/demos';
import type { RunEvent } from '../../shared/events';
import { type RecordingHeader, recordingHeaderSchema } from '../../shared/recording';
import type { EpochMilliseconds, Hertz, Milliseconds, MonotonicMilliseconds, RunId } from '../../shared/units';
import type { LaunchSpec } from '../companion/protocol';
import { entryFile } from '../entry-file';
import { commandTitle } from './command-title';
import type { ForkCompanion, OutputMode } from './fork-companion';
import { type EventSink, type Judge, LiveRun } from './live-run';
import { RecordedRun } from './recorded-run';
import type { Run } from './run';

/** How long a run may take to end when everything is to end. */
const STOP_ALL_PATIENCE: Milliseconds = 8000;

/** What a recording cannot be written for any more; the run goes on without. */
export type OnProblem = (problem: Error) => void;

/** What the service needs of the other rooms; a test hands in fakes. */
export interface RunServiceParts {
  readonly version: string;
  /** Where runs are recorded that do not say where. */
  readonly folder: string;
  readonly fork: ForkCompanion;
  readonly newJudge: () => Judge;
  readonly openSink: (path: string, header: RecordingHeader, onProblem: OnProblem) => EventSink | Promise<EventSink>;
  readonly readRecording: (
    path: string,
  ) => Promise<{ readonly header: RecordingHeader; readonly events: readonly RunEvent[] }>;
  /** Refuses, by throwing, a command that cannot be started. */
  readonly checkCommand: (spec: CommandSpec) => void | Promise<void>;
  readonly clock: () => MonotonicMilliseconds;
  readonly now: () => EpochMilliseconds;
  /** A few letters that tell apart runs of one second. */
  readonly newSuffix: () => string;
}

export interface RunOptions {
  /** A file, or `false` for none; left out, a new file in the recordings folder. */
  readonly record?: string | false;
  /** `capture` unless given. */
  readonly output?: OutputMode;
  /** See `LaunchSpec.foreground`; false unless given. */
  readonly foreground?: boolean;
  /** True unless given. */
  readonly probes?: boolean;
  /** Samples a second; 2 unless given. */
  readonly hz?: Hertz;
}

export interface DemoOptions extends RunOptions {
  /** As many as the demo likes unless given. */
  readonly workers?: number;
}

/** Starts runs, opens recordings, and holds both until they are closed. */
export class RunService {
  readonly #parts: RunServiceParts;
  readonly #runs = new Map<RunId, Run>();

  constructor(parts: RunServiceParts) {
    this.#parts = parts;
  }

  /**
   * Starts a command under watch. It may be running only a moment after this resolved; that it
   * could not be started after all is the run's end, `failed-to-start`.
   *
   * @throws what `resolveCommand` of launch throws for a command that cannot be started, and
   *   what the recording's writer throws for a file that cannot be written.
   */
  async startCommand(spec: CommandSpec, options: RunOptions = {}): Promise<Run> {
    await this.#parts.checkCommand(spec);
    return this.#start(spec, { ...options, title: commandTitle(spec.argv, spec.shell) });
  }

  /** Starts a built-in demo, which is a command like any other: this runtime with the demo's program. */
  async startDemo(name: DemoName, options: DemoOptions = {}): Promise<Run> {
    const workers = options.workers === undefined ? [] : ['--workers', String(options.workers)];
    const spec: CommandSpec = {
      argv: [process.execPath, entryFile('demo-program'), name, ...workers],
      cwd: homedir(),
      env: process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' },
      shell: false,
    };
    return this.#start(spec, { ...options, title: name, demo: name });
  }

  /**
   * Opens a recording as a run that has ended; its events come as batches. One that is held
   * already, live or opened, is given again.
   *
   * @throws what `readRecording` throws for a file that is no recording of ours.
   */
  async openRecording(path: string): Promise<Run> {
    const held = this.list().find((run) => run.path === path);
    if (held !== undefined) return held;
    const { header, events } = await this.#parts.readRecording(path);
    // A copy of a recording has the same id but is another file: both may be open.
    const runId = this.#runs.has(header.runId) ? `${header.runId}-${this.#parts.newSuffix()}` : header.runId;
    const run = new RecordedRun(path, { ...header, runId }, events);
    this.#runs.set(run.id, run);
    return run;
  }

  /** Oldest first. */
  list(): readonly Run[] {
    return [...this.#runs.values()];
  }

  get(id: RunId): Run | undefined {
    return this.#runs.get(id);
  }

  /** Forgets a run. @returns false, and keeps it, while it still runs. */
  close(id: RunId): boolean {
    const run = this.#runs.get(id);
    if (run === undefined) return true;
    if (isRunning(run)) return false;
    run.stop('cleanup');
    return this.#runs.delete(id);
  }

  /** Whether something would be cut short by quitting. */
  get isBusy(): boolean {
    return this.list().some(isRunning);
  }

  /** Ends every run at once and waits for their recordings, but not for ever. */
  async stopAll(): Promise<void> {
    const running = this.list().filter(isRunning);
    for (const run of running) run.stop('cleanup');
    const all = Promise.all(running.map(({ ended }) => ended));
    await Promise.race([all, new Promise((resolve) => setTimeout(resolve, STOP_ALL_PATIENCE).unref())]);
  }

  async #start(spec: CommandSpec, options: RunOptions & { title: string; demo?: DemoName }): Promise<Run> {
    const startedAt = this.#parts.now();
    const id = runIdOf(startedAt, this.#parts.newSuffix());
    const path = options.record === false ? undefined : (options.record ?? join(this.#parts.folder, `${id}.joinscope`));
    const { title } = options;
    // Problems before the run exists are told by the rejection of openSink itself.
    let tellProblem: OnProblem = () => undefined;
    const header = this.#headerOf({ id, title, startedAt });
    const sink =
      path === undefined ? undefined : await this.#parts.openSink(path, header, (problem) => tellProblem(problem));
    const run = new LiveRun({
      id,
      title,
      path,
      spec: this.#launchSpecOf(spec, options, startedAt),
      companion: this.#parts.fork(options.output ?? 'capture'),
      judge: this.#parts.newJudge(),
      sink,
      clock: this.#parts.clock,
    });
    tellProblem = (problem) =>
      run.tell({ level: 'warning', id: 'recording-failed', values: { path: path ?? '', reason: problem.message } });
    this.#runs.set(id, run);
    return run;
  }

  #headerOf({ id, title, startedAt }: { id: RunId; title: string; startedAt: EpochMilliseconds }): RecordingHeader {
    const { version } = this.#parts;
    return recordingHeaderSchema.parse({ format: 'joinscope', schema: 1, runId: id, title, startedAt, version });
  }

  #launchSpecOf(
    spec: CommandSpec,
    options: RunOptions & { demo?: DemoName },
    startedAt: EpochMilliseconds,
  ): LaunchSpec {
    return {
      argv: spec.argv,
      cwd: spec.cwd,
      env: { ...definedOf(process.env), ...spec.env },
      shell: spec.shell,
      ...(options.demo !== undefined && { demo: options.demo }),
      output: options.output ?? 'capture',
      foreground: options.foreground ?? false,
      probes: options.probes ?? true,
      hz: options.hz ?? 2,
      runStart: this.#parts.clock(),
      startedAt,
      ...(spec.timeoutMs !== undefined && { timeoutMs: spec.timeoutMs }),
    };
  }
}

function isRunning(run: Run): boolean {
  return run.isLive && run.model.ended === undefined;
}

/** `20261125-162530-k3f9`: sorts by time, and is a file name everywhere. */
export function runIdOf(startedAt: EpochMilliseconds, suffix: string): RunId {
  const stamp = new Date(startedAt).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `${stamp}-${suffix}`;
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}
