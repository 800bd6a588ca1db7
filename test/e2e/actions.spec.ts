import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { processRows, runCommand, runInState, shownPids, test, words } from '../support/e2e-app';
import { faultsOf } from './axe';

/** Letter of proc_pid_stat(5). */
function stateOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
}

/** A shell and its sleeping child, whose row is selected with the table in focus. */
async function withChildSelected(page: Page, data: string): Promise<number> {
  await runCommand(page, `sh -c "sleep 600; true"`, data);
  await expect(processRows(page)).toHaveCount(2);
  await page.getByRole('treegrid', { name: words.run.table.title }).focus();
  await page.keyboard.press('End');
  await expect(processRows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  return (await shownPids(page))[1] ?? 0;
}

const choose = async (page: Page, action: Exclude<keyof typeof words.run.action, 'title'>): Promise<void> => {
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

test('the menu copies pid and command line, measures, opens the folder, shows output, changes the nice value', async ({
  opened: { app, page, data },
}) => {
  const pid = await withChildSelected(page, data);
  const clipboard = () => app.evaluate(({ clipboard: board }) => board.readText());
  await choose(page, 'copy-pid');
  await expect.poll(clipboard).toBe(String(pid));
  await choose(page, 'copy-command');
  await expect.poll(clipboard).toBe('sleep 600');
  await choose(page, 'measure');
  await expect(page.getByText(words.run.fact.measured, { exact: true })).toBeVisible();
  await page.getByRole('treegrid', { name: words.run.table.title }).focus();
  await choose(page, 'renice');
  expect(await faultsOf(page, 'light')).toEqual([]);
  await page.getByRole('textbox', { name: words.run.renice.label }).fill('12');
  await page.keyboard.press('Enter');
  const nice = (): string | undefined => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16];
  };
  await expect.poll(nice).toBe('12');
  const shown = await page.evaluate(async (child) => {
    const held = await window.bridge.call.heldRuns();
    const runId = held.ok ? (held.value[0] ?? '') : '';
    return window.bridge.call.showFolder(runId, { pid: child, startTicks: 1 });
  }, pid);
  expect(shown).toMatchObject({ ok: false, fault: { id: 'process-unknown' } });
  await page.getByRole('treegrid', { name: words.run.table.title }).focus();
  await choose(page, 'folder');
  await choose(page, 'output');
  await expect(page.getByRole('tab', { name: words.run.side.output })).toHaveAttribute('aria-selected', 'true');
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
