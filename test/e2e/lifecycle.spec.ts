import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from '@playwright/test';
import {
  electronBinary,
  electronFlags,
  environmentFor,
  processRows,
  runCommand,
  runInState,
  startDemo,
  test,
  words,
} from '../support/e2e-app';
import { fixture } from '../support/fixture';
import { processesWith } from '../support/process-marks';
import { python } from '../support/python';
import { recordingText } from '../support/recording-text';

const ROOT = join(import.meta.dirname, '..', '..');

test('killing the program leaves no descendant alive, not even one in a busy loop', async ({ opened }) => {
  const { app, page, data } = opened;
  await runCommand(page, `${python} busy_loop.py 3`, fixture('python'));
  await expect(processRows(page)).toHaveCount(4);
  expect(processesWith(data).length).toBeGreaterThan(4);
  const exited = once(app.process(), 'exit');
  app.process().kill('SIGKILL');
  await exited;
  await expect.poll(() => processesWith(data), { timeout: 20_000, intervals: [50] }).toEqual([]);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends the runs and the program`, async ({ opened }) => {
    const { app, page, data } = opened;
    await runCommand(page, `${python} ignores_sigterm.py`, fixture('python'));
    await expect(processRows(page)).toHaveCount(2);
    const exited = once(app.process(), 'exit');
    app.process().kill(signal);
    expect(await exited).toEqual([0, null]);
    expect(processesWith(data)).toEqual([]);
  });
}

test('an error that nobody foresaw ends the runs, is logged, and ends the program with 1', async ({ opened }) => {
  const { app, page, data } = opened;
  await runCommand(page, `${python} busy_loop.py 1`, fixture('python'));
  await expect(processRows(page)).toHaveCount(2);
  const exited = once(app.process(), 'exit');
  await app.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('provoked by a test');
      }, 50),
  );
  expect(await exited).toEqual([1, null]);
  expect(processesWith(data)).toEqual([]);
  expect(readFileSync(join(data, 'window', 'logs', 'main.log'), 'utf8')).toContain('provoked by a test');
});

test('the loss of the GPU process loses nothing of what is shown', async ({ opened: { app, page, data } }) => {
  await runCommand(page, `sh -c 'sleep 600'`, data);
  await expect(processRows(page)).toHaveCount(2);
  const gpuPid = () =>
    app.evaluate(({ app: electronApp }) => electronApp.getAppMetrics().find(({ type }) => type === 'GPU')?.pid);
  const paintedLanes = () =>
    page.locator('canvas.rv-lanes-canvas').evaluate((canvas: HTMLCanvasElement) => {
      // A copy is read: Chromium warns of a picture that is drawn for the screen and read again and again.
      const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const context = copy.getContext('2d', { willReadFrequently: true });
      context?.drawImage(canvas, 0, 0);
      const { data: bytes } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      return bytes.some((byte, place) => place % 4 === 3 && byte > 0);
    });
  await expect.poll(paintedLanes).toBe(true);
  const lost = await gpuPid();
  test.skip(lost === undefined, 'Chromium runs without a GPU process here.');
  if (lost !== undefined) process.kill(lost, 'SIGKILL');
  // Chromium starts another.
  await expect.poll(gpuPid, { timeout: 60_000 }).not.toBe(lost);
  await expect.poll(paintedLanes).toBe(true);
  await expect(processRows(page)).toHaveCount(2);
  await page.keyboard.press('Control+.');
  await runInState(page, 'stopped').waitFor();
  await expect(processRows(page)).toHaveCount(2);
});

test('quitting while a run goes on asks first, and can be called off', async ({ opened: { app, page } }) => {
  await startDemo(page);
  await runInState(page, 'running').waitFor();
  // Whoever starts the program unattended is not asked; here somebody is there and says no.
  const asked = await app.evaluate(({ app: electronApp, dialog }) => {
    const questions: string[] = [];
    dialog.showMessageBox = (...given: unknown[]) => {
      questions.push((given.at(-1) as Electron.MessageBoxOptions).message);
      return Promise.resolve({ response: 1, checkboxChecked: false });
    };
    delete process.env['JOINSCOPE_UNATTENDED'];
    electronApp.quit();
    return new Promise<string[]>((resolve) => setTimeout(() => resolve(questions), 200));
  });
  expect(asked).toEqual([words.menu.dialog.quitTitle_one.replace('{{count}}', '1')]);
  await runInState(page, 'running').waitFor();
  await app.evaluate(() => (process.env['JOINSCOPE_UNATTENDED'] = '1'));
});

test('a second start says so, brings the first to the front, and hands its file over', async ({ opened }) => {
  const { app, page, data } = opened;
  const recording = join(data, 'handed-over.joinscope');
  writeFileSync(recording, recordingText({ title: 'handed over' }));
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());

  const second = spawn(electronBinary, [ROOT, ...electronFlags, recording], {
    env: environmentFor(data),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, ended] = await Promise.all([text(second.stderr), once(second, 'exit') as Promise<unknown[]>]);
  expect(ended).toEqual([0, null]);
  expect(said.split('\n')).toContain(words.menu.alreadyRunning);
  await runInState(page, 'ok').filter({ hasText: 'handed over' }).waitFor();
  const isShown = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());
  expect(isShown).toBe(false);
});

test.describe('started with a recording', () => {
  test.use({ startWords: [join(import.meta.dirname, 'not-there.joinscope')] });

  test('that is not there, it says why and goes on', async ({ opened: { page } }) => {
    await expect(page.getByRole('alert')).toContainText('not-there.joinscope');
    await startDemo(page);
    await runInState(page, 'running').waitFor();
  });
});
