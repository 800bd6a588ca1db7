import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { texts } from '../../src/shared/locales';
import { launchApp, runCommand, runInState, test, words } from '../support/e2e-app';
import { recordingText } from '../support/recording-text';

const goTo = (page: Page, place: 'settings') =>
  page
    .getByRole('navigation', { name: words.app.rail.label })
    .getByRole('button', { name: words.app.rail[place], exact: true })
    .click();

test('the language changes everywhere at once: page, document and native menu', async ({ opened: { app, page } }) => {
  const menu = () => app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
  expect(await menu()).toContain(words.menu.file);
  await goTo(page, 'settings');
  await page.getByText(words.app.settings.languages.zh).click();
  await expect(page.getByRole('navigation', { name: texts.zh.app.rail.label })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  expect(await menu()).toContain(texts.zh.menu.file);
});

test('settings and the size of the window are kept over a restart', async ({ opened: { app, page, data } }) => {
  await page.evaluate(() =>
    window.bridge.call.writeSettings({ theme: 'dark', recentCommands: [{ line: 'make -j4', cwd: '/srv' }] }),
  );
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1000, 700));
  await app.close();

  const again = await launchApp(data);
  const settings = await (await again.firstWindow()).evaluate(() => window.bridge.call.readSettings());
  const found = await again.evaluate(({ nativeTheme, BrowserWindow }) => ({
    theme: nativeTheme.themeSource,
    size: BrowserWindow.getAllWindows()[0]?.getSize(),
  }));
  await again.close();
  expect(settings).toMatchObject({
    ok: true,
    value: { theme: 'dark', recentCommands: [{ line: 'make -j4', cwd: '/srv' }] },
  });
  expect(found).toEqual({ theme: 'dark', size: [1000, 700] });
});

test('a menu item does what the page does', async ({ opened: { app, page } }) => {
  await app.evaluate(({ Menu }) => void Menu.getApplicationMenu()?.getMenuItemById('shortcuts')?.click());
  await expect(page.getByRole('dialog')).toContainText(words.app.shortcuts.title);
});

test('a setting that makes no sense is refused with what was expected and found; one and all are put back', async ({
  opened: { page },
}) => {
  await goTo(page, 'settings');
  const { settings } = words.app;
  const field = page.getByRole('textbox', { name: settings.alertMemory, exact: true });
  await field.fill('a lot');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toContainText(/expected; found “a lot”/);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  const kept = () =>
    page.evaluate(async () => {
      const read = await window.bridge.call.readSettings();
      return read.ok ? [read.value.alertMemory, read.value.alertIdle, read.value.probes] : [];
    });
  expect(await kept()).toEqual([null, null, true]);
  await field.press('Escape');
  await expect(field).toHaveValue('');
  await field.fill('512');
  await field.press('Enter');
  await page.getByRole('textbox', { name: settings.alertIdle, exact: true }).fill('30');
  await page.getByRole('switch', { name: settings.probes, exact: true }).press('Space');
  await expect.poll(kept).toEqual([512, 30, false]);
  await page
    .getByRole('button', { name: settings.reset.replace('{{label}}', settings.alertMemory), exact: true })
    .press('Enter');
  await expect.poll(kept).toEqual([null, 30, false]);
  await page.getByRole('button', { name: settings.resetAll, exact: true }).press('Enter');
  await expect.poll(kept).toEqual([null, null, true]);
  // What it was is not what the file alone says.
  await expect(page.getByRole('switch', { name: settings.probes, exact: true })).toBeChecked();
});

test('a settings file that is damaged is kept aside and told of, and the program starts', async ({
  opened: { app, data },
}) => {
  const file = await app.evaluate(({ app: electronApp }) => `${electronApp.getPath('userData')}/settings.json`);
  await app.close();
  writeFileSync(file, '{"theme": "dark", ');
  const again = await launchApp(data);
  try {
    const page = await again.firstWindow();
    await goTo(page, 'settings');
    await expect(page.getByRole('status').filter({ hasText: `${file}.damaged` })).toBeVisible();
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe('{"theme": "dark", ');
  } finally {
    await again.close();
  }
});

test('runs are recorded where the settings say, and the oldest beyond their number go, but pinned ones', async ({
  opened: { app, page, data },
}) => {
  const folder = join(data, 'recordings of mine');
  mkdirSync(folder);
  for (let day = 10; day < 22; day += 1) {
    const runId = `202611${day}-120000-abcd`;
    const startedAt = Date.UTC(2026, 10, day);
    writeFileSync(join(folder, `${runId}.joinscope`), recordingText({ title: `run of day ${day}`, runId, startedAt }));
  }
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, folder);
  const { keeping } = words.runs;
  await goTo(page, 'settings');
  await page.getByRole('button', { name: keeping.choose }).last().click();
  await expect(page.getByText(folder)).toBeVisible();
  await page.getByRole('combobox', { name: keeping.count }).selectOption('10');

  await page.keyboard.press('Control+3');
  await page.getByRole('listbox').press('End');
  await expect(page.getByRole('option', { name: /run of day 10/ })).toBeVisible();
  await page.getByRole('listbox').press('p');
  await expect(page.getByRole('button', { name: words.runs.unpin })).toBeVisible();
  await runCommand(page, 'true', data);
  await runInState(page, 'ok').waitFor();
  const recorded = () => readdirSync(folder).filter((name) => name.endsWith('.joinscope'));
  await expect.poll(() => recorded().length, 'the run is recorded there').toBe(13);
  await app.close();

  const again = await launchApp(data);
  try {
    await (await again.firstWindow()).getByRole('navigation').first().waitFor();
    await expect.poll(() => recorded().length, { message: 'ten and the pinned one', timeout: 30_000 }).toBe(11);
    const days = recorded().map((name) => name.slice(6, 8));
    expect(days.slice(0, 2), 'the pinned one, and then the newest').toEqual(['10', '13']);
  } finally {
    await again.close();
  }
});
