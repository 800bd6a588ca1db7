import { type CommandState, commandIds } from '../../shared/window-commands';

/** What is needed of Electron's menu. */
interface MarkedMenu {
  getMenuItemById(id: string): { enabled: boolean; checked: boolean } | null;
}

/** Greys what cannot be done now, and marks what is on. Before a page told, everything can be chosen: it opens one. */
export function markMenu(menu: MarkedMenu | null, state: CommandState | undefined): void {
  if (menu === null || state === undefined) return;
  for (const id of commandIds) {
    const item = menu.getMenuItemById(id);
    if (item === null) continue;
    item.enabled = state.possible.includes(id);
    item.checked = state.checked.some((one) => one === id);
  }
}
