import { expect, type Page } from '@playwright/test';
import { runCommand, test, words } from '../support/e2e-app';

/** Pixels between the last letter of the head and what is beside it: the scrollbar, the edge of what is in sight. */
async function roomBesideHead(page: Page): Promise<number> {
  return page.getByRole('treegrid', { name: words.run.table.title }).evaluate((table) => {
    const letters = document.createRange();
    letters.selectNodeContents(table.querySelector('[role=columnheader]:last-child') ?? table);
    return table.getBoundingClientRect().left + table.clientWidth - letters.getBoundingClientRect().right;
  });
}

test('at 1280 pixels the scrollbar of the table leaves its last column room', async ({
  opened: { app, page, data },
}) => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 720));
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1280);
  await runCommand(page, 'sh -c "for one in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 0.1; done"', data);
  const table = page.getByRole('treegrid', { name: words.run.table.title });
  // Otherwise there is no scrollbar to leave room for.
  await expect.poll(() => table.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeGreaterThan(0);
  expect(await roomBesideHead(page)).toBeGreaterThanOrEqual(10);
  expect(await table.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
});
