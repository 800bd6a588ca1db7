import { writeFile } from 'node:fs/promises';
import type { CommandSpec } from '../../shared/command';
import type { ExportForm } from '../../shared/export-form';
import type { ComparableRun } from '../../shared/compare/comparable-run';
import type { AppFacts, Handlers } from '../../shared/ipc/contract';
import { packBatch } from '../../shared/recording';
import type { Settings, SettingsPatch } from '../../shared/settings';
import type { TableCells } from '../../shared/table-cells';
import type { RunId } from '../../shared/units';
import type { CommandState } from '../../shared/window-commands';
import type { RecordingShelf } from '../record/recording-shelf';
import { folderOfProcess } from '../runs/process-folder';
import type { Run } from '../runs/run';
import type { RunOptions } from '../runs/run-service';
import { compareHandlers } from './compare-handlers';
import { RunStillRunningError, UnknownRunError } from './errors';
import { exportName } from './export-run';
import type { LessonDesk } from '../lessons/lesson-desk';
import { lessonHandlers } from './lesson-handlers';
import type { RunDesk } from './run-desk';
import { shelfHandlers } from './shelf-handlers';

/** What the handlers need of the window and the system; a test passes a plain object. */
export interface HandlerParts {
  readonly desk: RunDesk;
  readonly shelf: () => Promise<RecordingShelf>;
  readonly onRecordingsChanged: () => void;
  /** Loads the lessons' room, which the first picture does not wait for. */
  readonly lessons: () => Promise<LessonDesk>;
  readonly facts: () => AppFacts;
  readonly settings: {
    readonly settings: Settings;
    readonly write: (patch: SettingsPatch) => Settings;
  };
  readonly onCommands: (state: CommandState) => undefined;
  readonly page: {
    /** The page has its listeners in place. */
    readonly listen: () => void;
    /** Sends the whole of a run. @returns false when it is not held. */
    readonly replay: (runId: RunId) => boolean;
  };
  readonly ask: {
    readonly recording: () => Promise<string | undefined>;
    readonly folder: (from: string) => Promise<string | undefined>;
    readonly showFolder: (folder: string) => Promise<void>;
    readonly saveAs: (name: string) => Promise<string | undefined>;
  };
  readonly writeExport: (run: Run, form: ExportForm, path: string) => Promise<void>;
  readonly writeTable: (rows: TableCells, path: string) => Promise<void>;
  readonly writeComparison: (runs: readonly ComparableRun[], path: string) => Promise<void>;
}

/** What main answers the page. */
export function createHandlers({
  desk,
  lessons,
  shelf,
  onRecordingsChanged,
  facts,
  settings,
  onCommands,
  page,
  ask,
  writeExport,
  writeTable,
  writeComparison,
}: HandlerParts): Handlers {
  const options = (): RunOptions => {
    const { hz, probes, pipes, record } = settings.settings;
    return { hz, probes, pipes, ...(!record && { record: false }) };
  };
  return {
    appFacts: facts,
    startCommand: async (command) =>
      desk.show(await (await desk.service()).startCommand(withLimit(command, settings.settings), options())),
    startDemo: async (name) => desk.show(await (await desk.service()).startDemo(name, options())),
    listRunning: async () => (await desk.service()).listRunning(),
    attach: async (pid, startTicks) => {
      const target = { pid, ...(startTicks !== null && { startTicks }) };
      return desk.show(await (await desk.service()).attach(target, options()));
    },
    ...controlHandlers(desk, ask.showFolder),
    readEvents: async (runId, stretch) => {
      const run = await desk.find(runId);
      if (stretch === null) return packBatch(run.replay());
      return packBatch(await (await import('../runs/stretch-of-run')).replayAround(run, stretch));
    },
    replayRun: (runId) => {
      if (!page.replay(runId)) throw new UnknownRunError(runId);
      return undefined;
    },
    heldRuns: () => heldRuns(desk, page),
    closeRun: (runId) => close(desk, runId),
    ...exportHandlers({ desk, ask, writeExport, writeTable }),
    ...compareHandlers({ desk, saveAs: ask.saveAs, writeComparison }),
    ...lessonHandlers(desk, lessons),
    ...shelfHandlers({ desk, shelf, onRecordingsChanged }),
    chooseRecording: ask.recording,
    chooseFolder: ask.folder,
    ...windowHandlers({ settings, onCommands }),
  };
}

/** What the window remembers and shows. */
function windowHandlers({
  settings,
  onCommands,
}: Pick<HandlerParts, 'settings' | 'onCommands'>): Pick<Handlers, 'noteCommands' | 'readSettings' | 'writeSettings'> {
  return {
    noteCommands: onCommands,
    readSettings: () => settings.settings,
    writeSettings: (patch) => settings.write(patch),
  };
}

/** From then on the page hears of each by its feed. */
async function heldRuns(desk: RunDesk, page: HandlerParts['page']): Promise<RunId[]> {
  const runs = (await desk.service()).list();
  page.listen();
  return runs.map(({ id }) => id);
}

/** What is passed on as a file; the person is asked where. */
function exportHandlers({
  desk,
  ask,
  writeExport,
  writeTable,
}: Pick<HandlerParts, 'desk' | 'ask' | 'writeExport' | 'writeTable'>): Pick<
  Handlers,
  'exportRun' | 'exportTable' | 'exportPicture'
> {
  return {
    exportRun: async (runId, form) => {
      const run = await desk.find(runId);
      const path = await ask.saveAs(exportName(run.title, form));
      if (path !== undefined) await writeExport(run, form, path);
      return path;
    },
    exportTable: async (name, rows) => {
      const path = await ask.saveAs(`${exportName(name, 'csv')}.csv`);
      if (path !== undefined) await writeTable(rows, path);
      return path;
    },
    exportPicture: async (name, form, bytes) => {
      const path = await ask.saveAs(`${exportName(name, 'csv')}.${form}`);
      if (path !== undefined) await writeFile(path, bytes);
      return path;
    },
  };
}

/** What goes to a run that is held. */
function controlHandlers(
  desk: RunDesk,
  showFolder: HandlerParts['ask']['showFolder'],
): Pick<Handlers, 'signalRun' | 'actOnRun' | 'showFolder' | 'measureMemory' | 'stopRun'> {
  return {
    signalRun: async (runId, signal) => {
      (await desk.find(runId)).forwardSignal(signal);
      return undefined;
    },
    actOnRun: async (runId, action) => {
      (await desk.find(runId)).act(action);
      return undefined;
    },
    showFolder: async (runId, target) => {
      const folder = folderOfProcess(await desk.find(runId), target);
      await showFolder(folder);
      return folder;
    },
    measureMemory: async (runId, pid) => {
      (await desk.find(runId)).measure(pid);
      return undefined;
    },
    stopRun: async (runId, how) => {
      (await desk.find(runId)).stop(how);
      return undefined;
    },
  };
}

/** The limit of the settings holds where the command has none of its own. */
function withLimit(command: CommandSpec, { timeLimit }: Settings): CommandSpec {
  return timeLimit === null || command.timeoutMs !== undefined ? command : { ...command, timeoutMs: timeLimit * 1000 };
}

async function close(desk: RunDesk, runId: RunId): Promise<undefined> {
  const run = await desk.find(runId);
  if (!(await desk.service()).close(runId)) throw new RunStillRunningError(run.title);
  desk.forget(runId);
  return undefined;
}
