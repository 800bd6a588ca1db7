/**
 * The program with its window, put together. The window comes first; the rooms that run
 * things are loaded while the page paints.
 */
import { app, Menu, nativeTheme, session } from 'electron';
import type { Language } from '../../shared/locales';
import { faultOf, outcomeOf } from '../../shared/outcome';
import type { CommandState } from '../../shared/window-commands';
import { packageRoot } from '../entry-file';
import { join } from 'node:path';
import { AlertDesk } from './alert-desk';
import { AppWindow } from './app-window';
import { attachIpc } from './attach-ipc';
import { Dialogs } from './dialogs';
import { writeComparison, writeExport, writeTable } from './export-run';
import { createHandlers } from './handlers';
import { log, logFile } from './log';
import { markMenu } from './mark-menu';
import { menuTemplate } from './menu-template';
import { showNote } from './desktop-notes';
import { servePage } from './page-protocol';
import { QuitGuard } from './quit-guard';
import { RunDesk } from './run-desk';
import { runName } from '../../shared/run-name';
import { recordingsFolder } from '../runs/data-folder';
import { readKeeping, writeKeeping } from '../runs/keeping';
import type { RecordingShelf } from '../record/recording-shelf';
import type { Settings } from '../../shared/settings';
import { confineSession } from './security';
import { SettingsStore, WindowStateStore } from './settings-store';
import { recordingAmong, type Start } from './start-arguments';
import { pageUrl, readFacts, systemLanguage } from './surroundings';
import { chooseLanguage, type Say, textsIn } from './texts';
import { isTrustedSender } from './trusted-sender';
import { openWindow, paintBackground } from './window';

export class Application {
  readonly #pageUrl = pageUrl();
  readonly #settings = new SettingsStore();
  readonly #windowState = new WindowStateStore();
  readonly #window: AppWindow;
  readonly #desk: RunDesk;
  readonly #dialogs: Dialogs;
  readonly #quitGuard: QuitGuard;
  readonly #alerts: AlertDesk;
  #shelved: { readonly folder: string; readonly shelf: RecordingShelf } | undefined;
  #commands: CommandState | undefined;
  #isFailing = false;

  constructor() {
    this.#desk = new RunDesk({
      load: async () => {
        const { createRunService } = await import('../runs/create-run-service');
        return createRunService({ version: app.getVersion(), holdsPart: true });
      },
      // The page rings its bell by the same rules, from the events that it gets.
      onBatch: (batch) => this.#window.feed.offer(batch, this.#alerts.offer(batch)),
      onForgotten: (runId) => {
        this.#alerts.forget(runId);
        this.#window.feed.forget(runId);
      },
      onRecordingsChanged: () => this.#window.tell('recordingsChanged', undefined),
    });
    this.#window = new AppWindow({
      open: () => openWindow(this.#windowState),
      pageUrl: this.#pageUrl,
      replayOf: (runId) => this.#desk.replayOf(runId),
      clock: () => performance.now(),
      onPageHopeless: (reason) => void this.#askAboutPage(reason),
      onLoadFailed: (reason) => this.#reportLoadFailure(reason),
      onClose: (event) => this.#holdClosing(event),
    });
    this.#dialogs = new Dialogs(
      () => this.#window.browserWindow,
      () => this.#say(),
    );
    this.#alerts = new AlertDesk({
      rules: () => this.#settings.settings,
      isLookedAt: () => this.#window.browserWindow?.isFocused() === true,
      say: () => this.#say(),
      notify: (note) =>
        showNote(note, ({ runId, pid }) => {
          this.#window.open();
          this.#window.tellListening('alertChosen', { runId, pid });
        }),
      clock: () => performance.now(),
    });
    this.#quitGuard = new QuitGuard({
      running: () =>
        this.#desk.running.map(({ title, model }) => runName({ title, demo: model.started?.demo }, this.#say())),
      mayQuit: async (titles) => !this.#settings.settings.confirmQuit || this.#dialogs.mayQuit(titles),
      stopAll: () => this.#desk.stopAll(),
      quit: () => app.quit(),
    });
  }

  /** To be called once Electron is ready. */
  open(start: Start): void {
    nativeTheme.themeSource = this.#settings.settings.theme;
    if (this.#pageUrl.startsWith('app:')) servePage(join(packageRoot(), 'out', 'renderer'));
    confineSession(session.defaultSession, this.#pageUrl);
    this.#answerPage();
    this.#watchQuit();
    this.#window.open();
    this.#setMenu();
    this.#followSettings();
    void this.openStart(start);
    void this.#prepareRuns();
  }

  /** Brings the window to the front and opens the recording that a start was given, if any. */
  async openStart(start: Start): Promise<void> {
    if (app.isReady()) this.#window.open();
    const path = recordingAmong(start);
    if (path !== undefined) await this.openRecording(path);
  }

  /** Opens a recording from outside the page, which is told how that went. */
  async openRecording(path: string): Promise<void> {
    const opened = await outcomeOf(async () => this.#desk.show(await (await this.#desk.service()).openRecording(path)));
    if (!opened.ok) log.warn(`${path} not opened:`, opened.fault.message);
    this.#window.tellListening('recordingOpened', opened);
  }

  /** Something failed that nobody foresaw: nothing that was started may outlive us. */
  async fail(error: unknown): Promise<void> {
    log.error('Unexpected:', error);
    if (this.#isFailing) return;
    this.#isFailing = true;
    try {
      await this.#desk.stopAll();
      this.#dialogs.fatal(faultOf(error).message, logFile());
    } finally {
      app.exit(1);
    }
  }

  /** A signal, or the end of the session: nobody is asked. */
  quitNow(): void {
    void this.#quitGuard.request(true);
  }

  #holdClosing(event: { preventDefault(): void }): void {
    // On macOS a program goes on without a window, and so do its runs.
    if (process.platform === 'darwin' || !this.#quitGuard.holds) return;
    event.preventDefault();
    app.quit();
  }

  #answerPage(): void {
    attachIpc({
      handlers: createHandlers({
        desk: this.#desk,
        shelf: () => this.#shelf(),
        onRecordingsChanged: () => this.#window.tell('recordingsChanged', undefined),
        lessons: async () => {
          const { LessonDesk } = await import('../lessons/lesson-desk');
          return new LessonDesk();
        },
        facts: () => ({
          ...readFacts(),
          ...(this.#settings.keptAside !== undefined && { settingsKeptAside: this.#settings.keptAside }),
        }),
        settings: this.#settings,
        onCommands: (state) => {
          this.#commands = state;
          markMenu(Menu.getApplicationMenu(), state);
          return undefined;
        },
        page: { listen: () => this.#window.listen(), replay: (runId) => this.#window.feed.replay(runId) },
        ask: this.#dialogs,
        writeExport: (run, form, path) =>
          writeExport(run, form, { path, language: this.#language(), version: app.getVersion() }),
        writeTable,
        writeComparison: (runs, path) =>
          writeComparison(runs, { path, language: this.#language(), version: app.getVersion() }),
      }),
      isTrusted: (event) => isTrustedSender(event, this.#window, this.#pageUrl),
      onFault: (call, error) => log.warn(`${call}:`, faultOf(error).message),
      onPulse: (_pageId, pulseNumber) => this.#window.feed.taken(pulseNumber),
    });
  }

  #watchQuit(): void {
    app.on('before-quit', (event) => {
      if (!this.#quitGuard.holds) return;
      event.preventDefault();
      void this.#quitGuard.request(false);
    });
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    app.on('activate', () => this.#window.open());
  }

  #followSettings(): void {
    this.#settings.onChange((settings) => {
      nativeTheme.themeSource = settings.theme;
      this.#setMenu();
      this.#window.tell('settingsChanged', settings);
      this.#keepSettings(settings);
      this.#window.tell('recordingsChanged', undefined);
    });
    nativeTheme.on('updated', () => {
      if (this.#window.browserWindow !== undefined) paintBackground(this.#window.browserWindow);
    });
  }

  #setMenu(): void {
    const template = menuTemplate({
      say: this.#say(),
      isMac: process.platform === 'darwin',
      isDevelopment: !app.isPackaged,
      onCommand: (command) => {
        this.#window.open();
        this.#window.tellListening('menuCommand', command);
        // Electron turns a mark over by itself; the page says whether it is so.
        markMenu(Menu.getApplicationMenu(), this.#commands);
      },
    });
    const menu = Menu.buildFromTemplate([...template]);
    markMenu(menu, this.#commands);
    Menu.setApplicationMenu(menu);
  }

  async #prepareRuns(): Promise<void> {
    const service = await this.#desk.service();
    await service.tidyLibrary();
    await (await this.#shelf()).emptyRemoved();
  }

  /** The recordings where the settings say they are. */
  async #shelf(): Promise<RecordingShelf> {
    const { folder } = readKeeping(recordingsFolder());
    if (this.#shelved?.folder !== folder) {
      const { openShelf } = await import('../runs/open-shelf');
      this.#shelved = { folder, shelf: openShelf(folder) };
    }
    return this.#shelved.shelf;
  }

  /** For the command line too, which knows nothing of the window's settings. */
  #keepSettings({ recordingsFolder: chosen, keptRecordings, keptSize, recordingSize }: Settings): void {
    const home = recordingsFolder();
    try {
      writeKeeping(home, {
        folder: chosen ?? home,
        limits: { recordings: keptRecordings, size: keptSize },
        recordingSize,
      });
    } catch (error) {
      log.warn('What is kept could not be written:', faultOf(error).message);
    }
  }

  async #askAboutPage(reason: string): Promise<void> {
    log.error('The page keeps dying:', reason);
    if (await this.#dialogs.mayLoadAgain(reason)) this.#window.load();
    else app.quit();
  }

  #reportLoadFailure(reason: string): void {
    log.error('The page could not be loaded:', reason);
    this.#dialogs.loadFailed(this.#pageUrl, reason);
    void this.#quitGuard.request(true);
  }

  #say(): Say {
    return textsIn(this.#language());
  }

  #language(): Language {
    return chooseLanguage(this.#settings.settings.language, systemLanguage());
  }
}
