import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { launchApp, processRows, runCommand, runInState, test, words, sidePanel } from '../support/e2e-app';
import { python } from '../support/python';
import { recordingText } from '../support/recording-text';

/** Drops a real file of the system on the window: only a file that a person chose has a path. */
async function dropFile(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'dropped';
    document.body.append(input);
  });
  await page.locator('#dropped').setInputFiles(path);
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped');
    const dataTransfer = new DataTransfer();
    for (const file of input?.files ?? []) dataTransfer.items.add(file);
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    input?.remove();
  });
}

test('a run is listed with what came of it, and opens again after a restart of the page', async ({ opened }) => {
  const { page, data } = opened;
  await runCommand(page, `sh -c 'echo from the recording; exit 3'`, data);
  await runInState(page, 'troubled').waitFor();
  await page.getByRole('button', { name: new RegExp(`^${words.app.header.closeRun.split(' ')[0] ?? ''} `) }).click();
  await page.reload();
  await page.getByRole('region', { name: words.app.recent.title }).getByText('from the recording').first().click();
  await runInState(page, 'troubled').waitFor();
  await page.getByRole('tab', { name: words.run.side.output }).click();
  await expect(sidePanel(page)).toContainText('from the recording');
});

test('what was recorded when the program was killed is offered at the next start, and opens as far as it goes', async ({
  opened: { app, page, data },
}) => {
  const ticks = 'import time; n = 0\nwhile True: n += 1; print(n, flush=True); time.sleep(0.02)';
  writeFileSync(join(data, 'ticks.py'), ticks);
  await runCommand(page, `${python} ticks.py`, data);
  const folder = join(data, 'recordings');
  const partIn = () => readdirSync(folder).find((name) => name.endsWith('.part')) ?? '';
  const ticksIn = (name: string) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/"stdout","text":"(\d+)"/g)].map(([, n]) => Number(n));
  await expect.poll(() => (partIn() === '' ? 0 : ticksIn(partIn()).length), { timeout: 30_000 }).toBeGreaterThan(50);
  const exited = once(app.process(), 'exit');
  app.process().kill('SIGKILL');
  await exited;
  const part = partIn();
  // The next start is a minute later: a file that changed just now might still be written.
  const before = new Date(Date.now() - 60_000);
  utimesSync(join(folder, part), before, before);

  const again = await launchApp(data);
  try {
    const next = await again.firstWindow();
    await next.getByRole('button', { name: words.runs.recoverAll }).click();
    await next.getByRole('region', { name: words.app.recent.title }).getByText('ticks.py').first().click();
    await runInState(next, 'troubled', 'stopped').waitFor();
    await next.getByRole('tab', { name: words.run.side.output }).click();
    const kept = ticksIn(part.replace('.part', ''));
    expect(kept.length).toBeGreaterThan(50);
    expect(kept, 'without a gap').toEqual(kept.map((_, place) => place + 1));
    await expect(sidePanel(next)).toContainText(String(kept.at(-1)));
  } finally {
    await again.close();
  }
});

test('a recording opens by the dialog and by dropping it', async ({ opened: { app, page, data } }) => {
  const chosen = join(data, 'chosen.joinscope');
  const dropped = join(data, 'dropped.joinscope');
  writeFileSync(chosen, recordingText({ title: 'chosen one' }));
  writeFileSync(dropped, recordingText({ title: 'dropped one', runId: '20261125-120000-efgh' }));
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, chosen);
  await page.getByRole('button', { name: words.app.recent.open }).click();
  await runInState(page, 'ok').filter({ hasText: 'chosen one' }).waitFor();
  await expect(processRows(page)).toContainText('recorded');

  await dropFile(page, dropped);
  await runInState(page, 'ok').filter({ hasText: 'dropped one' }).waitFor();
});

test('a file that is no recording is refused with the reason, and the window goes on', async ({ opened }) => {
  const { page, data } = opened;
  const files: readonly (readonly [name: string, content: string, reason: RegExp])[] = [
    ['foreign.joinscope', '{"hello":"world"}\n', /foreign\.joinscope/],
    ['empty.joinscope', '', /empty\.joinscope/],
    [
      'newer.joinscope',
      recordingText().replace('"schema":1', '"schema":99'),
      /newer\.joinscope.*99|99.*newer\.joinscope/,
    ],
  ];
  for (const [name, content, reason] of files) {
    const path = join(data, name);
    writeFileSync(path, content);
    await dropFile(page, path);
    await expect(page.getByRole('alert').filter({ hasText: reason })).toBeVisible();
  }
  await runCommand(page, 'true', data);
  await runInState(page, 'ok').waitFor();
});

test('that recording stopped is told where one looks, while watching goes on, and what is held can be saved', async ({
  opened: { app, page, data },
}) => {
  const folder = join(data, 'recordings');
  const told = /recordings.*was removed.*The run goes on/;
  await runCommand(page, 'sleep 600', data);
  await runInState(page, 'running').waitFor();
  await expect(processRows(page)).toHaveCount(1);
  rmSync(folder, { recursive: true });
  const bar = page.getByRole('alert').filter({ hasText: told });
  await expect(bar).toBeVisible();
  const saved = join(data, 'saved.joinscope');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, saved);
  await bar.getByRole('button', { name: words.run.recording.save }).click();
  await expect.poll(() => readdirSync(data)).toContain('saved.joinscope');
  expect(readFileSync(saved, 'utf8')).toContain('"name":"sleep"');
  await bar.getByRole('button', { name: words.run.recording.putAway }).click();
  await expect(bar).toHaveCount(0);
  await page.getByRole('button', { name: words.app.header.kill }).click();
  await runInState(page, 'stopped', 'troubled').waitFor();

  await runCommand(page, 'sleep 601', data);
  await runInState(page, 'running').waitFor();
  await expect(processRows(page)).toHaveCount(1);
  await page.keyboard.press('Control+3');
  rmSync(folder, { recursive: true });
  await expect(page.getByRole('alert').filter({ hasText: told }), 'for who looks elsewhere').toBeVisible();
  await runInState(page, 'running').click();
  await expect(page.locator('.rv-recording-bar')).toBeVisible();
  await page.getByRole('button', { name: words.app.header.kill }).click();
  await runInState(page, 'running').waitFor({ state: 'detached' });
});

test('a damaged recording says how much of it is missing', async ({ opened: { page, data } }) => {
  const path = join(data, 'damaged.joinscope');
  const [header = '', first = '', ...rest] = recordingText({ title: 'damaged one' }).split('\n');
  writeFileSync(path, [header, first, '{"type":"log","t":1,', 'noise', ...rest].join('\n'));
  await page.evaluate((file) => window.bridge.call.openRecording(file), path);
  await runInState(page, 'ok').click();
  await expect(page.getByRole('status').filter({ hasText: /^2 events are missing/ })).toBeVisible();
});
