import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { processRows, runCommand, runInState, test, words } from '../support/e2e-app';
import { fixture } from '../support/fixture';
import { python } from '../support/python';

const bell = (page: Page): Locator => page.getByRole('button', { name: new RegExp(`^${words.alert.bell}: `) });
const entries = (page: Page): Locator => page.locator('.alert-list button');
const selected = (page: Page): Locator => processRows(page).and(page.locator('[aria-selected=true]'));

test('a process that ends early rings the bell, whose list leads to it by keys', async ({ opened: { page, data } }) => {
  await runCommand(page, `sh -c 'kill -SEGV $$'`, data);
  await runInState(page, 'troubled').waitFor();
  await bell(page).focus();
  await page.keyboard.press('Enter');
  const entry = entries(page).first();
  await expect(entry).toContainText(/^sh \(\d+\)/);
  await entry.press('Enter');
  await expect(selected(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: words.alert.bell, exact: true })).toBeVisible();
});

type Rule = 'alertDepth' | 'alertDepthFor' | 'alertMemory' | 'alertIdle';

/** Fills in a rule as a person does, by keys. */
async function setRule(page: Page, rule: Rule, value: string): Promise<void> {
  const field = page.getByRole('textbox', { name: words.app.settings[rule], exact: true });
  await field.fill(value);
  await field.press('Enter');
}

test('each rule of the settings rings: an end, no progress, a deep queue, much memory, nothing that moves', async ({
  opened: { page },
}) => {
  await page.keyboard.press('Control+,');
  await setRule(page, 'alertDepth', '20');
  await setRule(page, 'alertDepthFor', '1');
  await setRule(page, 'alertMemory', '150');
  await setRule(page, 'alertIdle', '2');
  await runCommand(page, `${python} rings_every_bell.py`, fixture('python'));
  await bell(page).waitFor();
  await bell(page).press('Enter');
  const { cause, hang } = words.run;
  for (const told of [
    new RegExp(`^crashes \\(\\d+\\) ended: ${cause.crash}`),
    new RegExp(`^No progress: ${hang['lock-cycle']} \\((left, right|right, left)\\)`),
    / is 30 deep, more than 20 for /,
    /^holds \(\d+\) holds \d+ MB, more than 150 MB/,
    /^Nothing has moved for /,
  ]) {
    await expect(entries(page).filter({ hasText: told }), String(told)).toHaveCount(1, { timeout: 60_000 });
  }
  await entries(page)
    .filter({ hasText: /^holds / })
    .press('Enter');
  await expect(selected(page)).toContainText('holds');
  await page.getByRole('button', { name: words.app.header.kill, exact: true }).click();
  await runInState(page, 'stopped', 'troubled').waitFor();
});

interface Shown {
  readonly title: string;
  readonly body: string;
}

/** A desktop that keeps what it is shown; the window is not looked at, and somebody is there. */
function watchDesktop(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow, Notification }) => {
    delete process.env['JOINSCOPE_UNATTENDED'];
    const holder = globalThis as unknown as { notes: Electron.Notification[] };
    holder.notes = [];
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      holder.notes.push(this);
    };
    for (const window of BrowserWindow.getAllWindows()) window.isFocused = () => false;
  });
}
const shownNotes = (app: ElectronApplication): Promise<readonly Shown[]> =>
  app.evaluate(() =>
    (globalThis as unknown as { notes: Electron.Notification[] }).notes.map(({ title, body }) => ({ title, body })),
  );

test('who looks elsewhere is told on the desktop, and a click there leads to the process', async ({
  opened: { app, page, data },
}) => {
  await watchDesktop(app);
  await runCommand(page, `sh -c 'sh -c "kill -SEGV \\$\\$"; exit 0'`, data);
  await runInState(page, 'ok', 'troubled').waitFor();
  await expect.poll(async () => (await shownNotes(app)).length).toBe(1);
  const [note] = await shownNotes(app);
  expect(note?.body).toMatch(new RegExp(`^sh \\(\\d+\\) ended: ${words.run.cause.crash}`));
  await page.keyboard.press('Control+3');
  await app.evaluate(() => {
    (globalThis as unknown as { notes: Electron.Notification[] }).notes[0]?.emit('click');
    process.env['JOINSCOPE_UNATTENDED'] = '1';
  });
  await expect(selected(page)).toContainText('SIGSEGV');
});
