import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { processRows, runCommand, runInState, test, words } from '../support/e2e-app';
import { recordingText } from '../support/recording-text';

const { replay } = words.runs;

test('a recording shows the run as it was at each exit, by keys and buttons, and comes back to its end', async ({
  opened: { page, app, data },
}) => {
  const path = join(data, 'replayed.joinscope');
  writeFileSync(path, recordingText({ title: 'replayed one' }));
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
  await page.getByRole('button', { name: words.app.recent.open }).click();
  await runInState(page, 'ok').waitFor();
  const rows = processRows(page);
  const atEnd = await rows.count();
  expect(atEnd).toBeGreaterThan(0);
  const moment = page.getByRole('slider', { name: words.run.scrub.slider });
  const end = Number(await moment.getAttribute('aria-valuenow'));

  await moment.focus();
  await page.keyboard.press('Home');
  await expect(moment).toHaveAttribute('aria-valuenow', '0');
  await page.keyboard.press('e');
  await expect(moment).not.toHaveAttribute('aria-valuenow', '0');
  await expect(rows).toHaveCount(atEnd);
  await page.getByRole('button', { name: words.run.scrub.end, exact: true }).click();
  await expect(moment).toHaveAttribute('aria-valuenow', String(end));

  await page.getByRole('combobox', { name: replay.speed }).selectOption({ label: '100×' });
  await page.getByRole('button', { name: replay.play }).click();
  await expect(moment, 'played to its end').toHaveAttribute('aria-valuenow', String(end));
  await expect(page.getByRole('button', { name: replay.play })).toBeVisible();
});

test('a live run can be looked back at and followed again', async ({ opened: { page, data } }) => {
  await runCommand(page, `sh -c 'sleep 0.2; sleep 600'`, data);
  await runInState(page, 'running').waitFor();
  await expect(processRows(page)).toHaveCount(3);
  const moment = page.getByRole('slider', { name: words.run.scrub.slider });
  await moment.focus();
  await page.keyboard.press('Home');
  await expect(processRows(page)).toHaveCount(0);
  const live = page.getByRole('button', { name: words.run.scrub.live, exact: true });
  await expect(live).toHaveAttribute('aria-pressed', 'false');
  await live.click();
  await expect(live).toHaveAttribute('aria-pressed', 'true');
  await expect(processRows(page)).toHaveCount(3);
  await page.getByRole('button', { name: words.app.header.kill }).click();
  await runInState(page, 'stopped', 'troubled').waitFor();
});
