import { expect, type Locator, type Page } from '@playwright/test';
import { faultsOfLayout } from './layout-faults';
import { processRows, runCommand, runInState, shownPids, test, words } from '../support/e2e-app';

/** Ends by the signal that Stop sends. */
const WAITING = `sh -c 'sleep 600'`;

const openRuns = (page: Page): Locator => page.getByRole('navigation', { name: words.app.header.runs });
const tabs = (page: Page): Locator => openRuns(page).locator('.run-tab');
const shownTab = (page: Page): Locator => tabs(page).and(page.locator('[data-active]'));

test('two runs go on side by side in tabs, and are gone through and closed by keys', async ({ opened }) => {
  const { page, data } = opened;
  await runCommand(page, WAITING, data);
  await runInState(page, 'running').waitFor();
  await expect(processRows(page)).toHaveCount(2);
  const first = await shownPids(page);

  await page.keyboard.press('Control+t');
  await expect(page.getByRole('combobox', { name: words.app.form.line })).toBeFocused();
  await runCommand(page, WAITING, data);
  await expect(runInState(page, 'running')).toHaveCount(2);
  await expect(processRows(page)).toHaveCount(2);
  await expect.poll(() => shownPids(page)).not.toEqual(first);
  const second = await shownPids(page);
  expect(first.filter((pid) => second.includes(pid))).toEqual([]);

  await page.keyboard.press('Control+Tab');
  await expect.poll(() => shownPids(page)).toEqual(first);
  await page.keyboard.press('Control+Shift+Tab');
  await expect.poll(() => shownPids(page)).toEqual(second);
  await expect(tabs(page).nth(1).and(shownTab(page))).toHaveCount(1);

  // One that goes on is asked about, and the other is left alone.
  await page.keyboard.press('Control+w');
  const question = page.getByRole('dialog');
  await expect(question).toContainText(words.app.header.closeDoubt);
  await page.keyboard.press('Enter');
  await expect(tabs(page)).toHaveCount(1);
  await expect(runInState(page, 'running')).toHaveCount(1);
  await expect.poll(() => shownPids(page)).toEqual(first);

  await page.keyboard.press('Control+.');
  await runInState(page, 'stopped').waitFor();
  await page.keyboard.press('Control+w');
  await expect(openRuns(page)).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: words.app.form.line })).toBeVisible();
});

test('many tabs leave names to read, and all that stands beside them', async ({ opened }) => {
  const { app, page, data } = opened;
  for (const command of [`sh -c 'exit 3'`, 'true', WAITING, WAITING, WAITING]) {
    await page.keyboard.press('Control+t');
    await expect(page.getByRole('combobox', { name: words.app.form.line })).toBeFocused();
    await runCommand(page, command, data);
    await expect(shownTab(page)).toHaveCount(1);
  }
  await expect(tabs(page)).toHaveCount(5);
  for (const [width, height] of [
    [1280, 800],
    [900, 600],
  ] as const) {
    await app.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
      { width, height },
    );
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    await page.keyboard.press('Control+Tab');
    await page.keyboard.press('Control+Shift+Tab');
    await expect(shownTab(page)).toBeInViewport({ ratio: 0.99 });
    await expect.poll(() => faultsOfLayout(page)).toEqual([]);
  }
});
