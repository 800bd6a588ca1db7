import { readlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import type { CommandSpec } from '../../shared/command';
import type { DemoName } from '../../shared/demos';
import type { RunEvent } from '../../shared/events';
import { SCHEMA_VERSION } from '../../shared/schema-version';
import { reasonOf } from '../../shared/outcome';
import type { RunningProcess } from '../../shared/running-process';
import type { RecordingHeader } from '../../shared/recording';
import type { EpochMilliseconds, Hertz, Milliseconds, MonotonicMilliseconds, Pid, RunId } from '../../shared/units';
import type { AttachSpec, AttachTarget, LaunchSpec } from '../companion/protocol';
import type { RecordingLibrary } from '../record/recording-library';
import { PART_SUFFIX } from '../record/recording-writer';
import { commandEnvironment } from '../launch/command-environment';
import { entryFile } from '../entry-file';
import { Mailbox } from './mailbox';
import { AttachError } from './attach-error';
import { commandTitle } from './command-title';
import { type ForkCompanion, type OutputMode, runtimeEnvironment } from './fork-companion';
import { type EventSink, type Judge, LiveRun } from './live-run';
import { RecordedRun } from './recorded-run';
import type { Run } from './run';

/** How long a run may take to end when everything is to end. */
const STOP_ALL_PATIENCE: Milliseconds = 8000;

/** What went wrong with a recording while its run goes on; `id` is a key below `notice.` of the locales. */
export interface SinkProblem {
  readonly id: string;
  readonly values: Readonly<Record<string, string | number>>;
}
type OnProblem = (problem: SinkProblem) => void;

/** The folder of recordings. */
export type Library = Pick<RecordingLibrary, 'pathOf' | 'prepare'>;

/** What the service needs of the other rooms; a test hands in fakes. */
export interface RunServiceParts {
  readonly version: string;
  /** Where runs are recorded that do not say where. */
  readonly library: () => Library;
  /** Removes what is beyond the limits of that folder. */
  readonly tidy: (inUse: ReadonlySet<string>) => Promise<void>;
  /** See `LaunchSpec.codeCache`. */
  readonly codeCache?: string;
  readonly fork: ForkCompanion;
  readonly newJudge: () => Judge;
  readonly openSink: (path: string, header: RecordingHeader, onProblem: OnProblem) => Promise<EventSink>;
  readonly readRecording: (
    path: string,
  ) => Promise<{ readonly header: RecordingHeader; readonly events: AsyncIterable<readonly RunEvent[]> }>;
  /** Refuses, by throwing, a command that cannot be started. */
  readonly checkCommand: (spec: CommandSpec) => void | Promise<void>;
  /** Processes that a run can be attached to. */
  readonly listRunning: () => Promise<readonly RunningProcess[]>;
  readonly clock: () => MonotonicMilliseconds;
  readonly now: () => EpochMilliseconds;
  /** Unique, and a file name everywhere. */
  readonly newRunId: (startedAt: EpochMilliseconds) => RunId;
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
  /** See `LaunchSpec.pipes`; false unless given. */
  readonly pipes?: boolean;
  /** See `LaunchSpec.readStderr`; false unless given. */
  readonly readStderr?: boolean;
  /** Samples a second; 2 unless given. */
  readonly hz?: Hertz;
}

export interface DemoOptions extends RunOptions {
  /** As many as the demo likes unless given. */
  readonly workers?: number;
  /** Amount of work; 1, a comfortable look on a usual machine, unless given. */
  readonly scale?: number;
}

/** Starts runs, opens recordings, and holds both until they are closed. */
export class RunService {
  readonly #parts: RunServiceParts;
  readonly #runs = new Map<RunId, Run>();

  constructor(parts: RunServiceParts) {
    this.#parts = parts;
  }

  /** Removes the oldest recordings beyond the limits, but none that is pinned or of a run that is held. */
  async tidyLibrary(): Promise<void> {
    await this.#parts.tidy(this.pathsInUse);
  }

  /** Files of the runs that are held: nothing may remove them. */
  get pathsInUse(): ReadonlySet<string> {
    const paths = this.list().flatMap(({ path }) => path ?? []);
    // While it is written, a recording has the longer name.
    return new Set([...paths, ...paths.map((path) => path + PART_SUFFIX)]);
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
    return this.#launch(spec, { ...options, title: commandTitle(spec.argv, spec.shell) });
  }

  /** Starts a built-in demo, which is a command like any other: this runtime with the demo's program. */
  async startDemo(name: DemoName, options: DemoOptions = {}): Promise<Run> {
    const workers = options.workers === undefined ? [] : ['--workers', String(options.workers)];
    const scale = options.scale === undefined ? [] : ['--scale', String(options.scale)];
    const spec: CommandSpec = {
      argv: [process.execPath, entryFile('demo-program'), name, ...workers, ...scale],
      cwd: homedir(),
      env: runtimeEnvironment,
      shell: false,
    };
    return this.#launch(spec, { ...options, title: name, demo: name });
  }

  /** Processes of the machine, for a person to choose one from. */
  listRunning(): Promise<readonly RunningProcess[]> {
    return this.#parts.listRunning();
  }

  /**
   * Watches a program that runs already, and its descendants; the end of the run leaves them alone.
   *
   * @throws {AttachError} when there is no such process; that it has gone a moment later is the
   *   run's end, `failed-to-start`.
   */
  async attach(target: AttachTarget, options: RunOptions & { readonly timeoutMs?: number } = {}): Promise<Run> {
    const found = (await this.listRunning()).find(({ pid }) => pid === target.pid);
    if (found === undefined) throw new AttachError('gone', target.pid);
    if (target.startTicks !== undefined && target.startTicks !== found.startTicks) {
      throw new AttachError('reused', target.pid);
    }
    const argv = found.argv.length > 0 ? found.argv : [found.name];
    const { startTicks } = found;
    return this.#start(
      (startedAt) => ({
        target: { pid: target.pid, ...(startTicks !== undefined && { startTicks }) },
        argv,
        cwd: cwdOf(target.pid),
        output: options.output ?? 'capture',
        hz: options.hz ?? 2,
        runStart: this.#parts.clock(),
        startedAt,
        ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
      }),
      { ...options, title: commandTitle(argv, false) },
    );
  }

  /**
   * Opens a recording as a run that has ended; its events come as batches. One that is held
   * already, live or opened, is given again.
   *
   * @throws what `readRecording` throws for a file that is no recording of ours.
   */
  async openRecording(path: string): Promise<Run> {
    // The file of a run that goes on is that run.
    const held = this.list().find((run) => run.path === path || (run.isLive && `${run.path}${PART_SUFFIX}` === path));
    if (held !== undefined) return held;
    const { header, events } = await this.#parts.readRecording(path);
    // A copy of a recording has the same id but is another file: both may be open.
    const id = this.#runs.has(header.runId) ? this.#parts.newRunId(this.#parts.now()) : header.runId;
    const run = new RecordedRun({ id, title: header.title, path }, events);
    this.#runs.set(run.id, run);
    return run;
  }

  /** Reads no more than the header. @throws what `readRecording` throws. */
  async checkRecording(path: string): Promise<void> {
    const { events } = await this.#parts.readRecording(path);
    await events[Symbol.asyncIterator]().return?.();
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

  #launch(spec: CommandSpec, options: RunOptions & { title: string; demo?: DemoName }): Promise<Run> {
    return this.#start((startedAt) => this.#launchSpecOf(spec, options, startedAt), options);
  }

  async #start(
    specAt: (startedAt: EpochMilliseconds) => AttachSpec | LaunchSpec,
    options: RunOptions & { title: string },
  ): Promise<Run> {
    const startedAt = this.#parts.now();
    const id = this.#parts.newRunId(startedAt);
    const { title } = options;
    const { sink, path, problems } = await this.#openSink({ id, title, startedAt }, options.record);
    const run = new LiveRun({
      id,
      title,
      path,
      spec: specAt(startedAt),
      companion: this.#parts.fork(options.output ?? 'capture'),
      judge: this.#parts.newJudge(),
      sink,
      clock: this.#parts.clock,
    });
    problems.drainTo((problem) => run.tell({ level: 'warning', ...problem }));
    this.#runs.set(id, run);
    return run;
  }

  async #openSink(
    { id, title, startedAt }: { id: RunId; title: string; startedAt: EpochMilliseconds },
    record: RunOptions['record'],
  ): Promise<{ sink: EventSink | undefined; path: string | undefined; problems: Mailbox<SinkProblem> }> {
    const problems = new Mailbox<SinkProblem>();
    if (record === false) return { sink: undefined, path: undefined, problems };
    const library = this.#parts.library();
    const path = record ?? library.pathOf(id);
    const { version } = this.#parts;
    const header: RecordingHeader = {
      format: 'joinscope',
      schema: SCHEMA_VERSION,
      runId: id,
      title,
      startedAt,
      version,
    };
    try {
      if (record === undefined) library.prepare();
      const sink = await this.#parts.openSink(path, header, (problem) => problems.put(problem));
      return { sink, path, problems };
    } catch (error) {
      // Who named a file wants that file. Nobody asked for the other: the run is worth more than its recording.
      if (record !== undefined) throw error;
      problems.put({ id: 'recording-failed', values: { ...reasonOf(error), path } });
      return { sink: undefined, path: undefined, problems };
    }
  }

  #launchSpecOf(
    spec: CommandSpec,
    options: RunOptions & { demo?: DemoName },
    startedAt: EpochMilliseconds,
  ): LaunchSpec {
    return {
      argv: spec.argv,
      cwd: spec.cwd,
      env: commandEnvironment(process.env, spec.env),
      shell: spec.shell,
      ...(options.demo !== undefined && { demo: options.demo }),
      output: options.output ?? 'capture',
      foreground: options.foreground ?? false,
      probes: options.probes ?? true,
      ...(this.#parts.codeCache !== undefined && { codeCache: this.#parts.codeCache }),
      pipes: options.pipes ?? false,
      readStderr: options.readStderr ?? false,
      hz: options.hz ?? 2,
      runStart: this.#parts.clock(),
      startedAt,
      ...(spec.timeoutMs !== undefined && { timeoutMs: spec.timeoutMs }),
    };
  }
}

/** Where a program works; the root where that may not be seen, or the system does not tell. */
function cwdOf(pid: Pid): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '/';
  }
}

function isRunning(run: Run): boolean {
  return run.isLive && run.model.ended === undefined;
}
