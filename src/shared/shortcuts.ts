/**
 * The keys of the commands that both the native menu and the page know. `mod` is Command on
 * macOS and Control elsewhere; Electron writes it CmdOrCtrl.
 */
import type { MenuCommand } from './ipc/contract';

export const shortcuts: Readonly<Record<MenuCommand, string | undefined>> = {
  'new-run': 'mod+N',
  'open-recording': 'mod+O',
  pause: 'mod+P',
  stop: 'mod+.',
  kill: 'mod+shift+K',
  settings: 'mod+,',
  palette: 'mod+K',
  shortcuts: 'mod+/',
  about: undefined,
};

/** In Electron's spelling, for a menu item. */
export function acceleratorOf(command: MenuCommand): string | undefined {
  return shortcuts[command]?.replace('mod', 'CmdOrCtrl').replace('shift', 'Shift');
}
