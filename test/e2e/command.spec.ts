import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { processRows, runCommand, runInState, test, words, sidePanel } from '../support/e2e-app';
import { fixture } from '../support/fixture';
import { python } from '../support/python';

test('a python program shows each child with its end, its cause and what it wrote', async ({ opened: { page } }) => {
  await runCommand(page, `${python} raises_value_error.py`, fixture('python'));
  await runInState(page, 'troubled').waitFor();
  await expect(processRows(page)).toHaveCount(2);
  const child = processRows(page).nth(1);
  await expect(child).toContainText(words.run.exit.code.replace('{{code}}', '1'));
  await child.click();
  const verdict = words.verdict.title['uncaught-exception']
    .replace('{{name}}', 'Process-1')
    .replace('{{error}}', 'ValueError: seven is not even');
  await expect(sidePanel(page)).toContainText(verdict);
  await page.getByRole('tab', { name: words.run.side.output }).click();
  await expect(sidePanel(page)).toContainText('ValueError: seven is not even');
  await expect(sidePanel(page)).toContainText('exit code 1');
});

test('a pool of python ends well, each process with its verdict', async ({ opened: { page } }) => {
  await runCommand(page, `${python} pool_squares.py`, fixture('python'));
  await runInState(page, 'ok').waitFor();
  await expect(processRows(page)).toHaveCount(5);
  await page.getByRole('tab', { name: words.run.side.output }).click();
  await expect(sidePanel(page)).toContainText('[0, 1, 4, 9, 16, 25, 36, 49, 64, 81]');
});

test('a command that cannot run is told in one sentence, and the next one runs', async ({ opened }) => {
  const { page, data } = opened;
  const script = join(data, 'script.sh');
  writeFileSync(script, '#!/bin/sh\nexit 0\n');
  chmodSync(script, 0o644);
  const bad: readonly (readonly [line: string, cwd: string, reason: string | RegExp])[] = [
    ['', data, words.app.form.problem.empty],
    ['no-such-program-at-all --x', data, /no-such-program-at-all/],
    ['./script.sh', data, /script\.sh/],
    ['true', join(data, 'missing'), /missing/],
    ['"open', data, /position 1|position 0/],
  ];
  const alert = page.getByRole('alert');
  for (const [line, cwd, reason] of bad) {
    await runCommand(page, line, cwd);
    await expect(alert).toContainText(reason);
  }
  await runCommand(page, 'true', data);
  await runInState(page, 'ok').waitFor();
});

test("a script that does not exist is the program's own end, with what it said", async ({ opened: { page, data } }) => {
  await runCommand(page, `${python} no_such_script.py`, data);
  await runInState(page, 'troubled').waitFor();
  await page.getByRole('tab', { name: words.run.side.output }).click();
  await expect(sidePanel(page)).toContainText('no_such_script.py');
});

/** Longest time for which the page may not answer while a program floods it. */
const MAX_PAUSE = 1500;
const MAX_MAIN_RSS = 700_000_000;

test('a flood of 100 MB on stdout leaves the window usable and its memory bounded', async ({ opened }) => {
  const { app, page } = opened;
  await runCommand(page, `${python} flood.py 100`, fixture('python'));
  await page.getByRole('tab', { name: words.run.side.output }).click();
  // The longest time between two frames, until the run is over.
  await page.evaluate(() => {
    let last = performance.now();
    const holder = window as unknown as { longestPause: number };
    holder.longestPause = 0;
    const look = (): void => {
      holder.longestPause = Math.max(holder.longestPause, performance.now() - last);
      last = performance.now();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.getByRole('tab', { name: words.run.side.events }).click();
  await page.getByRole('tab', { name: words.run.side.output }).click();
  await runInState(page, 'ok').waitFor({ timeout: 40_000 });
  expect(await page.evaluate(() => (window as unknown as { longestPause: number }).longestPause)).toBeLessThan(
    MAX_PAUSE,
  );
  expect(await app.evaluate(() => process.memoryUsage().rss)).toBeLessThan(MAX_MAIN_RSS);
});
