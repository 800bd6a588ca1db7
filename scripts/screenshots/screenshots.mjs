/**
 * `npm run screenshots -- [VIEW...]`: every view in light and dark, English and Chinese, and
 * three sizes of window, into `test-results/screenshots`; what README shows into `docs/screenshots`.
 */
import { _electron } from '@playwright/test';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDisplay } from '../setup/display.mjs';
import { electronBinary } from '../setup/electron.mjs';
import { inProject, root } from '../setup/project.mjs';
import { setUp } from '../setup/setup.mjs';
import { say, StepError } from '../setup/step.mjs';
import { sandboxFlags } from '../start/surroundings.mjs';
import { committed, settled, views } from './views.mjs';

const THEMES = ['light', 'dark'];
const LANGUAGES = ['en', 'zh'];
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1200 },
  { width: 900, height: 600 },
];

const ACTION_LIMIT_MS = 30_000;
const CLOSE_LIMIT_MS = 5000;

export async function takeScreenshots(names) {
  const chosen = views.filter(({ name }) => names.length === 0 || names.includes(name));
  if (chosen.length === 0) throw new StepError(`Expected a view: ${views.map(({ name }) => name).join(', ')}.`);
  await setUp({ tests: true, fonts: true });
  mkdirSync(inProject('test-results', 'screenshots'), { recursive: true });
  mkdirSync(inProject('docs', 'screenshots'), { recursive: true });
  await withDisplay((env) => withApp(env, (app) => takeAll(app, chosen)));
}

/** In a home of its own, so that neither recordings nor settings of the user are seen or touched. */
async function withApp(env, work) {
  const home = mkdtempSync(join(tmpdir(), 'joinscope-screenshots-'));
  const cwd = join(home, 'primes');
  mkdirSync(cwd);
  const { NODE_EXTRA_CA_CERTS: _slow, ...kept } = env;
  const app = await _electron.launch({
    executablePath: electronBinary(),
    cwd,
    args: [root, ...sandboxFlags().args, `--user-data-dir=${join(home, 'user-data')}`],
    env: { ...kept, HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_CONFIG_HOME: join(home, 'config') },
  });
  try {
    await work(app);
  } finally {
    await close(app);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The app may ask whether to leave a run that goes on; nobody is there to answer. */
async function close(app) {
  const child = app.process();
  const ending = setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT_MS);
  await app.close();
  clearTimeout(ending);
}

async function takeAll(app, chosen) {
  const page = await app.firstWindow();
  page.setDefaultTimeout(ACTION_LIMIT_MS);
  // Playwright would hold the page to its light scheme; the app's own setting is to decide.
  await page.emulateMedia({ colorScheme: null, reducedMotion: 'reduce' });
  await page.locator('nav').first().waitFor();
  for (const view of chosen) {
    if (!view.isBrief) await view.open(page);
    for (const look of looks()) await take(app, page, { view, look });
    if (!view.isBrief) await view.close?.(page);
    say(`screenshots: ${view.name}, ${looks().length} pictures`);
  }
}

function looks() {
  return THEMES.flatMap((theme) => LANGUAGES.flatMap((language) => SIZES.map((size) => ({ theme, language, size }))));
}

async function take(app, page, { view, look }) {
  const { theme, language, size } = look;
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  await page.evaluate((patch) => window.bridge.call.writeSettings(patch), { theme, language });
  await page.waitForFunction(isDressed, look);
  if (view.isBrief) await view.open(page);
  await settled(page);
  const name = `${view.name}-${theme}-${language}-${size.width}x${size.height}`;
  const file = inProject('test-results', 'screenshots', `${name}.png`);
  await page.screenshot({ path: file });
  if (committed.has(name)) copyFileSync(file, inProject('docs', 'screenshots', `${committed.get(name)}.png`));
  if (view.isBrief) await view.close?.(page);
}

/** Runs in the page. */
function isDressed({ theme, language, size }) {
  const { lang, dataset } = document.documentElement;
  return lang.startsWith(language) && dataset.mantineColorScheme === theme && window.innerWidth === size.width;
}
