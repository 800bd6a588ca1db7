import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect } from '@playwright/test';
import { processRows, runInState, test, words } from '../support/e2e-app';

test('a running program is found by its command line, watched, and left alone', async ({ opened: { page } }) => {
  const program = spawn('sh', ['-c', 'sleep 604 & sleep 605 & wait'], { detached: true, stdio: 'ignore' });
  const pid = program.pid ?? 0;
  try {
    await page.getByRole('button', { name: words.app.attach.open }).click();
    const dialog = page.getByRole('dialog', { name: words.app.attach.title });
    await dialog.getByRole('searchbox').fill(`${pid} sleep 604 wait`);
    await expect(dialog.getByRole('listitem')).toHaveCount(1);
    await dialog.getByRole('listitem').getByRole('button').click();
    await runInState(page, 'running').waitFor();
    await expect(processRows(page)).toHaveCount(3);
    await expect(page.getByTestId('run-view')).toContainText('sleep');
    await page.getByRole('button', { name: words.app.header.unwatch }).click();
    await runInState(page, 'stopped').waitFor();
    expect(existsSync(`/proc/${pid}`)).toBe(true);
  } finally {
    process.kill(-pid, 'SIGKILL');
  }
});
