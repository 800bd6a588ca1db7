import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { packageRoot } from '../entry-file';
import { MIN_SIZE, type WindowState, windowPlace } from './window-place';

/** As `--js-bg` of the page's tokens: what is seen until the page has painted. */
const background = { light: '#f4f6f8', dark: '#0d1014' } as const;

/** Where the window's state is kept. */
interface Memory {
  read(): WindowState;
  write(state: WindowState): void;
}

/** Opens the program's window, without its page; it shows itself when the page has painted. */
export function openWindow(memory: Memory): BrowserWindow {
  const { bounds, isMaximized } = memory.read();
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const window = new BrowserWindow({
    ...windowPlace(
      bounds,
      [primary, ...others].map(({ workArea }) => workArea),
    ),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: 'Joinscope',
    icon: join(packageRoot(), 'build', 'icons', '256x256.png'),
    backgroundColor: backgroundNow(),
    show: false,
    // The page has every command of it; Alt shows it.
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(packageRoot(), 'out', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    // It would show a hidden window before its page has painted.
    if (isMaximized) window.maximize();
    window.show();
  });
  window.on('close', () => memory.write({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }));
  return window;
}

/** The theme changed: a window that is resized must not flash in the other's colour. */
export function paintBackground(window: BrowserWindow): void {
  window.setBackgroundColor(backgroundNow());
}

function backgroundNow(): string {
  return nativeTheme.shouldUseDarkColors ? background.dark : background.light;
}
