import { availableParallelism, loadavg } from 'node:os';
import { expect, type Page } from '@playwright/test';
import { processRows, runInState, shownPids, startDemo, test, words } from '../support/e2e-app';
import { isAlive, survivorsOf } from '../support/processes';

/** From the click until something moves, on a machine that has nothing else to do: one that has is slower by as much. */
const MOVES_WITHIN = 2000 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

test('the demo moves within two seconds of the click, and its charts go on changing', async ({ opened: { page } }) => {
  const lanes = page.getByRole('region', { name: words.run.lane.title }).locator('canvas').first();
  const clickedAt = performance.now();
  await startDemo(page);
  await lanes.waitFor();
  const first = await lanes.screenshot();
  await expect.poll(async () => first.equals(await lanes.screenshot()), { intervals: [100] }).toBe(false);
  expect(performance.now() - clickedAt).toBeLessThan(MOVES_WITHIN);

  for (const name of [words.run.chart.cpu, words.run.chart.depth]) {
    const chart = page.getByRole('region', { name }).getByRole('img').last();
    const before = await chart.screenshot();
    await expect.poll(async () => before.equals(await chart.screenshot()), { intervals: [200] }).toBe(false);
  }
});

test('the processes of the table are those of the system, and Stop ends them all', async ({ opened: { page } }) => {
  await startDemo(page);
  await expect.poll(() => processRows(page).count()).toBeGreaterThan(4);
  const pids = await shownPids(page);
  expect(pids.filter(isAlive)).toEqual(pids);

  await page.getByRole('button', { name: words.app.header.stop, exact: true }).click();
  await runInState(page, 'stopped', 'troubled').waitFor();
  expect(await survivorsOf(await shownPids(page), 100)).toEqual([]);
  // They stay in the table, each with its end.
  expect((await shownPids(page)).length).toBeGreaterThanOrEqual(pids.length);
});

test('Kill ends them all at once', async ({ opened: { page } }) => {
  await startDemo(page);
  await expect.poll(() => processRows(page).count()).toBeGreaterThan(4);
  const pids = await shownPids(page);
  await page.getByRole('button', { name: words.app.header.kill, exact: true }).click();
  expect(await survivorsOf(pids, 1000)).toEqual([]);
  await runInState(page, 'stopped', 'troubled').waitFor();
});

/** How many events of the run the page has after the next batch. */
const nextIndex = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const leave = window.bridge.on.runBatch((packed) => {
          const { firstIndex, events } = JSON.parse(packed) as { firstIndex: number; events: unknown[] };
          leave();
          resolve(firstIndex + events.length);
        });
      }),
  );

test('a reload of the page loses nothing of a run, live or over', async ({ opened: { page } }) => {
  const events = page.getByRole('tab', { name: words.run.side.events });
  const listed = async (): Promise<number> => Number(/\d+/.exec(await events.innerText())?.[0]);
  await startDemo(page);
  await expect.poll(listed).toBeGreaterThan(5);
  const before = { events: await listed(), pids: await shownPids(page), index: await nextIndex(page) };

  await page.reload();
  await expect.poll(listed).toBeGreaterThanOrEqual(before.events);
  expect(await shownPids(page)).toEqual(expect.arrayContaining([...before.pids]));
  // And it goes on where it was.
  expect(await nextIndex(page)).toBeGreaterThan(before.index);

  await page.getByRole('button', { name: words.app.header.kill, exact: true }).click();
  await runInState(page, 'stopped', 'troubled').waitFor();
  const end = { events: await listed(), pids: await shownPids(page) };
  await page.reload();
  await expect.poll(listed).toBe(end.events);
  expect(await shownPids(page)).toEqual(end.pids);
});

test('a page that dies comes back with the run', async ({ opened: { app, page } }) => {
  await startDemo(page);
  await expect.poll(() => processRows(page).count()).toBeGreaterThan(4);
  const pids = await shownPids(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  const rowsShown = () =>
    app.evaluate(({ BrowserWindow }) => {
      const counted = BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        'document.querySelectorAll("[role=treegrid] [role=rowheader]").length',
      ) as Promise<number>;
      // A page that is dead does not answer, not even with an error.
      return Promise.race([counted, new Promise<number>((resolve) => setTimeout(() => resolve(0), 500))]);
    });
  await expect.poll(rowsShown, { timeout: 15_000 }).toBeGreaterThanOrEqual(pids.length);
});
