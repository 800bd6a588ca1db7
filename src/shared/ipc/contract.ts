/**
 * Every message between main and page, written once.
 *
 * Main derives {@link Handlers} from these tables, the preload script builds
 * {@link Bridge} by walking them, and the page sees `Bridge` as `window.bridge`.
 * Adding a line here without a handler in main is a compile error.
 *
 * Requests go up (`invocations`), facts come down (`broadcasts`). What happened in a run
 * reaches the page through `runBatch` alone. How arguments are checked is in
 * `argument-schemas.ts`: main needs it, and the preload script stays small without.
 */
import type { ComparableRun } from '../compare/comparable-run';
import type { CommandSpec } from '../command';
import type { DemoName } from '../demos';
import type { ExportForm, PictureForm } from '../export-form';
import type { Interpreter } from '../lesson/interpreter';
import type { Lesson } from '../lesson/lesson';
import type { LessonList } from '../lesson/lesson-list';
import type { ProgramRequest } from '../lesson/program-request';
import type { LessonProgress } from '../lesson/progress';
import type { Outcome } from '../outcome';
import type { ListedRecording, MarksPatch, PackedBatch, Stretch } from '../recording';
import type { ProcessTarget, RunAction } from '../run-action';
import type { Settings, SettingsPatch } from '../settings';
import type { RunningProcess } from '../running-process';
import type { TableCells } from '../table-cells';
import type { Pid, RunId, StartTicks } from '../units';
import type { CommandId, CommandState } from '../window-commands';

/** What the page must know of its surroundings, once. */
export interface AppFacts {
  readonly version: string;
  readonly platform: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly homeFolder: string;
  readonly cwd: string;
  /** Versions of electron, node, chrome. */
  readonly versions: Readonly<Record<string, string>>;
  /** BCP 47 tag that the system prefers. */
  readonly systemLanguage: string;
  readonly recordingsFolder: string;
  /** Where the settings are that could not be read at this start. */
  readonly settingsKeptAside?: string;
}

/** Signals that a person may send to a watched program. */
export const runSignals = ['SIGINT', 'SIGTERM', 'SIGSTOP', 'SIGCONT', 'SIGKILL'] as const;
export type RunSignal = (typeof runSignals)[number];

/** One of the runs of a comparison, as the person named it. */
export interface NamedRun {
  readonly path: string;
  readonly label: string;
  /** `null` where nobody knows. */
  readonly workers: number | null;
}

export interface Invocation<Args extends readonly unknown[], Result> {
  readonly channel: string;
  /** These two exist for the type checker only. */
  readonly args?: Args;
  readonly result?: Result;
}

export interface Broadcast<Payload> {
  readonly channel: string;
  /** Exists for the type checker only. */
  readonly payload?: Payload;
}

const invocation = <Args extends readonly unknown[], Result>(channel: string): Invocation<Args, Result> => ({
  channel,
});
const broadcast = <Payload>(channel: string): Broadcast<Payload> => ({ channel });

export const invocations = {
  appFacts: invocation<[], AppFacts>('app:facts'),
  startCommand: invocation<[command: CommandSpec], RunId>('run:start-command'),
  startDemo: invocation<[name: DemoName], RunId>('run:start-demo'),
  /** Processes of the machine that a run can be attached to. */
  listRunning: invocation<[], readonly RunningProcess[]>('process:list'),
  /** Watches a program that runs already; with its start time, a stranger that got its pid is refused. */
  attach: invocation<[pid: Pid, startTicks: StartTicks | null], RunId>('run:attach'),
  /** Passes a signal on to the command, or to the program that was attached to. */
  signalRun: invocation<[id: RunId, signal: RunSignal], undefined>('run:signal'),
  /** Acts on processes of a run; what came of it is told by the run's events. */
  actOnRun: invocation<[id: RunId, action: RunAction], undefined>('run:act'),
  /**
   * Shows the working directory of a process in the system's file manager.
   *
   * @returns the folder.
   */
  showFolder: invocation<[id: RunId, target: ProcessTarget], string>('process:show-folder'),
  /** Asks for the memory of a process with its part of what it shares; the answer is an event of the run. */
  measureMemory: invocation<[id: RunId, pid: Pid], undefined>('run:measure'),
  /**
   * `stop` climbs the ladder SIGTERM, 5 s, SIGKILL; `kill` starts at SIGKILL. Of a program that
   * was attached to, both end the watch and leave it alone.
   */
  stopRun: invocation<[id: RunId, how: 'stop' | 'kill'], undefined>('run:stop'),
  /** For a window that opened late or missed a batch; the answer is batches from index 0 on. */
  replayRun: invocation<[id: RunId], undefined>('run:replay'),
  /**
   * All events of a run that are held, once, for looking back at it; what follows comes down as batches.
   *
   * @param stretch is given in full, from the recording, and the rest thinned; `null`: all that is held.
   */
  readEvents: invocation<[id: RunId, stretch: Stretch | null], PackedBatch>('run:events'),
  /**
   * Runs that main still holds, oldest first: a page that reloaded asks for each to be replayed.
   * To be called once the page listens: main sends it nothing before.
   */
  heldRuns: invocation<[], readonly RunId[]>('run:held'),
  /** Main forgets a run; one that still runs is refused. */
  closeRun: invocation<[id: RunId], undefined>('run:close'),
  /**
   * Asks the person where, and writes the run there.
   *
   * @returns the file, or for CSV the folder; `undefined` when they cancelled.
   */
  exportRun: invocation<[id: RunId, form: ExportForm], string | undefined>('run:export'),
  /**
   * Asks the person where, and writes the rows of one table there as CSV, headings first.
   *
   * @param name what the file is called when they choose no other name.
   * @returns the file; `undefined` when they cancelled.
   */
  exportTable: invocation<[name: string, rows: TableCells], string | undefined>('table:export'),
  /**
   * Asks the person where, and writes one picture of the window there.
   *
   * @param name what the file is called when they choose no other name.
   * @returns the file; `undefined` when they cancelled.
   */
  exportPicture: invocation<[name: string, form: PictureForm, bytes: Uint8Array], string | undefined>('picture:export'),
  /** A recording by what it is compared, without opening it. */
  readComparable: invocation<[path: string], ComparableRun>('compare:read'),
  /**
   * Asks the person where, and writes the comparison there as a page.
   *
   * @returns the file; `undefined` when they cancelled.
   */
  exportComparison: invocation<[runs: readonly NamedRun[]], string | undefined>('compare:export'),
  listRecordings: invocation<[], readonly ListedRecording[]>('recording:list'),
  /** Changes what a person says of a recording. */
  markRecording: invocation<[path: string, patch: MarksPatch], undefined>('recording:mark'),
  /** Puts recordings away; those outside the folder are only forgotten. */
  removeRecordings: invocation<[paths: readonly string[]], undefined>('recording:remove'),
  /** Undoes `removeRecordings`. */
  restoreRecordings: invocation<[paths: readonly string[]], undefined>('recording:restore'),
  /** Closes recordings that were cut off. @returns their new paths. */
  recoverRecordings: invocation<[paths: readonly string[]], readonly string[]>('recording:recover'),
  /** Opens a recording as a run that has ended; its events come down as batches. */
  openRecording: invocation<[path: string], RunId>('recording:open'),
  /** Asks the person for a file; `undefined` when they cancelled. */
  chooseRecording: invocation<[], string | undefined>('dialog:recording'),
  chooseFolder: invocation<[from: string], string | undefined>('dialog:folder'),
  /** Every lesson, and what the reader has seen. */
  listLessons: invocation<[], { readonly list: LessonList; readonly progress: LessonProgress }>('lesson:list'),
  readLesson: invocation<[id: string], Lesson>('lesson:read'),
  /** Runs a program of a lesson as it stands in the editor. */
  startLesson: invocation<[request: ProgramRequest], RunId>('lesson:start'),
  noteLesson: invocation<[id: string, state: 'opened' | 'seen'], LessonProgress>('lesson:note'),
  /** The Pythons of this machine, the one of PATH first. */
  findInterpreters: invocation<[], readonly Interpreter[]>('lesson:interpreters'),
  /** What can be done now, for the native menu. */
  noteCommands: invocation<[state: CommandState], undefined>('menu:note'),
  readSettings: invocation<[], Settings>('settings:read'),
  writeSettings: invocation<[patch: SettingsPatch], Settings>('settings:write'),
};

export const broadcasts = {
  runBatch: broadcast<PackedBatch>('run:batch'),
  recordingsChanged: broadcast<undefined>('recording:changed'),
  settingsChanged: broadcast<Settings>('settings:changed'),
  /** Chosen in the native menu. */
  menuCommand: broadcast<CommandId>('menu:command'),
  /** A notification of the desktop was clicked: its run, and the process it is about. */
  alertChosen: broadcast<{ readonly runId: RunId; readonly pid: Pid | undefined }>('alert:chosen'),
  /** A file that was double-clicked or given to a second start could not be opened, or was. */
  recordingOpened: broadcast<Outcome<RunId>>('recording:opened'),
};

/**
 * How main knows what a page has taken: it asks after a batch, and the preload script, whose
 * messages are handled in order with the page's, answers with the same number.
 */
export const pulse = { ask: 'page:pulse', answer: 'page:pulse-taken' } as const;

type Invocations = typeof invocations;
type Broadcasts = typeof broadcasts;
export type InvocationName = keyof Invocations;
export type BroadcastName = keyof Broadcasts;
/** What a call of this name is given. */
export type ArgsOf<Name extends InvocationName> =
  Invocations[Name] extends Invocation<infer Args, unknown> ? Args : never;
type ResultOf<Name extends InvocationName> =
  Invocations[Name] extends Invocation<readonly unknown[], infer Result> ? Result : never;
export type PayloadOf<Name extends BroadcastName> = Broadcasts[Name] extends Broadcast<infer Payload> ? Payload : never;

export type Unsubscribe = () => void;

/** What main must implement. */
export type Handlers = {
  readonly [Name in InvocationName]: (...args: ArgsOf<Name>) => ResultOf<Name> | Promise<ResultOf<Name>>;
};

/** What the page may call. A failed call resolves to a fault; it does not reject. */
export interface Bridge {
  readonly call: {
    readonly [Name in InvocationName]: (...args: ArgsOf<Name>) => Promise<Outcome<ResultOf<Name>>>;
  };
  readonly on: {
    readonly [Name in BroadcastName]: (listener: (payload: PayloadOf<Name>) => void) => Unsubscribe;
  };
  /** The path of a file that was dropped on the window (webUtils.getPathForFile); '' for what is no file. */
  readonly pathOfDropped: (file: unknown) => string;
}
