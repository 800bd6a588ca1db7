import { expect, type Page } from '@playwright/test';
import { startDemo, runInState, test, words } from '../support/e2e-app';
import { fixture } from '../support/fixture';
import { faultsOf } from './axe';

/** What moves of itself now: animations and transitions that go on. */
const moving = (page: Page): Promise<number> =>
  page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);

test('with reduced motion nothing moves but the data', async ({ opened: { page } }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  // Otherwise it would say nothing that nothing moves with it.
  await expect.poll(() => moving(page)).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => moving(page)).toBe(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox', { name: words.app.palette.search }).waitFor();
  expect(await moving(page)).toBe(0);
  await page.keyboard.press('Escape');
  await startDemo(page);
  await runInState(page, 'running').waitFor();
  expect(await moving(page)).toBe(0);
});

/** Colours of the program's own as a canvas reads them: `red,green,blue`. */
const ownColours = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'accent', 'warn', 'bad'].map((name) => {
      const hex = style.getPropertyValue(`--js-${name}`).trim();
      return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join();
    });
  });

/** Those of the colours in which something of the lanes is painted. */
const paintedIn = (page: Page, colours: readonly string[]): Promise<readonly string[]> =>
  page.locator('canvas.rv-lanes-canvas').evaluate((canvas: HTMLCanvasElement, wanted) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = copy.getContext('2d', { willReadFrequently: true });
    context?.drawImage(canvas, 0, 0);
    const bytes = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const found = new Set<string>();
    for (let at = 0; at < bytes.length; at += 4) found.add([bytes[at], bytes[at + 1], bytes[at + 2]].join());
    return wanted.filter((one) => found.has(one));
  }, colours);

test.describe('of a recording', () => {
  test.use({ startWords: [fixture('recordings/schema-2.joinscope')] });

  test('with forced colours the pictures have those of the system as the page has, and axe finds nothing', async ({
    opened: { page },
  }) => {
    await page.emulateMedia({ forcedColors: 'none' });
    await runInState(page, 'troubled').waitFor();
    const own = await ownColours(page);
    await expect.poll(async () => (await paintedIn(page, own)).length).toBeGreaterThan(0);
    await page.emulateMedia({ forcedColors: 'active' });
    await expect.poll(() => paintedIn(page, own)).toEqual([]);
    expect(await faultsOf(page, 'light')).toEqual([]);
  });
});
