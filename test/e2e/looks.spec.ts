import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { texts } from '../../src/shared/locales';
import { test, words } from '../support/e2e-app';
import { fixture } from '../support/fixture';
import { faultsOfLayout } from './layout-faults';
import { blocksOf, differenceOf } from './picture-blocks';

/** Of the window's content; the smallest that is promised, a common one, a large one. CSS pixels. */
const SIZES = [
  [900, 600],
  [1280, 800],
  [1920, 1200],
] as const;
const RECORDED = fixture('recordings/schema-2.joinscope');
/** Written anew with this set, to be looked at and committed. */
const isWriting = process.env['JOINSCOPE_WRITE_LOOKS'] === '1';

/** What looks the same each time: nothing in it depends on the machine but a few words. */
const STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  first: async (page) => {
    await page.keyboard.press('Control+1');
    await page.locator('.home').first().waitFor();
  },
  run: async (page) => {
    await page.keyboard.press('Control+2');
    await page.locator('canvas.rv-lanes-canvas').waitFor();
  },
  lesson: async (page) => {
    await page.keyboard.press('Control+4');
    await page.locator('.cm-content').first().waitFor();
  },
  settings: async (page) => {
    await page.keyboard.press('Control+,');
    await page.locator('.settings').waitFor();
  },
};

async function resize(app: ElectronApplication, page: Page, [width, height]: readonly [number, number]): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0], size[1]), [
    width,
    height,
  ] as const);
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
}

const change = (page: Page, patch: object): Promise<unknown> =>
  page.evaluate((given) => window.bridge.call.writeSettings(given), patch);

test.use({ startWords: [RECORDED] });
// Two dozen states, on a machine that may have other work.
test.setTimeout(600_000);

test('nothing sticks out, is cut off or lies upon another thing, in any size and language', async ({
  opened: { app, page },
}) => {
  const faults: Record<string, readonly string[]> = {};
  await page.getByRole('navigation', { name: words.app.header.runs }).waitFor();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const language of ['en', 'zh'] as const) {
    await change(page, { language, tourSeen: true });
    await page.getByRole('navigation', { name: texts[language].app.rail.label }).waitFor();
    for (const size of SIZES) {
      await resize(app, page, size);
      for (const [name, open] of Object.entries(STATES)) {
        await open(page);
        const found = await faultsOfLayout(page);
        if (found.length > 0) faults[`${name} ${size.join('x')} ${language}`] = found;
      }
    }
  }
  expect(faults).toEqual({});
});

test('the window looks as it did, light and dark', async ({ opened: { app, page } }) => {
  await page.getByRole('navigation', { name: words.app.header.runs }).waitFor();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await resize(app, page, [1280, 800]);
  for (const theme of ['light', 'dark'] as const) {
    await change(page, { theme, tourSeen: true });
    await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
    for (const [name, open] of Object.entries(STATES)) {
      await test.step(`${name} ${theme}`, async () => {
        await open(page);
        await page.mouse.move(1, 1);
        await compare(app, page, join(import.meta.dirname, 'looks', `${name}-${theme}.json`));
      });
    }
  }
});

async function compare(app: ElectronApplication, page: Page, path: string): Promise<void> {
  if (isWriting) {
    writeFileSync(path, `${JSON.stringify(await blocksAtRest(app, page))}\n`);
    return;
  }
  const kept = JSON.parse(readFileSync(path, 'utf8')) as readonly number[];
  // A picture may still be drawn: its curves come in turns.
  await expect.poll(async () => differenceOf(kept, await blocksOf(app, page)), { timeout: 60_000 }).toBe('');
}

/** Once three pictures in a row are alike. */
async function blocksAtRest(app: ElectronApplication, page: Page): Promise<readonly number[]> {
  let seen: readonly number[] = [];
  let alike = 0;
  const look = async (): Promise<number> => {
    const now = await blocksOf(app, page);
    alike = now.every((one, place) => one === seen[place]) ? alike + 1 : 0;
    seen = now;
    return alike;
  };
  await expect.poll(look, { intervals: [500], timeout: 60_000 }).toBeGreaterThan(1);
  return seen;
}
