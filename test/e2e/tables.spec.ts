import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { RunEvent } from '../../src/shared/events';
import { processRows, runInState, test, words } from '../support/e2e-app';
import { recordingText } from '../support/recording-text';
import { faultsOf } from './axe';

const { tables, grid, taskState } = words.run;

const started = (pid: number, name: string): RunEvent => ({
  type: 'process-started',
  t: pid,
  pid,
  ppid: pid === 10 ? 1 : 10,
  name,
  seenBy: 'kernel',
});
const lockWait = (pid: number, object: string, holderPid: number): RunEvent => ({
  type: 'wait-started',
  t: 50,
  pid,
  wait: 'lock',
  object,
  holderPid,
  holderFile: '/srv/app/move.py',
  holderLine: pid,
});

/** A pool, a queue, and two workers that want each other's lock. */
const EVENTS: readonly RunEvent[] = [
  started(10, 'main'),
  started(11, 'worker-1'),
  started(12, '=worker-2'),
  { type: 'pool-opened', t: 20, pool: 'Pool-1', pid: 10, size: 2 },
  { type: 'task-submitted', t: 21, pool: 'Pool-1', task: 1, label: 'resize' },
  { type: 'task-started', t: 22, pool: 'Pool-1', task: 1, pid: 12 },
  {
    type: 'task-failed',
    t: 30,
    pool: 'Pool-1',
    task: 1,
    pid: 12,
    runMs: 8,
    errorType: 'OSError',
    message: 'no picture',
  },
  { type: 'queue-depth', t: 40, queue: 'Queue-1', depth: 3, puts: 5, gets: 2, producers: 1, consumers: 2 },
  lockWait(11, 'Lock move.py:4', 12),
  lockWait(12, 'Lock move.py:5', 11),
  { type: 'run-ended', t: 100, exitCode: 0, signal: null, reason: 'detached' },
];

for (const theme of ['light', 'dark'] as const) {
  test(`the tables are reached by keys, copied, saved and found sound by axe, ${theme}`, async ({
    opened: { app, page, data },
  }) => {
    const path = join(data, 'tables.joinscope');
    writeFileSync(path, recordingText({ title: 'two locks' }, EVENTS));
    await app.evaluate(
      ({ dialog }, [recording, saved]) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [recording ?? ''] });
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: saved ?? '' });
      },
      [path, join(data, 'processes.csv')],
    );
    await page.evaluate((patch) => window.bridge.call.writeSettings(patch), { theme });
    await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
    await page.getByRole('button', { name: words.app.recent.open }).click();
    await runInState(page, 'stopped').waitFor();
    const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });

    const processes = page.getByRole('treegrid', { name: words.run.table.title });
    // Rows come after the head.
    await expect(processRows(page)).toHaveCount(3);
    await processes.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    const clipboard = () => app.evaluate(({ clipboard: board }) => board.readText());
    await expect.poll(clipboard).toMatch(/^Name\tpid\t.*\nmain\t10\t.*\nworker-1\t11\t.*\n'=worker-2\t12\t/);
    await page.getByRole('button', { name: grid.save }).click();
    await page.getByText(join(data, 'processes.csv')).waitFor();
    expect(readFileSync(join(data, 'processes.csv'), 'utf8')).toContain(`\r\n"'=worker-2",12,`);
    // A notice that fades away has no contrast of its own: they are gone before colours are looked at.
    await expect(page.locator('.notice-reason')).toHaveCount(0, { timeout: 60_000 });

    const faults: Record<string, readonly string[]> = {};
    await tab(tables.processes).focus();
    for (const name of [tables.tasks, tables.queues, tables.locks, tables.waits]) {
      await page.keyboard.press('ArrowRight');
      await expect(tab(name)).toHaveAttribute('aria-selected', 'true');
      await expect(tab(name)).toBeFocused();
      if (name === tables.tasks)
        await expect(page.getByRole('row', { name: 'resize #1' })).toContainText(taskState.failed);
      if (name === tables.locks) await expect(page.getByRole('img', { name: /Lock move.py:4/ })).toBeVisible();
      faults[name] = await faultsOf(page, theme);
    }
    await expect(page.getByRole('row', { name: /^worker-1/ })).toContainText('move.py:11');
    expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  });
}
