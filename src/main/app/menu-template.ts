import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/ipc/contract';
import { acceleratorOf } from '../../shared/shortcuts';
import type { Say } from './texts';

type Item = MenuItemConstructorOptions;

/** What the menu is made for. */
export interface MenuParts {
  readonly say: Say;
  readonly isMac: boolean;
  /** Reloading and the developer tools are for who works on the program. */
  readonly isDevelopment: boolean;
  readonly onCommand: (command: MenuCommand) => void;
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

const commandItem = ({ say, onCommand }: MenuParts, command: MenuCommand): Item => {
  const accelerator = acceleratorOf(command);
  return {
    id: command,
    label: say(`command.${command}`),
    click: () => onCommand(command),
    ...(accelerator !== undefined && { accelerator }),
  };
};

/** A role brings its own English label: it is given ours. */
const roleItem = ({ say }: MenuParts, role: NonNullable<Item['role']>): Item => ({ role, label: say(`role.${role}`) });

function macAppMenu(parts: MenuParts): Item {
  return {
    label: 'Joinscope',
    submenu: [
      commandItem(parts, 'about'),
      separator,
      commandItem(parts, 'settings'),
      separator,
      roleItem(parts, 'hide'),
      roleItem(parts, 'hideOthers'),
      roleItem(parts, 'unhide'),
      separator,
      roleItem(parts, 'quit'),
    ],
  };
}

function fileMenu(parts: MenuParts): Item {
  const { say, isMac } = parts;
  return {
    label: say('file'),
    submenu: [
      commandItem(parts, 'new-run'),
      commandItem(parts, 'open-recording'),
      separator,
      ...(isMac ? [roleItem(parts, 'close')] : [commandItem(parts, 'settings'), separator, roleItem(parts, 'quit')]),
    ],
  };
}

function editMenu(parts: MenuParts): Item {
  const roles = ['undo', 'redo', undefined, 'cut', 'copy', 'paste', 'selectAll'] as const;
  return {
    label: parts.say('edit'),
    submenu: roles.map((role) => (role === undefined ? separator : roleItem(parts, role))),
  };
}

function runMenu(parts: MenuParts): Item {
  return {
    label: parts.say('run'),
    submenu: (['pause', 'stop', 'kill'] as const).map((command) => commandItem(parts, command)),
  };
}

function viewMenu(parts: MenuParts): Item {
  const developer = [separator, roleItem(parts, 'reload'), roleItem(parts, 'toggleDevTools')];
  return {
    label: parts.say('view'),
    submenu: [
      commandItem(parts, 'palette'),
      separator,
      roleItem(parts, 'resetZoom'),
      roleItem(parts, 'zoomIn'),
      roleItem(parts, 'zoomOut'),
      separator,
      roleItem(parts, 'togglefullscreen'),
      ...(parts.isDevelopment ? developer : []),
    ],
  };
}

function windowMenu(parts: MenuParts): Item {
  return {
    label: parts.say('window'),
    submenu: [roleItem(parts, 'minimize'), roleItem(parts, 'zoom'), separator, roleItem(parts, 'front')],
  };
}

function helpMenu(parts: MenuParts): Item {
  return {
    role: 'help',
    label: parts.say('help'),
    submenu: [commandItem(parts, 'shortcuts'), ...(parts.isMac ? [] : [separator, commandItem(parts, 'about')])],
  };
}
