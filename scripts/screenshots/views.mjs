/**
 * What is photographed, in this order: one application is led from view to view, so that the
 * first screen at the end has a run to show.
 *
 * A view is a name and a function that brings the page there and waits until it is.
 *
 * @typedef {{ name: string, open: (page: import('@playwright/test').Page) => Promise<void> }} View
 */

/** @type {readonly View[]} */
export const views = [
  { name: 'run', open: runDemo },
  { name: 'home', open: (page) => goTo(page, 'home') },
  { name: 'runs', open: (page) => goTo(page, 'runs') },
  { name: 'lessons', open: (page) => goTo(page, 'lessons') },
  { name: 'compare', open: compareRuns },
  { name: 'settings', open: (page) => goTo(page, 'settings') },
];

/** What README shows: `docs/screenshots/NAME.png` from one picture each. */
export const committed = new Map([
  ['run-dark-en-1280x800', 'run-dark'],
  ['home-light-en-1280x800', 'home-light'],
]);

const DEMO_LIMIT_MS = 120_000;

/** The rail's entries by their order, the run's among them: their words depend on the language. */
const railEntry = {
  home: (page) => page.locator('.rail-entry').first(),
  runs: (page) => page.locator('.rail-entry').nth(2),
  lessons: (page) => page.locator('.rail-entry').nth(3),
  compare: (page) => page.locator('.rail-entry').nth(4),
  settings: (page) => page.locator('.rail-entry').last(),
};

/** To the end of the default demo, where every process has its verdict. */
async function runDemo(page) {
  const ended = page.evaluate(waitForEnd);
  await goTo(page, 'home');
  await page.locator('.demo-door .door-buttons button').first().click();
  await Promise.race([ended, rejectAfter(DEMO_LIMIT_MS, 'The demo did not end')]);
  await page.getByTestId('verdict').getByRole('button').first().click();
  await restPointer(page);
  await settled(page);
}

/** The demo beside a short command that is given a number of workers: every part of the page has something to show. */
async function compareRuns(page) {
  await runDemo(page);
  const ended = page.evaluate(waitForEnd);
  await page.evaluate(() =>
    window.bridge.call.startCommand({ argv: ['sh', '-c', 'sleep 1 & sleep 2; wait'], cwd: '/', env: {}, shell: false }),
  );
  await Promise.race([ended, rejectAfter(DEMO_LIMIT_MS, 'The command did not end')]);
  await goTo(page, 'runs');
  await page.locator('.runs-row').nth(1).waitFor();
  await page.getByRole('listbox').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('c');
  const workers = page.locator('.compare-workers');
  await workers.nth(1).waitFor();
  await workers.first().fill('2');
  await workers.first().press('Enter');
  await restPointer(page);
  await settled(page);
}

/** Runs in the page: resolves when the stream of a run says that it is over. */
function waitForEnd() {
  return new Promise((resolve) => {
    const leave = window.bridge.on.runBatch((packed) => {
      const { events } = JSON.parse(packed);
      if (!events.some(({ type }) => type === 'run-ended')) return;
      leave();
      resolve();
    });
  });
}

async function goTo(page, place) {
  const entry = railEntry[place](page);
  await entry.click();
  await restPointer(page);
  await page.waitForFunction((element) => element.ariaCurrent === 'page', await entry.elementHandle());
  await settled(page);
}

/** Where it opens no tooltip. */
const restPointer = (page) => page.mouse.move(0, 0);

/** Fonts are loaded, nothing moves, and what was asked for is painted. */
export async function settled(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What pulses for ever has no end to wait for.
    const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((animation) => animation.finished));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

function rejectAfter(milliseconds, message) {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`${message} within ${milliseconds / 1000} s`)), milliseconds).unref();
  });
}
