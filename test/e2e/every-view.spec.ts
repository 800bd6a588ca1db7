import { expect, type Page } from '@playwright/test';
import { processRows, runCommand, runInState, test, words } from '../support/e2e-app';
import { fixture } from '../support/fixture';
import { python } from '../support/python';
import { faultsOf } from './axe';

const { app: shell, run } = words;

type Visit = readonly [name: string, open: (page: Page) => Promise<void>, close?: (page: Page) => Promise<void>];

const byKeys =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = async (page: Page): Promise<void> => page.getByRole('dialog').first().waitFor();
const menu = async (page: Page): Promise<void> => page.getByRole('menu').first().waitFor();
/** Presses a button as the keyboard does. */
const pressed =
  (name: string, opened: (page: Page) => Promise<void>) =>
  async (page: Page): Promise<void> => {
    await button(page, name).first().press('Enter');
    await opened(page);
  };
const shut = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toHaveCount(0);
};
const processMenu = async (page: Page): Promise<void> => {
  await page.getByRole('treegrid', { name: run.table.title }).focus();
  await page.keyboard.press('m');
  await menu(page);
};
/** Before anything ran, in this order. */
const FIRST: readonly Visit[] = [
  ['first screen', () => Promise.resolve()],
  [
    'tour',
    async (page) => {
      await button(page, shell.tour.start).press('Enter');
      await expect(button(page, shell.tour.begin)).toBeFocused();
    },
    async (page) => {
      await shut(page);
      await expect(button(page, shell.tour.start)).toHaveCount(0);
    },
  ],
  ['palette', async (page) => (await byKeys('Control+k')(page), dialog(page)), shut],
  ['keys', async (page) => (await byKeys('Control+/')(page), dialog(page)), shut],
  ['attach', pressed(shell.attach.open, dialog), shut],
  ['bell', pressed(words.alert.bell, dialog), shut],
  ['runs without any', byKeys('Control+3')],
  ['comparison without any', byKeys('Control+5')],
  ['lessons', async (page) => (await byKeys('Control+4')(page), page.locator('.cm-content').first().waitFor())],
  ['settings', byKeys('Control+,')],
];

/** After a run that has ended badly. */
const AFTER: readonly Visit[] = [
  ...[run.side.verdict, run.side.events, run.side.output].map((name): Visit => [
    name,
    async (page) => {
      const tab = page.getByRole('tab', { name });
      await tab.click();
      await expect(tab).toHaveAttribute('aria-selected', 'true');
    },
  ]),
  ['chart as a table', async (page) => button(page, run.chart.asTable).first().press('Enter')],
  ['menu of a process', processMenu, shut],
  ['panes', pressed(run.panes.menu, menu), shut],
  [
    'columns',
    pressed(run.table.columns, async (page) => page.getByRole('menu').or(page.getByRole('dialog')).waitFor()),
    shut,
  ],
  ['export', pressed(shell.export.label, menu), shut],
  ['home with a run', byKeys('Control+1')],
  ['runs', async (page) => (await byKeys('Control+3')(page), page.locator('.runs-row').first().waitFor())],
];

for (const theme of ['light', 'dark'] as const) {
  // Two dozen views, each looked through by axe, on a machine that may have other work.
  test.setTimeout(600_000);
  test(`axe finds nothing in any view, each reached by keys, ${theme}`, async ({ opened: { page } }) => {
    await page.evaluate((patch) => window.bridge.call.writeSettings(patch), { theme });
    await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
    const faults: (readonly [string, readonly string[]])[] = [];
    const visit = async (visits: readonly Visit[]): Promise<void> => {
      for (const [name, open, close] of visits) {
        await test.step(name, async () => {
          await open(page);
          faults.push([name, await faultsOf(page, theme)]);
          await close?.(page);
        });
      }
    };
    await visit(FIRST);
    await runCommand(page, `${python} raises_value_error.py`, fixture('python'));
    await runInState(page, 'troubled').waitFor();
    await processRows(page).nth(1).click();
    await visit(AFTER);
    expect(faults.filter(([, found]) => found.length > 0)).toEqual([]);
  });
}
