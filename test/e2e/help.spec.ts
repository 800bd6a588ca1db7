import { expect } from '@playwright/test';
import { texts } from '../../src/shared/locales';
import { test, words } from '../support/e2e-app';
import { faultsOf } from './axe';

test('the page about the window is read in it, from the list of keys on, in the language of the window', async ({
  opened: { app, page },
}) => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
  await page.keyboard.press('Control+/');
  await page.getByRole('button', { name: words.app.shortcuts.page }).press('Enter');
  const help = page.getByRole('dialog', { name: words.app.command.help });
  const text = help.getByRole('region', { name: words.app.help.page });
  await expect(text.getByRole('heading')).toHaveCount(await help.getByRole('navigation').getByRole('button').count());
  await expect(text.getByRole('cell', { name: 'Keyboard shortcuts' })).toHaveCount(1);
  expect(await faultsOf(page, 'light')).toEqual([]);
  await help.getByRole('button', { name: 'The filter' }).press('Enter');
  await expect(text.getByRole('heading', { name: 'The filter' })).toBeFocused();
  await expect(text.getByRole('heading', { name: 'The filter' })).toBeInViewport();
  await page.keyboard.press('PageDown');
  await expect(text.getByRole('heading', { name: 'The filter' })).not.toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);

  await page.evaluate(() => window.bridge.call.writeSettings({ language: 'zh' }));
  await page.keyboard.press('F1');
  const { app: chinese } = texts.zh;
  const read = page.getByRole('dialog', { name: chinese.command.help });
  await expect(read.getByRole('cell', { name: chinese.command.shortcuts })).toHaveCount(1);
  expect(await faultsOf(page, 'light')).toEqual([]);
});
