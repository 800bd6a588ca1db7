import { expect } from '@playwright/test';
import { processRows, runCommand, runInState, test, words } from '../support/e2e-app';

test('a process that ends early rings the bell, whose list leads to it by keys', async ({ opened: { page, data } }) => {
  await runCommand(page, `sh -c 'kill -SEGV $$'`, data);
  await runInState(page, 'troubled').waitFor();
  const bell = page.getByRole('button', { name: new RegExp(`^${words.alert.bell}: `) });
  await bell.focus();
  await page.keyboard.press('Enter');
  const entry = page.locator('.alert-list button').first();
  await expect(entry).toContainText(/^sh \(\d+\)/);
  await entry.press('Enter');
  await expect(processRows(page).and(page.locator('[aria-selected=true]'))).toHaveCount(1);
  await expect(page.getByRole('button', { name: words.alert.bell, exact: true })).toBeVisible();
});
