import type { BrowserWindow, RenderProcessGoneDetails, WebContents } from 'electron';
import type { BroadcastName, PayloadOf } from '../../shared/ipc/contract';
import { packBatch } from '../../shared/recording';
import { askPulse, tellPage } from './attach-ipc';
import { CrashBudget } from './crash-budget';
import { type FeedPort, PageFeed } from './page-feed';

/** A load that was overtaken by another (Chromium, net_error_list.h). */
const ABORTED = -3;

export interface AppWindowParts {
  readonly open: () => BrowserWindow;
  readonly pageUrl: string;
  readonly replayOf: FeedPort['replayOf'];
  readonly clock: () => number;
  /** The page died too often to be loaded again without asking. */
  readonly onPageHopeless: (reason: string) => void;
  readonly onLoadFailed: (reason: string) => void;
  /** The window is about to close, which the event may prevent. */
  readonly onClose: (event: { preventDefault(): void }) => void;
}

/**
 * The program's one window and what it is sent. It may be closed and opened again (macOS);
 * its page may be reloaded or die: what must not be lost waits until a page listens.
 */
export class AppWindow {
  readonly #parts: AppWindowParts;
  readonly #crashes = new CrashBudget();
  readonly #waiting: (() => void)[] = [];
  readonly #feed: PageFeed;
  #window: BrowserWindow | undefined;

  constructor(parts: AppWindowParts) {
    this.#parts = parts;
    this.#feed = new PageFeed({
      send: (batch) => this.tell('runBatch', packBatch(batch)),
      askPulse: (number) => this.#withPage((page) => askPulse(page, number)),
      replayOf: parts.replayOf,
    });
  }

  get feed(): PageFeed {
    return this.#feed;
  }

  get browserWindow(): BrowserWindow | undefined {
    return this.#window;
  }

  /** Whether an id of web contents is that of the window's page. */
  has(pageId: number): boolean {
    return this.#window?.webContents.id === pageId;
  }

  /** Opens the window, or brings the open one to the front. */
  open(): void {
    if (this.#window !== undefined) {
      toFront(this.#window);
      return;
    }
    const window = this.#parts.open();
    this.#window = window;
    window.on('close', this.#parts.onClose);
    window.on('closed', () => {
      this.#window = undefined;
      this.#feed.reset();
    });
    this.#watch(window.webContents);
    this.load();
  }

  /** Loads the page, also in place of one that died. */
  load(): void {
    // What failed is told by did-fail-load; this promise rejects as well when a load is overtaken by another.
    this.#withWindow((window) => void window.loadURL(this.#parts.pageUrl).catch(() => undefined));
  }

  /** Sends a fact to the page; a page that is not there yet reads it anew when it comes. */
  tell<Name extends BroadcastName>(name: Name, payload: PayloadOf<Name>): void {
    this.#withPage((page) => tellPage(page, name, payload));
  }

  /** As {@link tell}, but waits for a page that listens. */
  tellListening<Name extends BroadcastName>(name: Name, payload: PayloadOf<Name>): void {
    if (this.#feed.isListening) this.tell(name, payload);
    else this.#waiting.push(() => this.tell(name, payload));
  }

  /** The page has its listeners in place. */
  listen(): void {
    this.#feed.listen();
    for (const send of this.#waiting.splice(0)) send();
  }

  #watch(page: WebContents): void {
    page.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#feed.reset();
    });
    page.on('render-process-gone', (_event, details) => this.#revive(details));
    page.on('did-fail-load', (...[, code, description, address, isMainFrame]) => {
      if (isMainFrame && code !== ABORTED) this.#parts.onLoadFailed(`${description} (${address})`);
    });
  }

  #revive({ reason }: RenderProcessGoneDetails): void {
    this.#feed.reset();
    if (reason === 'clean-exit') return;
    if (this.#crashes.mayReload(this.#parts.clock())) this.load();
    else this.#parts.onPageHopeless(reason);
  }

  #withPage(act: (page: WebContents) => void): void {
    this.#withWindow((window) => act(window.webContents));
  }

  #withWindow(act: (window: BrowserWindow) => void): void {
    if (this.#window !== undefined && !this.#window.isDestroyed()) act(this.#window);
  }
}

function toFront(window: BrowserWindow): void {
  // One whose page has not painted yet shows itself when it has.
  if (!window.isVisible() && !window.isMinimized()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
