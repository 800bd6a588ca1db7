import { expect } from '@playwright/test';
import { processRows, runCommand, test, words } from '../support/e2e-app';
import { faultsOf } from './axe';

const { chart } = words.run;

test('what a legend has no room for is counted, listed, and selected by keyboard', async ({
  opened: { app, page, data },
}) => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
  // More than there is room for, however few digits their pids have.
  await runCommand(page, `sh -c 'for n in 1 2 3 4 5; do sleep 600 & done; sleep 600; true'`, data);
  await expect(processRows(page)).toHaveCount(7);
  const pane = page.getByRole('region', { name: chart.cpu, exact: true });
  const more = pane.locator('.rv-legend-more');
  await expect(more).toBeVisible();
  const shown = pane.locator('.rv-legend > li:visible');
  const all = pane.locator('.rv-legend > li');
  const hidden = Number((await more.textContent())?.slice(1));
  expect(hidden).toBe((await all.count()) - (await shown.count()));
  // No name is cut at the line's end, and none that is hidden takes the focus.
  for (const place of await shown.all()) expect((await place.boundingBox())?.height).toBeLessThanOrEqual(24);

  await more.focus();
  await page.keyboard.press('Enter');
  const list = page.getByRole('dialog', { name: chart.legendAll });
  await expect(list.getByRole('listitem')).toHaveCount(await all.count());
  expect(await faultsOf(page, 'light')).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('[role=row][aria-selected=true]')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(more).toBeFocused();

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(2500, 600));
  await expect(more).toHaveCount(0);
  await page.getByRole('button', { name: words.app.header.kill }).click();
});
