import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import type { RunEvent } from '../../src/shared/events';
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

/** A task that failed, a queue that was deepest, a lock that is waited for, a line that was printed, and two ends. */
const MARKED: readonly RunEvent[] = [
  { type: 'process-started', t: 100, pid: 10, ppid: 1, name: 'main', seenBy: 'kernel' },
  { type: 'process-started', t: 200, pid: 11, ppid: 10, name: 'worker', seenBy: 'kernel' },
  { type: 'pool-opened', t: 210, pool: 'Pool-1', pid: 10, size: 1 },
  { type: 'task-submitted', t: 300, pool: 'Pool-1', task: 1, label: 'resize' },
  { type: 'task-started', t: 400, pool: 'Pool-1', task: 1, pid: 11 },
  { type: 'log', t: 500, pid: 11, stream: 'stdout', text: 'a line of output' },
  { type: 'task-failed', t: 600, pool: 'Pool-1', task: 1, pid: 11, runMs: 200, errorType: 'OSError', message: 'no' },
  { type: 'queue-depth', t: 700, queue: 'Queue-1', depth: 9, puts: 9, gets: 0 },
  { type: 'queue-depth', t: 800, queue: 'Queue-1', depth: 1, puts: 9, gets: 8 },
  { type: 'wait-started', t: 900, pid: 11, wait: 'lock', object: 'Lock-1', holderPid: 10 },
  { type: 'process-exited', t: 2000, pid: 11, code: null, signal: 'SIGKILL', seenBy: 'kernel' },
  {
    type: 'verdict',
    t: 2000,
    pid: 11,
    verdict: {
      cause: 'signal',
      confidence: 'likely',
      title: { id: 'title.signal', values: { name: 'worker', signal: 'SIGKILL' } },
      evidence: [],
      ruledOut: [],
      advice: [],
    },
  },
  { type: 'process-exited', t: 3900, pid: 10, code: 0, signal: null, seenBy: 'kernel' },
  { type: 'run-ended', t: 4000, exitCode: 0, signal: null, reason: 'exited' },
];

test('from every row and every mark one goes to its moment', async ({ opened: { page, data } }) => {
  const path = join(data, 'marked.joinscope');
  writeFileSync(path, recordingText({ title: 'marked one' }, MARKED));
  await page.evaluate((file) => window.bridge.call.openRecording(file), path);
  await runInState(page, 'troubled').click();
  const { scrub, side, tables, table, grid, chart, card } = words.run;
  const slider = page.getByRole('slider', { name: scrub.slider });
  const isAt = (moment: number, by: string) => expect(slider, by).toHaveAttribute('aria-valuenow', String(moment));
  const toEnd = async (): Promise<void> => {
    await slider.press('l');
    await isAt(4000, 'the end');
  };
  const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });

  await page.getByRole('treegrid', { name: table.title }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('g');
  await isAt(2000, 'the end of a process');
  await page.keyboard.press('Shift+G');
  await isAt(200, 'its begin');
  await toEnd();

  const rows: readonly (readonly [string, string, number])[] = [
    [tables.tasks, tables.tasks, 600],
    [tables.queues, tables.queues, 700],
    [tables.locks, tables.locks, 900],
  ];
  for (const [name, label, moment] of rows) {
    await tab(name).click();
    await page.getByRole('grid', { name: label }).focus();
    await page.keyboard.press('End');
    await page
      .getByRole('tabpanel', { name: new RegExp(`^${name}`) })
      .getByRole('button', { name: grid.moment })
      .click();
    await isAt(moment, name);
    if (name !== tables.locks) await toEnd();
  }
  await tab(tables.waits).click();
  await slider.press('ArrowRight');
  await page.getByRole('grid', { name: tables.waitsLabel }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('g');
  await isAt(900, 'a wait');
  await toEnd();

  await tab(side.output).click();
  await page.getByRole('grid', { name: side.output }).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('g');
  await isAt(500, 'a line of output, by keys');
  await toEnd();
  await tab(side.events).click();
  await page
    .getByRole('grid', { name: side.events })
    .getByText(/^started with pid 11/)
    .dblclick();
  await isAt(200, 'an event, by the pointer');
  await toEnd();

  // A little beside the mark: it is the mark that is meant.
  const besideMark = async (marks: Locator): Promise<number> =>
    Number(await marks.locator('.rv-exit-line').first().getAttribute('x1')) + 3;
  const picture = page.locator('.rv-overlay').first();
  await picture.dblclick({ position: { x: await besideMark(picture), y: 40 } });
  await isAt(2000, 'an end in a chart');
  await toEnd();
  const lanes = page.locator('.rv-lanes-scroll');
  const { height } = (await lanes.locator('> div').boundingBox()) ?? { height: 0 };
  const badge = { x: await besideMark(page.locator('.rv-lanes-marks')), y: height * 0.75 };
  await lanes.dblclick({ position: badge });
  await isAt(2000, 'an end in the lanes');
  await toEnd();
  await slider.click({ position: { x: await besideMark(slider), y: 20 } });
  await isAt(2000, 'an end in the time line');
  await page.mouse.move(0, 0);
  await picture.focus();
  await page.keyboard.press('g');
  await isAt(4000, 'the crosshair, which is at the end at first');
  await page.getByRole('button', { name: chart.asTable }).nth(1).click();
  await page.getByRole('button', { name: '9', exact: true }).click();
  await isAt(700, 'the peak of a curve');
  await toEnd();
  await tab(side.verdict).click();
  await tab(tables.processes).click();
  await processRows(page).filter({ hasText: 'worker' }).click();
  await page.getByRole('button', { name: card.moment }).click();
  await isAt(2000, 'a verdict');
});
