import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test, words } from '../support/e2e-app';
import { recordingText } from '../support/recording-text';

const { compare } = words.runs;

test('two recordings are chosen, compared by their numbers of workers, and written as a page', async ({
  opened: { app, page, data },
}) => {
  const folder = join(data, 'recordings');
  mkdirSync(folder, { recursive: true });
  const text = recordingText({ title: 'make all' });
  writeFileSync(join(folder, 'one.joinscope'), text);
  writeFileSync(join(folder, 'two.joinscope'), text.replace(/"runId":"[^"]*"/, '"runId":"20261125-120000-efgh"'));
  const target = join(data, 'compared.html');
  const saveAs = (chosen: string) =>
    app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    }, chosen);

  // The list is read anew when the page is.
  await page.reload();
  const rail = page.getByRole('navigation', { name: words.app.rail.label });
  await rail.getByRole('button', { name: words.app.rail.compare, exact: true }).click();
  await expect(page.getByText(compare.empty)).toBeVisible();
  await page.getByRole('button', { name: compare.choose }).click();
  const list = page.getByRole('listbox');
  await expect(list.getByRole('option')).toHaveCount(2);
  await list.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('c');

  const fields = page.locator('.compare-workers');
  await expect(fields).toHaveCount(2);
  for (const [place, workers] of ['1', '2'].entries()) {
    await fields.nth(place).fill(workers);
    await fields.nth(place).press('Enter');
  }
  await expect(page.getByRole('img', { name: words.report.compare.speedUpLabel })).toBeVisible();
  await expect(page.locator('.compare-table').first()).toContainText('50 %');
  // Legacy mode: the other one opens a page of its own, which this program refuses.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);

  const { picture } = words.run;
  const speedUp = page.getByRole('region', { name: words.report.compare.speedUp, exact: true });
  for (const [form, begin] of [
    ['svg', '<svg'],
    ['png', '\u{fffd}PNG'],
  ] as const) {
    const file = join(data, `speed-up.${form}`);
    await saveAs(file);
    await speedUp.getByRole('button', { name: picture.save }).click();
    await page.getByRole('menuitem', { name: picture[form] }).click();
    await expect.poll(() => existsSync(file) && readFileSync(file).toString().startsWith(begin)).toBe(true);
  }
  expect(readFileSync(join(data, 'speed-up.svg'), 'utf8')).toContain('50');

  await saveAs(target);
  await page.getByRole('button', { name: compare.export }).click();
  await page.getByRole('status').filter({ hasText: 'compared.html' }).waitFor();
  await expect.poll(() => existsSync(target)).toBe(true);
  expect(readFileSync(target, 'utf8')).toContain(words.report.compare.speedUp);
});
