/** What each command of `shared/window-commands.ts` does, and when it can be done. */
import type { ExportForm } from '../../shared/export-form';
import {
  type CheckableCommand,
  checkableCommands,
  type CommandId,
  commandIds,
  type CommandState,
} from '../../shared/window-commands';
import type { Actions } from '../store/actions';
import { repeatOf } from '../store/again-actions';
import { comparablePathOf } from '../store/compare-actions';
import { isRunning } from '../store/run-state';
import type { Stores } from '../store/stores';
import type { Place } from '../store/view-store';

interface Command {
  readonly isPossible: (stores: Stores) => boolean;
  readonly run: (context: CommandContext) => void;
}

export interface CommandContext {
  readonly stores: Stores;
  readonly actions: Actions;
  readonly togglePalette: () => void;
}

const always = (): boolean => true;
const activeRunOf = ({ runs, view }: Stores) =>
  runs.store.getState().runs.find(({ runId }) => runId === view.getState().activeRun);
const isAnyOpen = ({ runs }: Stores): boolean => runs.store.getState().runs.length > 0;
const areSeveralOpen = ({ runs }: Stores): boolean => runs.store.getState().runs.length > 1;
const isActiveRunning = (stores: Stores): boolean => {
  const run = activeRunOf(stores);
  return run !== undefined && isRunning(run);
};
const repeatOfActive = (stores: Stores) => {
  const run = activeRunOf(stores);
  return run === undefined ? undefined : repeatOf(run, stores.view.getState().startedCommands[run.runId]);
};
const onActive =
  (act: (actions: Actions, runId: string) => unknown) =>
  ({ stores, actions }: CommandContext): void => {
    const run = activeRunOf(stores);
    if (run !== undefined) act(actions, run.runId);
  };

const exporting = (form: ExportForm): Command => ({
  isPossible: (stores) => activeRunOf(stores) !== undefined,
  run: onActive((actions, runId) => actions.exportRun(runId, form)),
});

const commands: Readonly<Record<CommandId, Command>> = {
  'new-run': { isPossible: always, run: ({ actions }) => actions.newRun() },
  attach: { isPossible: always, run: ({ actions }) => actions.open('attach') },
  'open-recording': { isPossible: always, run: ({ actions }) => void actions.chooseRecording() },
  'close-run': {
    isPossible: (stores) => activeRunOf(stores) !== undefined,
    run: onActive((actions, runId) => actions.askToClose(runId)),
  },
  'export-recording': exporting('recording'),
  'export-html': exporting('html'),
  'export-json': exporting('json'),
  'export-csv': exporting('csv'),
  'export-trace': exporting('trace'),
  settings: { isPossible: always, run: ({ actions }) => actions.go('settings') },
  pause: { isPossible: isActiveRunning, run: onActive((actions, runId) => actions.togglePause(runId)) },
  stop: { isPossible: isActiveRunning, run: onActive((actions, runId) => actions.stop(runId)) },
  kill: { isPossible: isActiveRunning, run: onActive((actions, runId) => actions.askToKill(runId)) },
  again: {
    isPossible: (stores) => repeatOfActive(stores) !== undefined,
    run: onActive((actions, runId) => actions.runAgain(runId)),
  },
  'change-and-run': {
    isPossible: (stores) =>
      repeatOfActive(stores) !== undefined && activeRunOf(stores)?.model.started?.demo === undefined,
    run: onActive((actions, runId) => actions.changeAndRun(runId)),
  },
  'compare-run': {
    isPossible: (stores) => comparablePathOf(activeRunOf(stores)) !== undefined,
    run: onActive((actions, runId) => actions.compareRun(runId)),
  },
  'next-run': { isPossible: areSeveralOpen, run: ({ actions }) => actions.step(1) },
  'previous-run': { isPossible: areSeveralOpen, run: ({ actions }) => actions.step(-1) },
  home: { isPossible: always, run: ({ actions }) => actions.go('home') },
  run: {
    isPossible: isAnyOpen,
    run: ({ stores, actions }) => {
      const run = activeRunOf(stores) ?? stores.runs.store.getState().runs.at(-1);
      if (run !== undefined) actions.show(run.runId);
    },
  },
  runs: { isPossible: always, run: ({ actions }) => actions.go('runs') },
  lessons: { isPossible: always, run: ({ actions }) => actions.go('lessons') },
  compare: { isPossible: always, run: ({ actions }) => actions.go('compare') },
  palette: { isPossible: always, run: ({ togglePalette }) => togglePalette() },
  shortcuts: { isPossible: always, run: ({ actions }) => actions.open('shortcuts') },
  help: { isPossible: always, run: ({ actions }) => actions.open('help') },
  tour: { isPossible: always, run: ({ actions }) => actions.startTour() },
  about: { isPossible: always, run: ({ actions }) => actions.open('about') },
};

/** What can be done now, in the order of the table. */
export const possibleCommands = (stores: Stores): readonly CommandId[] =>
  commandIds.filter((id) => commands[id].isPossible(stores));

const isAt =
  (place: Place) =>
  ({ view }: Stores): boolean =>
    view.getState().place === place;

const checks: Readonly<Record<CheckableCommand, (stores: Stores) => boolean>> = {
  pause: (stores) => isActiveRunning(stores) && activeRunOf(stores)?.model.pausedMs !== undefined,
  home: isAt('home'),
  run: isAt('run'),
  runs: isAt('runs'),
  lessons: isAt('lessons'),
  compare: isAt('compare'),
};

/** What can be done and what is on, for the native menu. */
export const commandStateOf = (stores: Stores): CommandState => ({
  possible: possibleCommands(stores),
  checked: checkableCommands.filter((id) => checks[id](stores)),
});

/** Does a command if it can be done now. */
export function runCommand(id: CommandId, context: CommandContext): void {
  const command = commands[id];
  if (command.isPossible(context.stores)) command.run(context);
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  PageDown: 'PgDn',
  PageUp: 'PgUp',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  Plus: '+',
};

/** `mod+shift+.` as it stands on the keyboard: `Ctrl Shift .`, on macOS `⌘ ⇧ .`. */
export function keyCaps(keys: string, platform: string): readonly string[] {
  const isMac = platform === 'darwin';
  const names: Readonly<Record<string, string>> = {
    mod: isMac ? '⌘' : 'Ctrl',
    ctrl: isMac ? '⌃' : 'Ctrl',
    shift: isMac ? '⇧' : 'Shift',
    alt: isMac ? '⌥' : 'Alt',
    ...KEY_NAMES,
  };
  return keys.split('+').map((key) => names[key] ?? key);
}
