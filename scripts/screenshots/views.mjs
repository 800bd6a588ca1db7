/**
 * What is photographed, in this order: one application is led from view to view, so that the
 * first screen at the end has a run to show.
 *
 * A view is a name, a function that brings the page there and waits until it is, and for what lies
 * above the page one that puts it away. What a change of the window's size closes is brief, and is opened anew for each
 * picture. The panes of a run follow the run itself.
 *
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {(page: Page) => Promise<void>} Step
 * @typedef {{ name: string, open: Step, close?: Step, isBrief?: boolean }} View
 */
import { existsSync } from 'node:fs';

const pressEscape = (page) => page.keyboard.press('Escape');

/** @type {readonly View[]} */
export const views = [
  { name: 'run', open: runDemo },
  ...['tasks', 'queues', 'locks', 'waits'].map((name, place) => ({
    name,
    open: (page) => openTab(page, '.rv-tables', place + 1),
  })),
  { name: 'events', open: (page) => openTab(page, '.rv-side', 1) },
  { name: 'output', open: (page) => openTab(page, '.rv-side', 2) },
  { name: 'process-menu', open: openProcessMenu, close: pressEscape, isBrief: true },
  {
    name: 'columns',
    open: (page) => openPopover(page, '.rv-tables [aria-haspopup=menu]', '.rv-columns-menu'),
    close: pressEscape,
    isBrief: true,
  },
  {
    name: 'filter',
    open: (page) => openPopover(page, '.rv-tables [aria-haspopup=dialog]', '.rv-filter-help'),
    close: pressEscape,
    isBrief: true,
  },
  { name: 'legend', open: openLegend, close: pressEscape, isBrief: true },
  {
    name: 'panes',
    open: (page) => openPopover(page, '.rv-scrubber [aria-haspopup=menu]', '[role=menu]'),
    close: pressEscape,
    isBrief: true,
  },
  {
    name: 'picture',
    open: (page) => openPopover(page, '.rv-chart [aria-haspopup=menu]', '[role=menu]'),
    close: pressEscape,
    isBrief: true,
  },
  {
    name: 'export',
    open: (page) => openPopover(page, '.export-button', '[role=menu]'),
    close: pressEscape,
    isBrief: true,
  },
  { name: 'figure', open: explainFigure, close: (page) => page.locator('.rv-figure').first().blur(), isBrief: true },
  { name: 'bell', open: openBell, close: pressEscape },
  { name: 'palette', open: (page) => openByKeys(page, 'Control+k', '.mantine-Spotlight-content'), close: pressEscape },
  { name: 'shortcuts', open: (page) => openByKeys(page, 'Control+/', '.cheat-sheet'), close: pressEscape },
  { name: 'help', open: (page) => openByKeys(page, 'F1', '.help nav button:last-of-type'), close: pressEscape },
  { name: 'about', open: openAbout, close: pressEscape },
  { name: 'tour', open: takeTour, close: pressEscape },
  { name: 'home', open: (page) => goTo(page, 'home') },
  { name: 'runs', open: (page) => goTo(page, 'runs') },
  { name: 'lessons', open: (page) => goTo(page, 'lessons') },
  { name: 'compare', open: compareRuns },
  { name: 'settings', open: (page) => goTo(page, 'settings') },
  { name: 'attach', open: openAttach, close: pressEscape },
  { name: 'hang', open: runDeadlock },
  { name: 'signal', open: chooseSignal, close: pressEscape },
  { name: 'renice', open: askForNice, close: pressEscape },
  { name: 'kill', open: askToKill, close: killIt },
  { name: 'colours', open: runColours },
  { name: 'wrong-command', open: refuseCommand },
];

/** What README shows: `docs/screenshots/NAME.png` from one picture each. */
export const committed = new Map([
  ['run-dark-en-1280x800', 'run-dark'],
  ['home-light-en-1280x800', 'home-light'],
]);

const DEMO_LIMIT_MS = 300_000;

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

/** One of the tabs of a pane of the run that is shown. */
async function openTab(page, pane, place) {
  await showRun(page);
  const tab = page.locator(`${pane} [role=tab]`).nth(place);
  await tab.click();
  await page.waitForFunction((element) => element.ariaSelected === 'true', await tab.elementHandle());
  await restPointer(page);
  await settled(page);
}

/** The run that was shown last; without any, the demo. */
async function showRun(page) {
  if ((await page.locator('.run-tab').count()) === 0) await runDemo(page);
  if ((await page.locator('.rv').count()) === 0) await page.locator('.run-tab-open').first().click();
  await page.locator('.rv').waitFor();
}

async function openProcessMenu(page) {
  await openTab(page, '.rv-tables', 0);
  await page.locator('[role=treegrid]').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('m');
  await page.locator('[role=menu]').waitFor();
  await settled(page);
}

/** The run that was shown last where it goes on; else one that does. */
async function showLiveRun(page) {
  if ((await page.locator('.run-tab[data-active] .run-tab-ticking').count()) === 0) await runDeadlock(page);
}

/** Of a process that lives. */
async function chooseSignal(page) {
  await showLiveRun(page);
  await openProcessMenu(page);
  await page.locator('[role=menuitem]').nth(2).press('Enter');
  await page.locator('.rv-signals').waitFor();
  await settled(page);
}

/** The menu or list behind a button of the run, opened by keyboard as it would close at a resize. */
async function openPopover(page, button, shown) {
  await openTab(page, '.rv-tables', 0);
  await page.locator(button).first().press('Enter');
  await page.locator(shown).waitFor();
  await settled(page);
}

async function openLegend(page) {
  await showRun(page);
  await settled(page);
  const more = page.locator('.rv-legend-more').first();
  // In a large window the line may hold all names.
  if ((await more.count()) === 0) return;
  // In a small window the run scrolls, and what has the focus already is not brought into sight by it.
  await more.scrollIntoViewIfNeeded();
  await more.press('Enter');
  await page.locator('.rv-legend-menu').waitFor();
  await settled(page);
}

/** The second figure has a formula that fills more than one line. */
async function explainFigure(page) {
  await showRun(page);
  await page.locator('.rv-figure').nth(1).focus();
  await page.locator('.rv-explanation').waitFor();
  await settled(page);
}

async function askForNice(page) {
  await showLiveRun(page);
  await openProcessMenu(page);
  await page.locator('[role=menuitem]').nth(3).press('Enter');
  await page.locator('[role=dialog]').waitFor();
  await settled(page);
}

/** Without keys of its own: by the palette. */
async function openAbout(page) {
  await page.locator('[role=dialog]').waitFor({ state: 'detached' });
  await openByKeys(page, 'Control+k', '.mantine-Spotlight-content');
  await page.keyboard.type('Joinscope');
  await page.keyboard.press('Enter');
  await page.locator('.about').waitFor();
  await settled(page);
}

async function openAttach(page) {
  await goTo(page, 'home');
  await page.locator('.attach-open').click();
  await page.locator('[role=dialog]').waitFor();
  await settled(page);
}

/** Not by way of a version manager, whose shells would fill the picture. */
const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

const DEADLOCK = `import multiprocessing as mp

def take(first, second, both):
    with first:
        both.wait()
        with second:
            pass

if __name__ == '__main__':
    a, b, both = mp.Lock(), mp.Lock(), mp.Barrier(2)
    pair = [mp.Process(target=take, args=(a, b, both), name='left'), mp.Process(target=take, args=(b, a, both), name='right')]
    for one in pair:
        one.start()
    for one in pair:
        one.join()
`;

/** Two processes that wait for each other's locks, as it is told and as the table of locks draws it. */
async function runDeadlock(page) {
  await startInHome(page, [PYTHON, '-c', DEADLOCK]);
  await page.locator('.rv-side article').first().waitFor({ timeout: DEMO_LIMIT_MS });
  await openTab(page, '.rv-tables', 3);
}

async function askToKill(page) {
  await showLiveRun(page);
  await page.evaluate(() => window.bridge.call.writeSettings({ confirmKill: true }));
  // Until the page has heard of it, it would not be asked.
  await settled(page);
  await openByKeys(page, 'Control+Shift+k', '[role=dialog]');
}

async function killIt(page) {
  const ended = page.evaluate(waitForEnd);
  await page.keyboard.press('Enter');
  await Promise.race([ended, rejectAfter(DEMO_LIMIT_MS, 'The run did not end')]);
}

const COLOURS = `for n in $(seq 1 1000); do printf '\\033[3%dmline %d\\033[0m of the program, \\033[1mbold\\033[0m and \\033[7mreversed\\033[0m\\n' $((n % 7 + 1)) $n; done
echo 'this went to standard error' >&2; exit 2`;

/** A thousand lines with colours, the last of them on standard error. */
async function runColours(page) {
  const ended = page.evaluate(waitForEnd);
  await startInHome(page, ['sh', '-c', COLOURS]);
  await Promise.race([ended, rejectAfter(DEMO_LIMIT_MS, 'The command did not end')]);
  await openTab(page, '.rv-side', 2);
}

async function startInHome(page, argv) {
  await page.evaluate(
    (words) => window.bridge.call.startCommand({ argv: words, cwd: '/', env: {}, shell: false }),
    argv,
  );
  const tab = page.locator('.run-tab').last().locator('.run-tab-open');
  await tab.click();
  await page.locator('.rv').waitFor();
}

async function refuseCommand(page) {
  await goTo(page, 'home');
  await page.locator('.command-field').fill('no-such-program --workers 4');
  await page.keyboard.press('Enter');
  await page.locator('.command-trouble').waitFor();
  await settled(page);
}

async function openBell(page) {
  await showRun(page);
  await page.locator('.alert-bell').click();
  await page.locator('.alert-panel').waitFor();
  await restPointer(page);
  await settled(page);
}

async function openByKeys(page, keys, shown) {
  await page.keyboard.press(keys);
  await page.locator(shown).waitFor();
  await settled(page);
}

/** At its third step, beside the lanes. */
async function takeTour(page) {
  await showRun(page);
  await page.evaluate(() => window.bridge.call.writeSettings({ tourSeen: false }));
  await goTo(page, 'home');
  await page.locator('.tour-invitation button').first().click();
  for (const step of [2, 3]) {
    await page.locator('.tour-card .door-buttons button').first().click();
    await page
      .locator('.tour-count')
      .filter({ hasText: String(step) })
      .waitFor();
  }
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
