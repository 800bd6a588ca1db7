import type { MenuItemConstructorOptions } from 'electron';
import { acceleratorOf, checkableCommands, type CommandId } from '../../shared/window-commands';
import type { Say } from './texts';

type Item = MenuItemConstructorOptions;

/** What the menu is made for. */
export interface MenuParts {
  readonly say: Say;
  readonly isMac: boolean;
  /** Reloading and the developer tools are for who works on the program. */
  readonly isDevelopment: boolean;
  readonly onCommand: (command: CommandId) => void;
}

/** The menu as a value: the same commands as the page has, with the keys that both know. */
export function menuTemplate(parts: MenuParts): readonly Item[] {
  const { isMac } = parts;
  return [
    ...(isMac ? [macAppMenu(parts)] : []),
    fileMenu(parts),
    editMenu(parts),
    runMenu(parts),
    viewMenu(parts),
    ...(isMac ? [windowMenu(parts)] : []),
    helpMenu(parts),
  ];
}

const separator: Item = { type: 'separator' };

/** Groups of items with a line between each two. */
const grouped = (...groups: readonly (readonly Item[])[]): Item[] =>
  groups
    .filter((group) => group.length > 0)
    .flatMap((group, place) => (place === 0 ? [...group] : [separator, ...group]));

const commandItem = ({ say, onCommand }: MenuParts, command: CommandId): Item => {
  const accelerator = acceleratorOf(command);
  return {
    id: command,
    label: say(`app:command.${command}`),
    click: () => onCommand(command),
    ...(accelerator !== undefined && { accelerator }),
    ...(checkableCommands.some((one) => one === command) && { type: 'checkbox' }),
  };
};

/** A role brings its own English label: it is given ours. */
const roleItem = ({ say }: MenuParts, role: NonNullable<Item['role']>): Item => ({ role, label: say(`role.${role}`) });

const commandItems = (parts: MenuParts, ...commands: readonly CommandId[]): Item[] =>
  commands.map((command) => commandItem(parts, command));
const roleItems = (parts: MenuParts, ...roles: readonly NonNullable<Item['role']>[]): Item[] =>
  roles.map((role) => roleItem(parts, role));

function macAppMenu(parts: MenuParts): Item {
  return {
    label: 'Joinscope',
    submenu: grouped(
      commandItems(parts, 'about'),
      commandItems(parts, 'settings'),
      roleItems(parts, 'hide', 'hideOthers', 'unhide'),
      roleItems(parts, 'quit'),
    ),
  };
}

function fileMenu(parts: MenuParts): Item {
  const { say, isMac } = parts;
  // Command and W closes a run, as a tab elsewhere; the window takes Shift as well.
  const closeWindow: Item = { ...roleItem(parts, 'close'), accelerator: 'Shift+Cmd+W' };
  return {
    label: say('file'),
    submenu: grouped(
      commandItems(parts, 'new-run', 'attach', 'open-recording'),
      [...commandItems(parts, 'close-run'), ...(isMac ? [closeWindow] : [])],
      commandItems(parts, 'export-recording', 'export-html', 'export-json', 'export-csv', 'export-trace'),
      isMac ? [] : commandItems(parts, 'settings'),
      isMac ? [] : roleItems(parts, 'quit'),
    ),
  };
}

function editMenu(parts: MenuParts): Item {
  return {
    label: parts.say('edit'),
    submenu: grouped(roleItems(parts, 'undo', 'redo'), roleItems(parts, 'cut', 'copy', 'paste', 'selectAll')),
  };
}

function runMenu(parts: MenuParts): Item {
  return {
    label: parts.say('run'),
    submenu: grouped(
      commandItems(parts, 'pause', 'stop', 'kill'),
      commandItems(parts, 'again', 'change-and-run', 'compare-run'),
      commandItems(parts, 'next-run', 'previous-run'),
    ),
  };
}

function viewMenu(parts: MenuParts): Item {
  return {
    label: parts.say('view'),
    submenu: grouped(
      commandItems(parts, 'palette'),
      commandItems(parts, 'home', 'run', 'runs', 'lessons', 'compare'),
      roleItems(parts, 'resetZoom', 'zoomIn', 'zoomOut'),
      roleItems(parts, 'togglefullscreen'),
      parts.isDevelopment ? roleItems(parts, 'reload', 'toggleDevTools') : [],
    ),
  };
}

function windowMenu(parts: MenuParts): Item {
  return {
    label: parts.say('window'),
    submenu: grouped(roleItems(parts, 'minimize', 'zoom'), roleItems(parts, 'front')),
  };
}

function helpMenu(parts: MenuParts): Item {
  return {
    role: 'help',
    label: parts.say('help'),
    submenu: grouped(commandItems(parts, 'help', 'shortcuts', 'tour'), parts.isMac ? [] : commandItems(parts, 'about')),
  };
}
