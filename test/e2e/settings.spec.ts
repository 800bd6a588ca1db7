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
