import { expect, type Locator, type Page } from '@playwright/test';
import { launchApp, runInState, test, words } from '../support/e2e-app';
import { fixture } from '../support/fixture';

const { figure, panes } = words.run;
const RECORDED = fixture('recordings/schema-2.joinscope');

/** From top to bottom. */
const headings = (page: Page): Promise<readonly string[]> =>
  page.locator('.rv-panes').evaluate((grid) => {
    const found = [...grid.children].filter((one) => one.getAttribute('role') !== 'separator');
    return found
      .sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
      .map((one) => one.className.split(' ')[0] ?? '');
  });
const border = (page: Page): Locator => page.getByRole('separator', { name: panes.split.charts });

test.use({ startWords: [RECORDED] });

test('panes are resized and rearranged by keys and by the pointer, and stay so over a restart', async ({
  opened: { app, page, data },
}) => {
  await runInState(page, 'troubled').waitFor();
  const before = await headings(page);
  expect(before.length).toBeGreaterThan(2);
  const share = Number(await border(page).getAttribute('aria-valuenow'));
  await border(page).press('ArrowRight');
  await expect(border(page)).toHaveAttribute('aria-valuenow', String(share + 4));
  const box = await border(page).boundingBox();
  if (box === null) throw new Error('The border has no place.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 150, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => Number(await border(page).getAttribute('aria-valuenow'))).toBeLessThan(share);
  const dragged = await border(page).getAttribute('aria-valuenow');

  await page.getByRole('button', { name: panes.menu }).press('Enter');
  await page.getByRole('menuitem', { name: panes.down.replace('{{pane}}', panes.charts) }).press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => headings(page)).not.toEqual(before);
  const moved = await headings(page);

  await app.close();
  const again = await launchApp(data, [RECORDED]);
  try {
    const anew = await again.firstWindow();
    await runInState(anew, 'troubled').waitFor();
    await expect.poll(() => headings(anew)).toEqual(moved);
    await expect(border(anew)).toHaveAttribute('aria-valuenow', dragged ?? '');
  } finally {
    await again.close();
  }
});

test('each figure says what it means, by which formula and who told it, to the pointer and to keys', async ({
  opened: { page },
}) => {
  await runInState(page, 'troubled').waitFor();
  const figures = page.getByRole('list', { name: figure.label }).getByRole('listitem');
  await expect(figures).toHaveCount(12);
  const tip = page.getByRole('tooltip');
  for (const one of await figures.all()) {
    const id = (await one.getAttribute('data-figure')) as 'cores';
    const texts = [figure[id].help, figure[id].formula, figure[id].source];
    await test.step(id, async () => {
      await one.getByRole('button').focus();
      for (const text of texts) await expect(tip).toContainText(text);
      await one.getByRole('button').blur();
      await expect(tip).toHaveCount(0);
    });
  }
  await figures.nth(1).hover();
  await expect(tip).toContainText(figure.cores.formula);
});
