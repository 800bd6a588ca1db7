import { useHotkeys, type HotkeyItem } from '@mantine/hooks';
import { palette } from './palette-store';
import { useEffect, useMemo } from 'react';
import { useActions, useStores } from '../store/stores-context';
import { allKeysOf, commandIds } from '../../shared/window-commands';
import type { Stores } from '../store/stores';
import { type CommandContext, commandStateOf, runCommand } from './commands';

export function useCommandContext(): CommandContext {
  const stores = useStores();
  const actions = useActions();
  return useMemo(() => ({ stores, actions, togglePalette: palette.toggle }), [stores, actions]);
}

/** Connects keys and the native menu to the commands; used once, by the shell. */
export function useCommandKeys(): void {
  const context = useCommandContext();
  const hotkeys = useMemo(
    (): HotkeyItem[] => [
      ...commandIds.flatMap((id) => allKeysOf(id).map((keys): HotkeyItem => [keys, () => runCommand(id, context)])),
      // Without a modifier, so only outside of fields.
      ['shift+?', () => runCommand('shortcuts', context)],
    ],
    [context],
  );
  useHotkeys(hotkeys.slice(0, -1), []);
  useHotkeys(hotkeys.slice(-1));
  useEffect(() => context.stores.bridge.on.menuCommand((id) => runCommand(id, context)), [context]);
  useEffect(() => noteCommands(context.stores), [context]);
}

/** Tells main, whenever it changed, what the native menu may offer. @returns the undo. */
function noteCommands(stores: Stores): () => void {
  let told = '';
  const tell = (): void => {
    const state = commandStateOf(stores);
    const text = JSON.stringify(state);
    if (text === told) return;
    told = text;
    void stores.bridge.call.noteCommands(state);
  };
  tell();
  const undo = [stores.view.subscribe(tell), stores.runs.store.subscribe(tell)];
  return () => {
    for (const one of undo) one();
  };
}
