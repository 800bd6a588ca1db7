import { expect, type Page } from '@playwright/test';
import { test, words } from '../support/e2e-app';

const { lesson: said } = words;
/** A run of a small program of Python or Node, on a machine that does much else. */
const RUN_LIMIT = 60_000;

async function openFirst(page: Page): Promise<void> {
  await page.getByRole('button', { name: /1 · A first process/ }).press('Enter');
  await page.getByRole('heading', { name: '1 · A first process' }).waitFor();
}

test('a lesson asks, runs its program, answers, and marks the lines as their events come', async ({
  opened: { page },
}) => {
  await openFirst(page);
  await page.getByRole('radio', { name: '3 the child chose it' }).check();
  await page.getByTestId('lesson-run').click();
  await expect(page.getByRole('status').filter({ hasText: '3, as you said.' })).toBeVisible({ timeout: RUN_LIMIT });
  await expect(page.locator('.lesson-remark[data-tone=mark]')).toHaveCount(3);
  await expect(page.getByText(said.seen)).toBeVisible();
  await expect(page.getByRole('navigation', { name: said.list }).getByLabel(said.state.seen)).toHaveCount(1);

  await page.getByRole('button', { name: 'TypeScript' }).click();
  await page.getByTestId('lesson-run').click();
  await expect(page.locator('.lesson-output')).toContainText('exit code 3', { timeout: RUN_LIMIT });
});

test('an edited program shows its error at its line and what was changed, and can be reset', async ({
  opened: { page },
}) => {
  await openFirst(page);
  const editor = page.getByTestId('lesson-editor').getByRole('textbox');
  const before = await editor.innerText();
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('print(never_named)');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.locator('.lesson-remark[data-tone=error]')).toContainText('never_named', { timeout: RUN_LIMIT });
  await page.getByRole('button', { name: said.diff }).click();
  await expect(page.locator('.lesson-editor .cm-changedLine')).toHaveCount(1);
  await page.getByRole('button', { name: said.reset }).click();
  await expect(page.locator('.lesson-editor .cm-changedLine')).toHaveCount(0);
  expect(await editor.innerText()).toContain(before.trim().split('\n')[0] ?? '');
  await expect(editor).not.toContainText('never_named(');
});

test('presenting: the keys of a clicker run the program and turn the pages, Escape leaves', async ({
  opened: { page },
}) => {
  await openFirst(page);
  await page.getByRole('button', { name: said.present }).click();
  await expect(page.getByRole('navigation', { name: said.list })).toBeHidden();
  await page.keyboard.press('.');
  await expect(page.locator('.lesson-remark[data-tone=mark]')).toHaveCount(3, { timeout: RUN_LIMIT });
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('heading', { name: /^2 · / })).toBeVisible();
  await page.keyboard.press('PageUp');
  await expect(page.getByRole('heading', { name: /^1 · / })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation', { name: said.list })).toBeVisible();
});
