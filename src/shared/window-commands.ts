/**
 * Every command of the window with its keys, once: the native menu, the palette, the shortcuts
 * and the list of keys all read this table. What a command does is the page's to know
 * (`renderer/palette/commands.ts`), and a command without that does not compile.
 *
 * `mod` is Command on macOS and Control elsewhere; Electron writes it CmdOrCtrl. The first keys
 * are the ones that are shown.
 */
import type { ExportForm } from './export-form';

const table = {
  'new-run': ['mod+N', 'mod+T'],
  attach: [],
  'open-recording': ['mod+O'],
  'close-run': ['mod+W'],
  'export-recording': ['mod+S'],
  'export-html': [],
  'export-json': [],
  'export-csv': [],
  'export-trace': [],
  settings: ['mod+,'],
  pause: ['mod+P'],
  stop: ['mod+.'],
  kill: ['mod+shift+K'],
  again: ['mod+shift+Enter'],
  'change-and-run': ['mod+shift+N'],
  'compare-run': ['mod+shift+C'],
  'next-run': ['ctrl+Tab', 'ctrl+PageDown'],
  'previous-run': ['ctrl+shift+Tab', 'ctrl+PageUp'],
  home: ['mod+1'],
  run: ['mod+2'],
  runs: ['mod+3'],
  lessons: ['mod+4'],
  compare: ['mod+5'],
  palette: ['mod+K'],
  shortcuts: ['mod+/'],
  help: ['F1'],
  tour: [],
  about: [],
} as const satisfies Readonly<Record<string, readonly string[]>> &
  Readonly<Record<`export-${ExportForm}`, readonly string[]>>;

export type CommandId = keyof typeof table;

/** In the order in which they are listed. */
// The one cast: TypeScript forgets what the keys of a constant are.
export const commandIds = Object.keys(table) as readonly CommandId[];

/** Those that are on or off, and not only done: where one is, and whether the run is paused. */
export const checkableCommands = [
  'pause',
  'home',
  'run',
  'runs',
  'lessons',
  'compare',
] as const satisfies readonly CommandId[];
export type CheckableCommand = (typeof checkableCommands)[number];

/** How the commands stand now; the page knows. */
export interface CommandState {
  /** What can be done. */
  readonly possible: readonly CommandId[];
  /** What is on. */
  readonly checked: readonly CheckableCommand[];
}

/** In the spelling of Mantine's hotkeys, the ones to show first; none for a command without. */
export const allKeysOf = (id: CommandId): readonly string[] => table[id];

/** The keys to show beside a command. */
export const keysOf = (id: CommandId): string | undefined => allKeysOf(id)[0];

/** In Electron's spelling, for a menu item. */
export function acceleratorOf(id: CommandId): string | undefined {
  return keysOf(id)?.replace('mod', 'CmdOrCtrl').replace('ctrl', 'Ctrl').replace('shift', 'Shift');
}
