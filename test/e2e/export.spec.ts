import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { exportForms } from '../../src/shared/export-form';
import { runCommand, runInState, test, words } from '../support/e2e-app';

test('a run is written as page, summary, tables and trace, where the person wants it', async ({
  opened: { app, page, data },
}) => {
  await runCommand(page, `sh -c 'sleep 0.05; exit 3'`, data);
  await runInState(page, 'troubled').waitFor();
  await app.evaluate(({ dialog }, folder) => {
    dialog.showSaveDialog = (...args: unknown[]) => {
      const { defaultPath } = args.at(-1) as { defaultPath: string };
      return Promise.resolve({ canceled: false, filePath: `${folder}/${defaultPath}` });
    };
  }, data);
  for (const form of exportForms) {
    await page.getByRole('button', { name: words.app.export.label }).click();
    await page.getByRole('menuitem', { name: words.app.export[form] }).click();
    await page.getByRole('status').filter({ hasText: words.app.export.done }).first().waitFor();
  }
  const name = join(data, 'sh-c-sleep-0-05-exit-3');
  await expect.poll(() => existsSync(`${name}.trace.json`)).toBe(true);
  expect(readFileSync(`${name}.html`, 'utf8')).toContain('exit 3');
  expect(JSON.parse(readFileSync(`${name}.json`, 'utf8'))).toMatchObject({ exitCode: 3 });
  expect(readFileSync(join(name, 'processes.csv'), 'utf8')).toContain('exit-status');
  await expect
    .poll(
      () => (JSON.parse(readFileSync(`${name}.trace.json`, 'utf8')) as { traceEvents: unknown[] }).traceEvents.length,
    )
    .toBeGreaterThan(5);
});

test('a place that cannot be written is told, cancelling says nothing, and the window goes on', async ({
  opened: { app, page, data },
}) => {
  await runCommand(page, 'true', data);
  await runInState(page, 'ok').waitFor();
  writeFileSync(join(data, 'file'), '');
  const answer = (filePath: string) =>
    app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: path === '', filePath: path });
    }, filePath);
  const asPage = async () => {
    await page.getByRole('button', { name: words.app.export.label }).click();
    await page.getByRole('menuitem', { name: words.app.export.html }).click();
  };
  await answer('');
  await asPage();
  await answer(join(data, 'file', 'report.html'));
  await asPage();
  await expect(page.getByRole('alert')).toContainText(words.app.trouble.export);
  await expect(page.getByText(words.app.export.done, { exact: true })).toHaveCount(0);
});
