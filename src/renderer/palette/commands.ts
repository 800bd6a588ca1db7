/**
 * Every command of the window, once: keys, palette, cheat sheet and the native menu's
 * messages all read this table.
 */
import { type ExportForm, exportForms } from '../../shared/export-form';
import type { MenuCommand } from '../../shared/ipc/contract';
import { shortcuts } from '../../shared/shortcuts';
import type { Actions } from '../store/actions';
import { repeatOf } from '../store/again-actions';
import { isRunning } from '../store/run-state';
import type { Stores } from '../store/stores';

export type CommandId =
  | MenuCommand
  | 'again'
  | 'change-and-run'
  | 'close-run'
  | 'next-run'
  | 'previous-run'
  | 'home'
  | 'run'
  | 'runs'
  | 'lessons'
  | 'compare'
  | 'attach'
  | `export-${ExportForm}`;

export interface Command {
  readonly id: CommandId;
  /** In the spelling of Mantine's hotkeys. */
  readonly keys: string | undefined;
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
const isActiveOver = (stores: Stores): boolean => {
  const run = activeRunOf(stores);
  return run !== undefined && !isRunning(run);
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

export const commands: readonly Command[] = [
  { id: 'new-run', keys: shortcuts['new-run'], isPossible: always, run: ({ actions }) => actions.newRun() },
  { id: 'attach', keys: undefined, isPossible: always, run: ({ actions }) => actions.open('attach') },
  {
    id: 'open-recording',
    keys: shortcuts['open-recording'],
    isPossible: always,
    run: ({ actions }) => void actions.chooseRecording(),
  },
  {
    id: 'pause',
    keys: shortcuts.pause,
    isPossible: isActiveRunning,
    run: onActive((actions, runId) => actions.togglePause(runId)),
  },
  {
    id: 'stop',
    keys: shortcuts.stop,
    isPossible: isActiveRunning,
    run: onActive((actions, runId) => actions.stop(runId)),
  },
  {
    id: 'kill',
    keys: shortcuts.kill,
    isPossible: isActiveRunning,
    run: onActive((actions, runId) => actions.askToKill(runId)),
  },
  {
    id: 'again',
    keys: 'mod+shift+Enter',
    isPossible: (stores) => repeatOfActive(stores) !== undefined,
    run: onActive((actions, runId) => actions.runAgain(runId)),
  },
  {
    id: 'change-and-run',
    keys: 'mod+shift+N',
    isPossible: (stores) =>
      repeatOfActive(stores) !== undefined && activeRunOf(stores)?.model.started?.demo === undefined,
    run: onActive((actions, runId) => actions.changeAndRun(runId)),
  },
  {
    id: 'close-run',
    keys: 'mod+W',
    isPossible: isActiveOver,
    run: onActive((actions, runId) => actions.close(runId)),
  },
  ...exportForms.map((form): Command => ({
    id: `export-${form}`,
    keys: undefined,
    isPossible: (stores) => activeRunOf(stores) !== undefined,
    run: onActive((actions, runId) => actions.exportRun(runId, form)),
  })),
  { id: 'next-run', keys: 'ctrl+PageDown', isPossible: areSeveralOpen, run: ({ actions }) => actions.step(1) },
  { id: 'previous-run', keys: 'ctrl+PageUp', isPossible: areSeveralOpen, run: ({ actions }) => actions.step(-1) },
  { id: 'home', keys: 'mod+1', isPossible: always, run: ({ actions }) => actions.go('home') },
  {
    id: 'run',
    keys: 'mod+2',
    isPossible: isAnyOpen,
    run: ({ stores, actions }) => {
      const run = activeRunOf(stores) ?? stores.runs.store.getState().runs.at(-1);
      if (run !== undefined) actions.show(run.runId);
    },
  },
  { id: 'runs', keys: 'mod+3', isPossible: always, run: ({ actions }) => actions.go('runs') },
  { id: 'lessons', keys: 'mod+4', isPossible: always, run: ({ actions }) => actions.go('lessons') },
  { id: 'compare', keys: 'mod+5', isPossible: always, run: ({ actions }) => actions.go('compare') },
  { id: 'settings', keys: shortcuts.settings, isPossible: always, run: ({ actions }) => actions.go('settings') },
  { id: 'palette', keys: shortcuts.palette, isPossible: always, run: ({ togglePalette }) => togglePalette() },
  { id: 'shortcuts', keys: shortcuts.shortcuts, isPossible: always, run: ({ actions }) => actions.open('shortcuts') },
  { id: 'about', keys: shortcuts.about, isPossible: always, run: ({ actions }) => actions.open('about') },
];

const commandsById = new Map(commands.map((command) => [command.id, command]));

/** The keys of a command, for a tooltip; `undefined` where it has none. */
export const keysOf = (id: CommandId): string | undefined => commandsById.get(id)?.keys;

/** Does a command if it can be done now. */
export function runCommand(id: CommandId, context: CommandContext): void {
  const command = commandsById.get(id);
  if (command?.isPossible(context.stores) === true) command.run(context);
}

const KEY_NAMES: Readonly<Record<string, string>> = { PageDown: 'PgDn', PageUp: 'PgUp' };

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
