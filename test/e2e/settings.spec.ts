import { readFileSync, writeFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { texts } from '../../src/shared/locales';
import { launchApp, test, words } from '../support/e2e-app';

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
