import { useHotkeys, type HotkeyItem } from '@mantine/hooks';
import { palette } from './palette-store';
import { useEffect, useMemo } from 'react';
import { useActions, useStores } from '../store/stores-context';
import { allKeysOf, commandIds } from '../../shared/window-commands';
import { type CommandContext, runCommand } from './commands';

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
}
