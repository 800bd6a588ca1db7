/**
 * The built program in a real Electron, one for each test: with a data folder of its own, its
 * console watched, and nothing left of it afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  _electron,
  type ElectronApplication,
  errors,
  expect,
  type Locator,
  type Page,
  test as base,
} from '@playwright/test';
import { texts } from '../../src/shared/locales';
import { processesWith } from './process-marks';

/** The texts of the window as the tests ask for them. */
export const words = texts.en;

const ROOT = join(import.meta.dirname, '..', '..');
/** For each step of a start, so that one that hangs says which it was. */
const START_LIMIT = 60_000;
/** What the page's console may not hold. */
const TROUBLE: ReadonlySet<string> = new Set(['error', 'warning']);

/** Path of the Electron binary: what the package `electron` exports to plain Node. */
export const electronBinary = createRequire(import.meta.url)('electron') as unknown as string;
/** Chromium refuses its sandbox to root. */
export const electronFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export interface OpenedWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The folder of everything that the program keeps; every process it starts has the path in its environment. */
  readonly data: string;
  /** Errors and warnings of the page's console, and what nobody caught; a test that provokes some empties it. */
  readonly troubles: string[];
}

interface Fixtures {
  /** Words after the program on the command line. */
  readonly startWords: readonly string[];
  readonly opened: OpenedWindow;
}

export const test = base.extend<Fixtures>({
  startWords: [[], { option: true }],
  opened: async ({ startWords }, provide) => {
    const data = mkdtempSync(join(tmpdir(), 'joinscope-e2e-'));
    const app = await launchApp(data, startWords).catch((error: unknown) => {
      rmSync(data, { recursive: true, force: true });
      throw error;
    });
    const child = app.process();
    const troubles: string[] = [];
    const page = await app.firstWindow({ timeout: START_LIMIT });
    page.on('console', (message) => {
      if (TROUBLE.has(message.type())) troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(error.message));
    try {
      await page.getByRole('navigation', { name: words.app.rail.label }).waitFor({ timeout: START_LIMIT });
      await provide({ app, page, data, troubles });
    } finally {
      // A test may have ended it already.
      if (child.exitCode === null && child.signalCode === null) await app.close();
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    }
    expect(troubles, 'console of the page').toEqual([]);
    await expect.poll(() => processesWith(data), { message: 'processes left behind', timeout: 20_000 }).toEqual([]);
  },
});

/**
 * Starts the program; who calls it closes it.
 *
 * Playwright waits for an answer of each page before it hands the program over, and once in about a hundred starts Chromium
 * never gives it (microsoft/playwright#29386). Playwright has ended such a program; a second start is no second try of a test.
 */
export async function launchApp(data: string, startWords: readonly string[] = []): Promise<ElectronApplication> {
  try {
    return await launch(data, startWords);
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return launch(data, startWords);
  }
}

function launch(data: string, startWords: readonly string[]): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: electronBinary,
    args: [ROOT, ...electronFlags, ...startWords],
    env: environmentFor(data),
    timeout: START_LIMIT,
    // The program decides between light and dark, not the test runner, whose own choice is light.
    colorScheme: null,
  });
}

/** The environment of a start of the program that keeps everything in `data`, with nobody there to be asked. */
export function environmentFor(data: string): Record<string, string> {
  // Extra certificates cost each Node start 90 ms; a terminal within another Electron app sets the second.
  const unwanted = ['NODE_EXTRA_CA_CERTS', 'ELECTRON_RUN_AS_NODE'];
  const kept = Object.entries(process.env).flatMap(([key, value]): readonly (readonly [string, string])[] =>
    value === undefined || unwanted.includes(key) ? [] : [[key, value]],
  );
  return {
    ...Object.fromEntries(kept),
    JOINSCOPE_DATA: data,
    JOINSCOPE_UNATTENDED: '1',
    // What is ours is not passed on to commands; this is.
    E2E_MARK: data,
    LANGUAGE: 'en',
  };
}

/** Types a command line into the form of the first screen and runs it. */
export async function runCommand(page: Page, line: string, cwd: string): Promise<void> {
  const { form, rail } = words.app;
  await page.getByRole('navigation', { name: rail.label }).getByRole('button', { name: rail.home }).click();
  await page.getByRole('combobox', { name: form.line }).fill(line);
  await page.getByRole('textbox', { name: form.folder }).fill(cwd);
  await page.getByRole('main').getByRole('button', { name: form.run, exact: true }).click();
}

/** Starts the demo that the first screen offers. */
export async function startDemo(page: Page): Promise<void> {
  const door = page.getByRole('region', { name: words.app.demo.title });
  await door.getByRole('button', { name: words.app.demo.start, exact: true }).click();
}

/** The rows of the table of processes, without its head. */
export function processRows(page: Page): Locator {
  return page.getByRole('treegrid', { name: words.run.table.title }).locator('[role=rowgroup] [role=row]');
}

/** The pids that the table shows now. */
export async function shownPids(page: Page): Promise<readonly number[]> {
  const cells = await processRows(page).locator('[role=gridcell]:nth-child(2)').allInnerTexts();
  return cells.map((cell) => Number(cell.replaceAll(/\D/g, '')));
}

/** The tab of a run, once it says that the run is in one of these states. */
export function runInState(page: Page, ...states: readonly (keyof typeof words.app.state)[]): Locator {
  const names = states.map((state) => words.app.state[state]).join('|');
  return page
    .getByRole('navigation', { name: words.app.header.runs })
    .getByRole('button', { name: new RegExp(`^(${names}) `) });
}

/** Verdict, events or output: the tables beside them are panels too. */
export const sidePanel = (page: Page): Locator => page.locator('.rv-panel[role=tabpanel]');
