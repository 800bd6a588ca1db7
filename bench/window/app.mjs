/** The built program in a real Electron, fed with events as main feeds its page, and watched through DevTools' protocol. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { _electron } from '@playwright/test';
import { electronBinary } from '../../scripts/setup/electron.mjs';
import { root } from '../../scripts/setup/project.mjs';
import { sandboxFlags } from '../../scripts/start/surroundings.mjs';

const RUN_ID = 'made-up';
/** As `runBatch` in src/shared/ipc/contract.ts; a batch travels as one text (`packBatch`). */
const CHANNEL = 'run:batch';
/** Events of one message, as in src/main/app/page-feed.ts. */
const MOST_AT_ONCE = 5000;
/** As large as most people's. CSS pixels. */
const SIZE = { width: 1440, height: 900 };

/** Starts the program with a home of its own; it has ended when `use` is over. */
export async function withWindow(env, use) {
  const data = mkdtempSync(join(tmpdir(), 'joinscope-bench-'));
  const app = await _electron.launch({
    executablePath: electronBinary(),
    args: [root, ...sandboxFlags().args],
    env: { ...env, JOINSCOPE_DATA: data, JOINSCOPE_UNATTENDED: '1', LANGUAGE: 'en' },
    colorScheme: null,
  });
  try {
    const page = await app.firstWindow();
    await app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0].setContentSize(width, height);
    }, SIZE);
    await page.locator('.shell-header').waitFor();
    return await use({ app, page, data, meter: await meterOf(page) });
  } finally {
    const child = app.process();
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    // Chromium's other processes write for a moment longer.
    rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}

/** Sends events of one run to the page, from the first on. */
export class Feed {
  #sent = 0;

  /** @param {{ app: import('@playwright/test').ElectronApplication, data: string }} window */
  constructor({ app, data }) {
    this.app = app;
    this.folder = data;
  }

  /** Through a file: Playwright would take minutes for what Electron's own channel carries in one. */
  async send(events) {
    if (events.length === 0) return;
    const file = join(this.folder, 'events.json');
    writeFileSync(file, JSON.stringify(events));
    await this.app.evaluate(
      ({ BrowserWindow }, { channel, runId, sent, most, path }) => {
        const all = JSON.parse(process.getBuiltinModule('node:fs').readFileSync(path, 'utf8'));
        const page = BrowserWindow.getAllWindows()[0].webContents;
        for (let from = 0; from < all.length; from += most) {
          const part = all.slice(from, from + most);
          page.send(
            channel,
            JSON.stringify({ runId, title: 'python3 main.py', isLive: true, firstIndex: sent + from, events: part }),
          );
        }
      },
      { channel: CHANNEL, runId: RUN_ID, sent: this.#sent, most: MOST_AT_ONCE, path: file },
    );
    this.#sent += events.length;
  }
}

/** Brings the run that is fed to the front. */
export async function showRun(page) {
  await page.locator('.run-tab-open').first().click();
  await page.getByTestId('run-view').waitFor();
}

/** What Chromium itself counts of the page's main thread. */
async function meterOf(page) {
  const [byClock, byCpu] = [await counterOf(page, 'timeTicks'), await counterOf(page, 'threadTicks')];
  const { session } = byClock;
  return {
    session,
    /** Time in tasks since the last question, in milliseconds, by the clock and by the processor. */
    busy: async () => ({ clock: await byClock.passed(), cpu: await byCpu.passed() }),
    /** Bytes of the page's heap that are in use. */
    heap: async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    },
  };
}

/** The page's main thread answers itself, after what it does now. */
async function counterOf(page, timeDomain) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain });
  let before = 0;
  const passed = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const now = metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
    const since = now - before;
    before = now;
    return since;
  };
  return { session, passed };
}

/** From a key to the picture that shows it: Chromium's own event timing. Milliseconds. */
export async function inputToPaint(page, key) {
  await page.evaluate(() => {
    const held = { taken: [] };
    globalThis.benchInput = held;
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') held.taken.push(duration);
    }).observe({ type: 'event', durationThreshold: 16 });
  });
  await page.locator('.rv-lanes-scroll').focus();
  for (let press = 0; press < 20; press += 1) {
    await page.keyboard.press(key);
    await pause(130);
  }
  // Events below the threshold of 16 ms are not told.
  const taken = await page.evaluate(() => globalThis.benchInput.taken);
  return [...taken, ...Array.from({ length: Math.max(0, 20 - taken.length) }, () => 16)];
}
