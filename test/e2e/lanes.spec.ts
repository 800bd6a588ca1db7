import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { RunEvent } from '../../src/shared/events';
import { processRows, runInState, test, words } from '../support/e2e-app';
import { recordingText } from '../support/recording-text';

const { lane, table } = words.run;

/** Main with two workers and another program, which has a child: the last is the first to end. */
const TREE = [
  [10, 1, 'main', 1000],
  [11, 10, 'worker-1', 900],
  [12, 10, 'worker-2', 800],
  [20, 10, 'other', 700],
  [21, 20, 'below', 300],
] as const;
const EVENTS: readonly RunEvent[] = [
  ...TREE.map(([pid, ppid, name], place): RunEvent => {
    return { type: 'process-started', t: place, pid, ppid, name, seenBy: 'kernel' };
  }),
  { type: 'join-started', t: 100, pid: 10, childPid: 11 },
  ...[...TREE].reverse().map(([pid, , , t]): RunEvent => {
    return { type: 'process-exited', t, pid, code: 0, signal: null, seenBy: 'kernel' };
  }),
  { type: 'run-ended', t: 1010, exitCode: 0, signal: null, reason: 'exited' },
];

const pane = (page: Page): Locator => page.getByRole('region', { name: lane.title });
const picture = (page: Page): Locator => pane(page).getByRole('img', { name: /^Life of/ });
const field = (page: Page): Locator => pane(page).getByRole('searchbox', { name: lane.findLabel });
const tip = (page: Page): Locator => pane(page).locator('.rv-tip');
const selected = (page: Page): Locator => processRows(page).and(page.locator('[aria-selected=true]'));

/** The lanes from top to bottom, gone through by keys. */
async function orderByKeys(page: Page): Promise<readonly string[]> {
  const names: string[] = [];
  for (;;) {
    await page.keyboard.press('ArrowDown');
    const name = ((await selected(page).locator('.rv-name').first().textContent()) ?? '').trim();
    if (name === names.at(-1)) return names;
    names.push(name);
  }
}

/** Nothing selected: the next arrow goes to the first lane. */
async function toTop(page: Page): Promise<void> {
  await page.getByRole('treegrid', { name: table.title }).focus();
  await page.keyboard.press('Escape');
  await expect(selected(page)).toHaveCount(0);
  await picture(page).focus();
}

test('lanes are pointed at, gone through, folded, sorted, grouped and searched, by pointer and by keys', async ({
  opened: { app, page, data },
}) => {
  const path = join(data, 'tree.joinscope');
  writeFileSync(path, recordingText({ title: 'tree' }, EVENTS));
  await app.evaluate(({ dialog }, recording) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [recording] });
  }, path);
  await page.keyboard.press('Control+o');
  await runInState(page, 'ok').waitFor();
  await expect(processRows(page)).toHaveCount(5);

  await test.step('hover', async () => {
    const box = await picture(page).boundingBox();
    if (box === null) throw new Error('The lanes have no place.');
    await page.mouse.move(box.x + box.width / 2, box.y + 10);
    await expect(tip(page)).toContainText('main');
    await page.mouse.move(box.x + box.width / 2, box.y + 4000);
    await page.mouse.move(1, 1);
    await expect(tip(page)).toHaveCount(0);
  });

  await test.step('keyboard focus', async () => {
    await picture(page).focus();
    expect(await orderByKeys(page)).toEqual(['main', 'worker-1', 'worker-2', 'other', 'below']);
    await expect(tip(page)).toContainText('below');
    await expect(tip(page)).toHaveAttribute('role', 'status');
    const before = await tip(page).locator('.rv-tip-time').innerText();
    for (let press = 0; press < 20; press += 1) await page.keyboard.press('ArrowLeft');
    await expect(tip(page).locator('.rv-tip-time')).not.toHaveText(before);
  });

  await test.step('fold', async () => {
    // `below` has no child: what its parent started is folded, in the table too.
    await page.keyboard.press('Space');
    await expect(processRows(page)).toHaveCount(4);
    await expect(selected(page)).toContainText('other');
    await page.keyboard.press('Space');
    await expect(processRows(page)).toHaveCount(5);
    await pane(page).getByRole('button', { name: lane.foldAll }).press('Enter');
    await expect(processRows(page)).toHaveCount(4);
    await pane(page).getByRole('button', { name: lane.unfoldAll }).press('Enter');
    await expect(processRows(page)).toHaveCount(5);
  });

  await test.step('sort', async () => {
    await pane(page).getByRole('combobox', { name: lane.sort }).selectOption({ label: lane.sorts.end });
    await toTop(page);
    expect(await orderByKeys(page)).toEqual(['below', 'other', 'worker-2', 'worker-1', 'main']);
    await pane(page).getByRole('combobox', { name: lane.sort }).selectOption({ label: lane.sorts.name });
    await toTop(page);
    expect(await orderByKeys(page)).toEqual(['below', 'main', 'other', 'worker-1', 'worker-2']);
  });

  await test.step('group', async () => {
    await pane(page).getByRole('combobox', { name: lane.group }).selectOption({ label: lane.groups.name });
    const told = pane(page)
      .getByRole('status')
      .filter({ hasText: /folded/ });
    await toTop(page);
    await page.keyboard.press('ArrowDown');
    await expect(selected(page)).toContainText('below');
    // One group alone is folded; the arrows stop at it, and Space opens it again.
    await page.keyboard.press('Space');
    await expect(told).toContainText(/^below/);
    await page.keyboard.press('ArrowDown');
    await expect(selected(page)).toContainText('main');
    await expect(told).toHaveCount(0);
    await page.keyboard.press('ArrowUp');
    await expect(told).toContainText(/^below/);
    await page.keyboard.press('Space');
    await expect(selected(page)).toContainText('below');
  });

  await test.step('find', async () => {
    await page.keyboard.press('/');
    await expect(field(page)).toBeFocused();
    await page.keyboard.type('name:worker');
    await page.keyboard.press('Enter');
    await expect(selected(page)).toContainText('worker-1');
    await page.keyboard.press('Enter');
    await expect(selected(page)).toContainText('worker-2');
    await picture(page).focus();
    await page.keyboard.press('Shift+N');
    await expect(selected(page)).toContainText('worker-1');
    await field(page).fill('what:not');
    await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
  });

  await test.step('as a table', async () => {
    await field(page).fill('');
    await pane(page).getByRole('button', { name: words.run.chart.asTable }).press('Enter');
    await expect(pane(page).getByRole('grid').getByRole('row')).toHaveCount(6);
  });
});
