/** The smallest window in Chinese, and no pointer: what is done with a process, and the tables of its run. */
import { readFileSync } from 'node:fs';
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { texts } from '../../src/shared/locales';
import { test } from '../support/e2e-app';
import { faultsOf } from './axe';

const { app: appWords, run: words } = texts.zh;

/** Steps with Tab until the focus is there, and says where it was if it never is. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const wanted = await target.elementHandle();
  for (let step = 0; step < 120; step += 1) {
    if (await page.evaluate((element) => document.activeElement === element, wanted)) break;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
  await expect(target).toBeInViewport();
}

/** By its first letter's place in the menu: down from the top, then Enter. */
async function choose(page: Page, name: string): Promise<void> {
  await page.keyboard.press('m');
  const item = page.getByRole('menuitem', { name, exact: true });
  await item.waitFor();
  for (let step = 0; step < 12; step += 1) {
    if (await item.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(item).toBeFocused();
  await expect(item).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
}

const clipboardOf = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ clipboard }) => clipboard.readText());
const niceOf = (pid: number): string | undefined => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16];
};

test.beforeEach(async ({ opened: { app, page } }) => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
  await page.evaluate(() => window.bridge.call.writeSettings({ language: 'zh' }));
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.keyboard.press('Control+n');
  await page.keyboard.type(`sh -c "sleep 600; true"`);
  await page.keyboard.press('Enter');
  await expect(page.locator('[role=treegrid] [role=row][aria-level]')).toHaveCount(2);
});

test('each action on a process is done by keys in the smallest Chinese window', async ({ opened: { app, page } }) => {
  const table = page.getByRole('treegrid', { name: words.table.title });
  const tab = (name: string): Locator => page.getByRole('tab', { name: new RegExp(`^${name}`) });
  await tabTo(page, table);
  await page.keyboard.press('End');
  await choose(page, words.action['copy-pid']);
  await expect.poll(async () => Number(await clipboardOf(app))).toBeGreaterThan(1);
  const pid = Number(await clipboardOf(app));
  await expect(table).toBeFocused();
  await choose(page, words.action['copy-command']);
  await expect.poll(() => clipboardOf(app)).toBe('sleep 600');
  await choose(page, words.action.measure);
  await expect(page.getByText(words.fact.measured, { exact: true })).toBeVisible();
  await tabTo(page, table);
  await choose(page, words.action.output);
  await expect(tab(words.side.output)).toHaveAttribute('aria-selected', 'true');
  await tabTo(page, table);
  await choose(page, words.action.verdict);
  await expect(tab(words.side.verdict)).toHaveAttribute('aria-selected', 'true');
  await tabTo(page, table);
  await choose(page, words.action.renice);
  await expect(page.getByRole('dialog')).toBeInViewport({ ratio: 1 });
  expect(await faultsOf(page, 'light')).toEqual([]);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  await expect.poll(() => niceOf(pid)).toBe('7');
  await tabTo(page, table);
  await choose(page, words.action.signal);
  await expect(page.getByRole('dialog')).toBeInViewport();
  await tabTo(page, page.getByRole('button', { name: /^SIGKILL / }));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.locator('[role=treegrid] [role=row][aria-level]').nth(1)).toContainText('SIGKILL');
});

test('each table is reached and read by keys in the smallest Chinese window', async ({ opened: { page } }) => {
  const names = ['processes', 'tasks', 'queues', 'locks', 'waits'] as const;
  const list = page.getByRole('tablist', { name: words.tables.title });
  const first = list.getByRole('tab').first();
  await tabTo(page, first);
  for (const [place, name] of names.entries()) {
    if (place > 0) await page.keyboard.press('ArrowRight');
    const tab = list.getByRole('tab', { name: new RegExp(`^${words.tables[name]}`) });
    await expect(tab).toBeFocused();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expect(tab).toBeInViewport({ ratio: 1 });
  }
  for (const [place, name] of (['verdict', 'events', 'output'] as const).entries()) {
    const side = page.getByRole('tablist', { name: words.side.title }).getByRole('tab').nth(place);
    if (place === 0) await tabTo(page, side);
    else await page.keyboard.press('ArrowRight');
    await expect(side).toContainText(words.side[name]);
    await expect(side).toBeFocused();
  }
  await page.keyboard.press('Control+Shift+k');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: appWords.header.kill, exact: true })).toHaveCount(0);
});
