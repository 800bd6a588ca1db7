import { cpus, homedir, totalmem } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { AppFacts } from '../../shared/ipc/contract';
import { recordingsFolder } from '../runs/data-folder';
import { PAGE_URL } from './page-address';

/**
 * Moves everything the program keeps, when asked to: `--user-data-dir` as in Chromium, or
 * `JOINSCOPE_DATA`, which moves the recordings too. Electron sets its own folder before main
 * runs, so the switch must be honoured here.
 */
export function moveUserData(): void {
  const own = process.env['JOINSCOPE_DATA'];
  const folder = app.commandLine.getSwitchValue('user-data-dir') || (own ? join(own, 'window') : '');
  if (folder !== '') app.setPath('userData', folder);
}

/** Where the page is: the built one, or, while developing, the server that electron-vite names. */
export function pageUrl(): string {
  const server = process.env['ELECTRON_RENDERER_URL'];
  return app.isPackaged || !server ? PAGE_URL : server;
}

/** BCP 47 tag of the language the system prefers; a POSIX locale such as `C` is no such tag. */
export function systemLanguage(): string {
  const tags = [...app.getPreferredSystemLanguages(), app.getLocale()];
  return tags.find(isLanguageTag) ?? 'en';
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

export function readFacts(): AppFacts {
  return {
    version: app.getVersion(),
    platform: process.platform,
    cores: cpus().length,
    memoryBytes: totalmem(),
    homeFolder: homedir(),
    cwd: process.cwd(),
    versions: { electron: process.versions.electron, chrome: process.versions.chrome, node: process.versions.node },
    systemLanguage: systemLanguage(),
    recordingsFolder: recordingsFolder(),
  };
}
