import { mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { processRows, runCommand, runInState, shownPids, test, words } from '../support/e2e-app';
import { faultsOf } from './axe';

/** Each entry of the menu has its words. */
type ProcessAction = Exclude<keyof typeof words.run.action, 'title'>;

/** Letter of proc_pid_stat(5). */
function stateOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
}

/** Where the child of {@link withChildSelected} works: not where the command was started. */
const folderOfChild = (data: string): string => join(data, 'below');

/** A shell and its sleeping child, whose row is selected with the table in focus. */
async function withChildSelected(page: Page, data: string): Promise<number> {
  mkdirSync(folderOfChild(data));
  await runCommand(page, `sh -c "(cd below; exec sleep 600); true"`, data);
  await expect(processRows(page)).toHaveCount(2);
  await page.getByRole('treegrid', { name: words.run.table.title }).focus();
  await page.keyboard.press('End');
  await expect(processRows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  return (await shownPids(page))[1] ?? 0;
}

const choose = async (page: Page, action: ProcessAction): Promise<void> => {
  await page.keyboard.press('m');
  const item = page.getByRole('menuitem', { name: words.run.action[action] });
  await item.focus();
  await page.keyboard.press('Enter');
};

test('a signal reaches the selected process, by keyboard and after a question', async ({ opened }) => {
  const { page, data } = opened;
  await withChildSelected(page, data);
  await choose(page, 'signal');
  expect(await faultsOf(page, 'light')).toEqual([]);
  await page.getByRole('button', { name: /^SIGTERM / }).focus();
  await page.keyboard.press('Enter');
  const sure = page.getByRole('button', { name: words.run.signal.confirm.replace('{{signal}}', 'SIGTERM') });
  await expect(sure).toBeFocused();
  await page.keyboard.press('Enter');
  await runInState(page, 'ok', 'troubled', 'stopped').waitFor();
  await expect(processRows(page).nth(1)).toContainText('SIGTERM');
});

interface Given {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly data: string;
  readonly pid: number;
}

/** Stands for the system's file manager, which nobody would close. Unattended not even this is asked. */
const noteFolders = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ shell }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    delete process.env['JOINSCOPE_UNATTENDED'];
    shell.openPath = (path) => {
      asked.push(path);
      return Promise.resolve('');
    };
  });
/** So that a test that fails is not asked whether to quit. */
const leaveUnattended = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    process.env['JOINSCOPE_UNATTENDED'] = '1';
  });
const askedFolders = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(() => (globalThis as unknown as { asked: readonly string[] }).asked);
const clipboardOf = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ clipboard }) => clipboard.readText());
const sideTab = (page: Page, name: string): Locator => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const niceOf = (pid: number): string | undefined => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16];
};

/** What each action does, but for the signal, which ends the process. One of the menu that is missing here does not compile. */
const DOES: Readonly<Record<Exclude<ProcessAction, 'signal'>, (given: Given) => Promise<void>>> = {
  'copy-pid': ({ app, pid }) => expect.poll(() => clipboardOf(app)).toBe(String(pid)),
  'copy-command': ({ app }) => expect.poll(() => clipboardOf(app)).toBe('sleep 600'),
  measure: ({ page }) => expect(page.getByText(words.run.fact.measured, { exact: true })).toBeVisible(),
  renice: async ({ page, pid }) => {
    expect(await faultsOf(page, 'light')).toEqual([]);
    await page.getByRole('textbox', { name: words.run.renice.label }).fill('12');
    await page.keyboard.press('Enter');
    await expect.poll(() => niceOf(pid)).toBe('12');
  },
  folder: async ({ app, page, data, pid }) => {
    await expect.poll(() => askedFolders(app)).toHaveLength(1);
    await leaveUnattended(app);
    expect(await askedFolders(app)).toEqual([realpathSync(folderOfChild(data))]);
    // A process that is not of the run has no folder that would be opened.
    const shown = await page.evaluate(async (child) => {
      const held = await window.bridge.call.heldRuns();
      const runId = held.ok ? (held.value[0] ?? '') : '';
      return window.bridge.call.showFolder(runId, { pid: child, startTicks: 1 });
    }, pid);
    expect(shown).toMatchObject({ ok: false, fault: { id: 'process-unknown' } });
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(await askedFolders(app)).toHaveLength(1);
  },
  output: ({ page }) => expect(sideTab(page, words.run.side.output)).toHaveAttribute('aria-selected', 'true'),
  verdict: ({ page }) => expect(sideTab(page, words.run.side.verdict)).toHaveAttribute('aria-selected', 'true'),
};

test('each action of the menu of a process does what it says, by keyboard', async ({ opened: { app, page, data } }) => {
  const pid = await withChildSelected(page, data);
  for (const [id, does] of Object.entries(DOES)) {
    await test.step(id, async () => {
      // Not where the one before it left the window.
      await sideTab(page, words.run.side.events).click();
      await page.getByRole('treegrid', { name: words.run.table.title }).focus();
      if (id === 'folder') await noteFolders(app);
      await choose(page, id as ProcessAction);
      await does({ app, page, data, pid });
    });
  }
  await page.getByRole('button', { name: words.app.header.kill }).click();
  await runInState(page, 'stopped', 'troubled').waitFor();
});

test('a run pauses and goes on, by key and by button', async ({ opened: { page, data } }) => {
  const pid = await withChildSelected(page, data);
  await page.keyboard.press('Control+P');
  await runInState(page, 'paused').waitFor();
  await expect.poll(() => stateOf(pid)).toBe('T');
  await page.getByRole('button', { name: words.app.header.resume }).click();
  await runInState(page, 'running').waitFor();
  await expect.poll(() => stateOf(pid)).toBe('S');
  await page.evaluate((patch) => window.bridge.call.writeSettings(patch), { confirmKill: true });
  await page.keyboard.press('Control+Shift+K');
  await page.getByRole('dialog').getByRole('button', { name: words.app.header.kill }).click();
  await runInState(page, 'stopped', 'troubled').waitFor();
});

/** The clock of a run at rest goes from whole second to whole second. */
async function isQuiet(page: Page): Promise<void> {
  const clock = page.locator('.run-tab-clock');
  let [before, whole] = [await clock.textContent(), 0];
  await expect
    .poll(
      async () => {
        const now = await clock.textContent();
        if (now !== before) whole = now?.endsWith('.0') === true ? whole + 1 : 0;
        before = now;
        return whole;
      },
      { timeout: 20_000, intervals: [50] },
    )
    .toBeGreaterThanOrEqual(2);
}

test('that a process of a program at rest was stopped from elsewhere, or goes on, shows at once', async ({
  opened: { page, data },
}) => {
  const pid = await withChildSelected(page, data);
  const row = processRows(page).nth(1);
  for (const [signal, state] of [
    ['SIGSTOP', words.run.state.stopped],
    ['SIGCONT', words.run.state.sleeping],
  ] as const) {
    await isQuiet(page);
    // Just after it was drawn: what may wait is drawn ten seconds later.
    const drawn = page.locator('.rv-scrub-time').last();
    await expect(drawn).not.toHaveText((await drawn.textContent()) ?? '', { timeout: 20_000 });
    process.kill(pid, signal);
    await expect(row).toContainText(state, { timeout: 2500 });
  }
  await page.keyboard.press('Control+.');
  await runInState(page, 'ok', 'troubled', 'stopped').waitFor();
});
