import { mkdtempSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { launchApp, runCommand, runInState, test, words } from '../support/e2e-app';

const { form } = words.app;
const line = (page: Page): Locator => page.getByRole('combobox', { name: form.line });
const folder = (page: Page): Locator => page.getByRole('textbox', { name: form.folder });

/** The program ends as by its menu, and is started anew with the same folder. */
async function restarted(app: ElectronApplication, data: string): Promise<ElectronApplication> {
  await app.close();
  return launchApp(data);
}

test('a command half typed, and those that were run, each with its folder, are there after a restart', async ({
  opened: { app, page, data },
}) => {
  const [one, other] = ['one-', 'other-'].map((name) => realpathSync(mkdtempSync(join(data, name))));
  if (one === undefined || other === undefined) throw new Error('There are no folders.');
  for (const [place, cwd] of [one, other].entries()) {
    await runCommand(page, 'true', cwd);
    await expect(runInState(page, 'ok')).toHaveCount(place + 1);
  }
  await runCommand(page, `sh -c 'exit 0'`, one);
  await expect(runInState(page, 'ok')).toHaveCount(3);
  await page.keyboard.press('Control+N');
  await line(page).fill('python3 half.py --typ');
  await folder(page).fill(other);

  const again = await restarted(app, data);
  try {
    const anew = await again.firstWindow();
    await expect(line(anew)).toHaveValue('python3 half.py --typ');
    await expect(folder(anew)).toHaveValue(other);
    // The list has what holds the words that are typed; the same command in two folders is there twice, the last first.
    await line(anew).fill('');
    await line(anew).press('ArrowDown');
    const listed = anew.getByRole('listbox', { name: form.recent }).getByRole('option');
    await expect(listed).toHaveText([`sh -c 'exit 0'${one}`, `true${other}`, `true${one}`]);
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await line(anew).press(key);
    await expect(line(anew)).toHaveValue('true');
    await expect(folder(anew)).toHaveValue(one);
  } finally {
    await again.close();
  }
});
