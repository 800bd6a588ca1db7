import { statSync } from 'node:fs';
import { dialog, type BrowserWindow, type MessageBoxOptions, type OpenDialogOptions, shell } from 'electron';
import type { Say } from './texts';

/**
 * Set where nobody is there to answer: a test, a script that takes screenshots. Questions are
 * then answered with yes, and errors go to the log alone.
 */
const UNATTENDED_VARIABLE = 'JOINSCOPE_UNATTENDED';
/** Runs named in a question; more would not fit the box. */
const MAX_TITLES = 3;

/** Everything the program asks the person outside of the page. */
export class Dialogs {
  readonly #window: () => BrowserWindow | undefined;
  readonly #say: () => Say;

  constructor(window: () => BrowserWindow | undefined, say: () => Say) {
    this.#window = window;
    this.#say = say;
  }

  readonly recording = (): Promise<string | undefined> => {
    const say = this.#say();
    return this.#choose({
      title: say('dialog.openRecording'),
      properties: ['openFile'],
      filters: [
        { name: say('dialog.recordings'), extensions: ['joinscope', 'gz', 'part'] },
        { name: say('dialog.allFiles'), extensions: ['*'] },
      ],
    });
  };

  readonly folder = (from: string): Promise<string | undefined> =>
    this.#choose({
      title: this.#say()('dialog.chooseFolder'),
      defaultPath: from,
      properties: ['openDirectory', 'createDirectory'],
    });

  /** Opens a folder in the system's file manager. @throws {Error} with the system's reason. */
  readonly showFolder = async (folder: string): Promise<void> => {
    // What is no folder would be opened by its program.
    if (!statSync(folder).isDirectory()) throw new Error(`Expected a folder, found the file ${folder}`);
    if (isUnattended()) return;
    const reason = await shell.openPath(folder);
    if (reason !== '') throw new Error(reason);
  };

  /** Where a file is to go. @param name offered, in the folder of documents. */
  readonly saveAs = async (name: string): Promise<string | undefined> => {
    const options = { title: this.#say()('dialog.export'), defaultPath: name };
    const window = this.#window();
    const { canceled, filePath } = await (window === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options));
    return canceled ? undefined : filePath;
  };

  /** @returns true to stop the runs and quit. */
  async mayQuit(titles: readonly string[]): Promise<boolean> {
    const say = this.#say();
    const named = titles.slice(0, MAX_TITLES).join(', ') + (titles.length > MAX_TITLES ? ', …' : '');
    return this.#confirm({
      type: 'warning',
      message: say('dialog.quitTitle', { count: titles.length }),
      detail: say('dialog.quitDetail', { titles: named }),
      buttons: [say('dialog.quitConfirm'), say('dialog.quitCancel')],
    });
  }

  /** @returns true to load the page again, false to quit. */
  async mayLoadAgain(reason: string): Promise<boolean> {
    const say = this.#say();
    return this.#confirm({
      type: 'error',
      message: say('dialog.pageTitle'),
      detail: say('dialog.pageDetail', { reason }),
      buttons: [say('dialog.pageReload'), say('dialog.pageQuit')],
    });
  }

  loadFailed(address: string, reason: string): void {
    const say = this.#say();
    this.#tell(say('dialog.loadTitle'), say('dialog.loadDetail', { address, reason }));
  }

  /** Returns when it was read. */
  fatal(message: string, logPath: string): void {
    const say = this.#say();
    this.#tell(say('dialog.fatalTitle'), say('dialog.fatalDetail', { message, log: logPath }));
  }

  #tell(title: string, content: string): void {
    if (!isUnattended()) dialog.showErrorBox(title, content);
  }

  async #choose(options: OpenDialogOptions): Promise<string | undefined> {
    const window = this.#window();
    const { canceled, filePaths } = await (window === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options));
    return canceled ? undefined : filePaths[0];
  }

  async #confirm(given: MessageBoxOptions): Promise<boolean> {
    if (isUnattended()) return true;
    const options = { ...given, defaultId: 0, cancelId: 1, noLink: true };
    const window = this.#window();
    const { response } = await (window === undefined
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(window, options));
    return response === 0;
  }
}

/** Whether nobody is there: see {@link UNATTENDED_VARIABLE}. */
export function isUnattended(): boolean {
  return process.env[UNATTENDED_VARIABLE] === '1';
}
